/** The order of documents and what their filter asks of the API. Pure. */
import type { Document } from "../reading";

export const STATES = ["failed", "working", "ready", "cancelled"] as const;

/** Failing ones first, each document once, the rest as they came. */
export function failingFirst(failing: readonly Document[], rest: readonly Document[]): Document[] {
  const seen = new Set<string>();
  const once = (document: Document) => !seen.has(document.id) && Boolean(seen.add(document.id));
  const current = new Map(rest.map((document) => [document.id, document]));
  const fresh = failing.map((document) => current.get(document.id) ?? document);
  return [...fresh.filter((document) => document.state === "failed"), ...rest.filter((document) => document.state === "failed"), ...rest].filter(once);
}

/** `2026-12-31` of a time; empty for none. */
export function dayOf(at: string | null): string {
  return at ? at.slice(0, 10) : "";
}

/** The end of a day as the API takes it; null for no day. */
export function endOf(day: string): string | null {
  return day ? `${day}T23:59:59Z` : null;
}
