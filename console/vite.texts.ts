/** What the build makes of the texts: messages are parsed here and not in the browser, and labels of the frame go by themselves. */
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { parse } from "@formatjs/icu-messageformat-parser";
import type { Plugin } from "vite";

type Texts = { [key: string]: string | Texts };

const FEATURES = fileURLToPath(new URL("./src/features", import.meta.url));
const TEXTS = /\/locales\/[a-z]{2}\.json$/;
const LABELS = /^virtual:labels\/([a-z]{2})$/;
const LABEL = /\blabel: "([a-z-]+):([^"]+)"/g;

/** A text as the browser takes it: the words when there is nothing to fill in, else the parsed message. */
export function parsed(text: string): unknown {
  const message = parse(text, { ignoreTag: true });
  const [only] = message;
  if (!only) return "";
  return message.length === 1 && only.type === 0 ? only.value : message;
}

function parsedAll(texts: Texts): Record<string, unknown> {
  const each = ([key, text]: [string, string | Texts]) => [key, typeof text === "string" ? parsed(text) : parsedAll(text)];
  return Object.fromEntries(Object.entries(texts).map(each));
}

function read(language: string, feature: string): Texts {
  return JSON.parse(readFileSync(`${FEATURES}/${feature}/locales/${language}.json`, "utf8")) as Texts;
}

/** The text at a key, in the same folds as it has in its file. */
function only(texts: Texts, [step = "", ...rest]: string[]): Texts {
  const inner = texts[step];
  if (inner === undefined) return {};
  return { [step]: rest.length > 0 && typeof inner !== "string" ? only(inner, rest) : inner };
}

function merged(one: Texts, other: Texts): Texts {
  const both = { ...one };
  for (const [key, text] of Object.entries(other)) {
    const known = both[key];
    both[key] = typeof known === "object" && typeof text === "object" ? merged(known, text) : text;
  }
  return both;
}

/** What pages, actions and searches are called in the `routes` of the features, by feature. */
function labels(language: string): Texts {
  const found: Texts = {};
  const routes = readdirSync(FEATURES, { recursive: true }).map(String).filter((file) => /^[a-z-]+[\\/]routes\.tsx?$/.test(file));
  for (const file of routes) {
    for (const [, feature = "", key = ""] of readFileSync(`${FEATURES}/${file}`, "utf8").matchAll(LABEL)) {
      found[feature] = merged((found[feature] ?? {}) as Texts, only(read(language, feature), key.split(".")));
    }
  }
  return found;
}

export function texts(): Plugin {
  return {
    name: "comity-texts",
    enforce: "pre",
    resolveId: (id) => (LABELS.test(id) ? `\0${id}` : null),
    load(id) {
      const language = LABELS.exec(id.slice(1))?.[1];
      return language ? `export default ${JSON.stringify(parsedAll(labels(language)))}` : null;
    },
    transform(code, id) {
      return TEXTS.test(id) ? { code: JSON.stringify(parsedAll(JSON.parse(code) as Texts)), map: null } : null;
    },
  };
}
