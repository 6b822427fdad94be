/**
 * Texts in two languages, loaded by namespace: `shell`, `common`, `ui` and one for each feature; `labels` holds what the
 * features call their pages and actions, so that the frame need not load all their texts for it.
 */
import i18next, { type BackendModule } from "i18next";
import { initReactI18next } from "react-i18next";

import { setFormat } from "@/shared/format";

import { messages } from "./messages";

export const LANGUAGES = ["en", "th"] as const;
export type Language = (typeof LANGUAGES)[number];

const STORED_AS = "comity.language";

type Texts = Record<string, unknown>;
const files = import.meta.glob<Texts>(
  ["/src/features/*/locales/*.json", "/src/shared/*/locales/*.json", "/src/app/locales/*.json"],
  { import: "default" },
);

const OWN_NAMES: Record<string, string> = {
  shell: "/src/app/locales",
  common: "/src/shared/i18n/locales",
  ui: "/src/shared/ui/locales",
};

const labels: Record<string, () => Promise<{ default: Texts }>> = {
  en: () => import("virtual:labels/en"),
  th: () => import("virtual:labels/th"),
};

/** The texts of a namespace; empty when the feature has none. */
export async function loadTexts(language: string, namespace: string): Promise<Texts> {
  if (namespace === "labels") return (await labels[language]?.())?.default ?? {};
  const folder = OWN_NAMES[namespace] ?? `/src/features/${namespace}/locales`;
  const load = files[`${folder}/${language}.json`];
  return load ? await load() : {};
}

const byNamespace: BackendModule = {
  type: "backend",
  init: () => undefined,
  read: (language, namespace, done) => {
    loadTexts(language, namespace).then(
      (texts) => { done(null, texts as never); },
      (error: unknown) => { done(error as Error, false); },
    );
  },
};

/** The language chosen in this browser, else the first of the browser's that we speak, else English. */
export function firstLanguage(): Language {
  const wanted = [stored(), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return LANGUAGES.find((language) => language === wanted.find((tag) => isLanguage(tag))) ?? "en";
}

export function isLanguage(tag: string | null | undefined): tag is Language {
  return LANGUAGES.some((language) => language === tag);
}

/** Whether somebody has chosen a language in this browser. */
export function hasChosenLanguage(): boolean {
  return isLanguage(stored());
}

function stored(): string | null {
  try {
    return localStorage.getItem(STORED_AS);
  } catch {
    return null;
  }
}

export async function startI18n(): Promise<void> {
  i18next.on("languageChanged", follow);
  await i18next
    .use(byNamespace)
    .use(messages)
    .use(initReactI18next)
    .init({
      lng: firstLanguage(),
      fallbackLng: false, // both languages have every text
      supportedLngs: LANGUAGES,
      load: "languageOnly",
      ns: ["shell", "common", "ui", "labels"],
      defaultNS: "shell",
      fallbackNS: "common",
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
}

function follow(language: string): void {
  document.documentElement.lang = language;
  setFormat({ language });
}

/** Changes the language and remembers it in this browser. */
export async function changeLanguage(language: Language): Promise<void> {
  try {
    localStorage.setItem(STORED_AS, language);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  await i18next.changeLanguage(language);
}

export { i18next };
