/** The form of a website and what it sends. Pure. */
import type { Shape } from "@/api";

import type { Source } from "./reading";

export const MODES = ["crawl", "sitemap", "page"] as const;
export const SCHEDULES = ["off", "daily", "weekly", "monthly"] as const;
export const DEPTH_MAX = 5;
export const PAGES_MAX = 1000;

export interface SourceValues {
  startUrl: string;
  mode: (typeof MODES)[number];
  depth: number | null;
  pages: number | null;
  include: string[];
  exclude: string[];
  schedule: (typeof SCHEDULES)[number];
}

export function valuesOf(source: Source | undefined): SourceValues {
  return {
    startUrl: source?.startUrl ?? "",
    mode: (source?.mode as SourceValues["mode"] | undefined) ?? "crawl",
    depth: source?.limits.depth ?? 3,
    pages: source?.limits.pages ?? 100,
    include: source?.include ?? [],
    exclude: source?.exclude ?? [],
    schedule: (source?.schedule as SourceValues["schedule"] | undefined) ?? "weekly",
  };
}

/** What people type is often without its scheme: `example.com/help` means the safe one. */
export function addressOf(typed: string): string {
  const text = typed.trim();
  return text === "" || /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
}

export function bodyOf({ depth, pages, startUrl, ...values }: SourceValues): Shape<"WebSourceCreate"> {
  return { ...values, startUrl: addressOf(startUrl), limits: { depth: depth ?? 3, pages: pages ?? 100 } };
}

/** Which field of the form a refusal names. */
export function fieldOf(path: string): keyof SourceValues | undefined {
  const head = path.replace(/^limits\./, "").split(/[.[]/)[0];
  return (["startUrl", "mode", "depth", "pages", "include", "exclude", "schedule"] as const).find((field) => field === head);
}
