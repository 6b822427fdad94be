/** How this browser shows the console: remembered here, set before the first paint by `/theme.js`. */
import { useSyncExternalStore } from "react";

import { setFormat } from "@/shared/format";

export type Theme = "system" | "light" | "dark";
export type Density = "comfortable" | "compact";
export type ThaiLetters = "loopless" | "looped";

export interface Look {
  theme: Theme;
  density: Density;
  thai: ThaiLetters;
  /** Words under the rail's icons. */
  labels: "off" | "on";
  /** Years of Thai dates. */
  calendar: "buddhist" | "gregory";
  /** Single-key shortcuts (WCAG 2.1.4: can be switched off). */
  shortcuts: "on" | "off";
}

const DEFAULTS: Look = {
  theme: "system",
  density: "comfortable",
  thai: "loopless",
  labels: "off",
  calendar: "buddhist",
  shortcuts: "on",
};
const ALLOWED: { [K in keyof Look]: readonly Look[K][] } = {
  theme: ["system", "light", "dark"],
  density: ["comfortable", "compact"],
  thai: ["loopless", "looped"],
  labels: ["off", "on"],
  calendar: ["buddhist", "gregory"],
  shortcuts: ["on", "off"],
};

const listeners = new Set<() => void>();
const systemDark = globalThis.matchMedia?.("(prefers-color-scheme: dark)");
let look = readAll();

function readOne<K extends keyof Look>(name: K): Look[K] {
  try {
    const kept = localStorage.getItem(`comity.${name}`);
    return ALLOWED[name].find((value) => value === kept) ?? DEFAULTS[name];
  } catch {
    return DEFAULTS[name];
  }
}

function readAll(): Look {
  return {
    theme: readOne("theme"),
    density: readOne("density"),
    thai: readOne("thai"),
    labels: readOne("labels"),
    calendar: readOne("calendar"),
    shortcuts: readOne("shortcuts"),
  };
}

function show(): void {
  const root = document.documentElement;
  const dark = look.theme === "dark" || (look.theme === "system" && (systemDark?.matches ?? false));
  root.dataset["theme"] = dark ? "dark" : "light";
  root.dataset["density"] = look.density;
  root.dataset["thai"] = look.thai;
  setFormat({ calendar: look.calendar });
  for (const listener of listeners) listener();
}

export function currentLook(): Look {
  return look;
}

/** Changes one thing of the look at once, here and in the other tabs. */
export function setLook<K extends keyof Look>(name: K, value: Look[K]): void {
  look = { ...look, [name]: value };
  try {
    localStorage.setItem(`comity.${name}`, value);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  show();
}

/** Follows the system's theme and the choices made in other tabs. */
export function startLook(): void {
  systemDark?.addEventListener("change", show);
  globalThis.addEventListener("storage", (event) => {
    if (!event.key?.startsWith("comity.")) return;
    look = readAll();
    show();
  });
  show();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLook(): Look {
  return useSyncExternalStore(subscribe, currentLook);
}
