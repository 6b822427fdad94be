/** The order of documents and what their filter asks of the API. Pure. */
import { formatSettings } from "@/shared/format";

import type { Document } from "../reading";

export const STATES = ["failed", "working", "ready", "unread", "cancelled"] as const;

/** Failing ones first, each document once, the rest as they came. */
export function failingFirst(failing: readonly Document[], rest: readonly Document[]): Document[] {
  const seen = new Set<string>();
  const once = (document: Document) => !seen.has(document.id) && Boolean(seen.add(document.id));
  const current = new Map(rest.map((document) => [document.id, document]));
  const fresh = failing.map((document) => current.get(document.id) ?? document);
  return [...fresh.filter((document) => document.state === "failed"), ...rest.filter((document) => document.state === "failed"), ...rest].filter(once);
}

/** `2026-12-31`: the day of a time in the workspace's zone; empty for none. */
export function dayOf(at: string | null, zone = formatSettings().timeZone): string {
  return at ? wallClock(new Date(at), zone).slice(0, 10) : "";
}

/** The last second of a day in the workspace's zone as the API takes it; null for no day. */
export function endOf(day: string, zone = formatSettings().timeZone): string | null {
  if (!day) return null;
  const guess = Date.parse(`${day}T23:59:59Z`);
  const ahead = Date.parse(`${wallClock(new Date(guess), zone)}Z`) - guess;
  return new Date(guess - ahead).toISOString();
}

/** What the clock on the wall of a zone shows: `2026-12-31T23:59:59`. */
function wallClock(at: Date, zone: string | undefined): string {
  const options = { dateStyle: "short", timeStyle: "medium", hourCycle: "h23", ...(zone ? { timeZone: zone } : {}) } as const;
  return new Intl.DateTimeFormat("sv-SE", options).format(at).replace(" ", "T");
}
