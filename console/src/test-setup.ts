import "@testing-library/jest-dom/vitest";
import { cleanup } from "@testing-library/react";
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { afterEach } from "vitest";

import { messages } from "@/shared/i18n/messages";
import ui from "@/shared/ui/locales/en.json";

// Radix measures and captures; jsdom knows neither.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
} as typeof ResizeObserver;
Element.prototype.scrollIntoView ??= () => undefined;
Element.prototype.hasPointerCapture ??= () => false;

if (!i18next.isInitialized) {
  await i18next
    .use(messages)
    .use(initReactI18next)
    .init({ lng: "en", resources: { en: { ui } }, interpolation: { escapeValue: false } });
}
afterEach(cleanup);
