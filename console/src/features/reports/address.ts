/** The filters of report and dashboard as they stand in the address, and as the API takes them. Pure. */
import type { Shape } from "@/api";

export type Message = Shape<"ReportedMessage">;
export type Source = Message["source"];
export type Outcome = Message["outcome"];

export const SOURCES: readonly Source[] = ["api", "openai", "channel", "copilot", "sandbox", "lab", "replay"];
export const REAL_SOURCES: readonly Source[] = ["api", "openai", "channel"];
export const OUTCOMES: readonly Outcome[] = ["answered", "memorized", "fallback", "refused", "stopped", "failed"];
export const RANGES = ["1", "7", "30", "90", "365"] as const;
export const DEFAULT_RANGE = "30";
/** How many exchanges one action takes. */
export const MOST_TICKED = 200;

/** What the address holds; `from` and `to` win over `days`. */
export interface Filters {
  days?: string | number;
  from?: string;
  to?: string;
  assistantId?: string;
  source?: string;
  outcome?: string;
  rating?: "up" | "down";
  mark?: "degraded" | "belowThreshold" | "unsupported";
  sessionId?: string;
  userId?: string;
  questionKey?: string;
  minLatencyMs?: number;
  q?: string;
}

const KEPT = [
  "assistantId", "source", "outcome", "rating", "mark", "sessionId", "userId", "questionKey", "minLatencyMs", "q",
] as const;
const DAY_MS = 86_400_000;

/** The query of the API. A session or user named in the address may be a number there. */
export function queryOf(filters: Filters, now: number): Record<string, string> {
  const query: Record<string, string> = {};
  for (const name of KEPT) {
    const value = filters[name];
    if (value !== undefined && value !== "") query[name] = String(value);
  }
  const { from, to } = spanOf(filters, now);
  if (from) query.from = from;
  if (to) query.to = to;
  return query;
}

/** The same as a body of the API: lists as lists, numbers as numbers. */
export function bodyOf(filters: Filters, now: number): Record<string, unknown> {
  const { source, outcome, minLatencyMs, ...query } = queryOf(filters, now);
  return {
    ...query,
    ...(source ? { source: source.split(",") } : {}),
    ...(outcome ? { outcome: outcome.split(",") } : {}),
    ...(minLatencyMs ? { minLatencyMs: Number(minLatencyMs) } : {}),
  };
}

/** From when to when; without an end until now. */
export function spanOf(filters: Filters, now: number): { from?: string; to?: string } {
  if (filters.from || filters.to) return { ...(filters.from ? { from: filters.from } : {}), ...(filters.to ? { to: filters.to } : {}) };
  return { from: new Date(now - Number(filters.days ?? DEFAULT_RANGE) * DAY_MS).toISOString() };
}

/** The names in a list of the address that are known. */
export function listOf<T extends string>(text: string | undefined, known: readonly T[]): T[] {
  const named = (text ?? "").split(",");
  return known.filter((each) => named.includes(each));
}

/** The same list for the address; undefined where it says what holds anyway. */
export function textOf<T extends string>(chosen: readonly T[], usual: readonly T[]): string | undefined {
  const isUsual = chosen.length === 0 || (chosen.length === usual.length && usual.every((each) => chosen.includes(each)));
  return isUsual ? undefined : chosen.join(",");
}

/** Whether anything is filtered beyond the usual span. */
export function isFiltered(filters: Filters): boolean {
  return KEPT.some((name) => name !== "assistantId" && filters[name] !== undefined && filters[name] !== "");
}
