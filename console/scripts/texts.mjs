// Fails when a text is missing in a language or no message, or when the code names a key that no language file holds.
import { parse } from "@formatjs/icu-messageformat-parser";
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const LANGUAGES = ["en", "th"];
const src = fileURLToPath(new URL("../src", import.meta.url));
const OWN_NAMES = { app: "shell", i18n: "common", ui: "ui" };
const files = readdirSync(src, { recursive: true }).map(String);
const problems = [];

function flat(value, prefix = "") {
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "object" ? flat(inner, `${prefix}${key}.`) : [`${prefix}${key}`],
  );
}

function unreadable(value, prefix = "") {
  return Object.entries(value).flatMap(([key, inner]) => {
    if (typeof inner === "object") return unreadable(inner, `${prefix}${key}.`);
    try {
      parse(inner, { ignoreTag: true });
      return [];
    } catch (error) {
      return [`"${prefix}${key}" is no message: ${error.message}`];
    }
  });
}

const keys = new Map();
for (const file of files.filter((name) => name.endsWith("locales/en.json"))) {
  const folder = dirname(join(src, file));
  const owner = basename(dirname(folder));
  const byLanguage = LANGUAGES.map((language) => {
    try {
      const texts = JSON.parse(readFileSync(join(folder, `${language}.json`), "utf8"));
      problems.push(...unreadable(texts).map((problem) => `${owner}, ${language}.json: ${problem}`));
      return new Set(flat(texts));
    } catch (error) {
      problems.push(`${join(folder, `${language}.json`)}: ${error.message}`);
      return new Set();
    }
  });
  keys.set(OWN_NAMES[owner] ?? owner, byLanguage[0]);
  LANGUAGES.forEach((language, index) => {
    const others = byLanguage.filter((_, other) => other !== index).flatMap((set) => [...set]);
    for (const key of new Set(others)) {
      if (!byLanguage[index].has(key)) problems.push(`${owner}: ${language}.json lacks "${key}"`);
    }
  });
}

// `t("key")` and `t("namespace:key")`, as well as labels in routes; keys with a `${}` inside count by their beginning.
const CALL = /\bt\(\s*(?:"([^"]+)"|`([^`]+)`)/g;
const LABEL = /\blabel: "([a-z-]+:[^"]+)"/g;
const HOOK = /use(?:Translation|Texts)\(\s*\[?"([^"]+)"/;
for (const file of files.filter((name) => /\.tsx?$/.test(name))) {
  if (file.includes(".test.") || file.startsWith("test-")) continue;
  const code = readFileSync(join(src, file), "utf8");
  const own = file.startsWith("shared/ui") ? "ui" : (HOOK.exec(code)?.[1] ?? "shell");
  const used = [...code.matchAll(CALL)].map((match) => match[1] ?? match[2]);
  for (const name of [...used, ...[...code.matchAll(LABEL)].map((match) => match[1])]) {
    const [namespace, key] = name.includes(":") ? name.split(/:(.*)/s) : [own, name];
    if (namespace.includes("${")) continue;
    const start = key.split("${")[0];
    const known = [...(keys.get(namespace) ?? []), ...(keys.get("common") ?? [])];
    const isThere = key.includes("${") ? known.some((each) => each.startsWith(start)) : known.includes(key);
    if (!isThere) problems.push(`${file}: no text for "${namespace}:${key}"`);
  }
}

if (problems.length) {
  console.error(problems.join("\n"));
  process.exit(1);
}
