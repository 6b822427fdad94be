/** The numbers of the dashboard: what each is called, says, is compared by and opens. */
import { formatDuration, formatNumber, formatPercent } from "@/shared/format";

import type { Filters } from "../address";
import type { Dashboard, Totals } from "../reading";
import { deltaOf, type Delta } from "./delta";

export interface Figure {
  id: string;
  value: string;
  /** A second number of the same kind, in a line below. */
  beside?: string;
  /** What is compared with the span before; absent: nothing is. */
  compared?: (of: Totals) => number | null;
  isGood?: "more" | "less";
  series?: number[];
  /** The filter of its messages, beside the span. */
  more?: Filters;
}

/** The six that are looked at first (`console.md` 5.4). */
export function mainFigures({ totals, daily }: Dashboard): Figure[] {
  const costs = totals.costs.map((cost) => `${formatNumber(Number(cost.amount))} ${cost.currency}`).join(" · ");
  const slow = totals.p95Ms === null ? {} : { more: { minLatencyMs: totals.p95Ms } };
  return [
    { id: "messages", value: formatNumber(totals.messages), compared: (of) => of.messages, series: daily.map((day) => day.messages) },
    { id: "sessions", value: formatNumber(totals.sessions), compared: (of) => of.sessions },
    { id: "users", value: formatNumber(totals.users), compared: (of) => of.users },
    { id: "time", value: formatDuration(totals.p50Ms), beside: formatDuration(totals.p95Ms), compared: (of) => of.p95Ms, isGood: "less", ...slow },
    { id: "unsupported", value: formatPercent(totals.unsupportedShare, 1), compared: (of) => of.unsupportedShare, isGood: "less", series: daily.map((day) => day.unsupportedSentences), more: { mark: "unsupported" } },
    { id: "cost", value: costs || "–" },
  ];
}

/** What else there is to know of a span (`assistants.md` 5). */
export function otherFigures({ totals }: Dashboard): Figure[] {
  return [
    { id: "answered", value: formatPercent(totals.answeredShare, 1), compared: (of) => of.answeredShare, isGood: "more", more: { outcome: "answered,memorized" } },
    { id: "memorized", value: formatPercent(totals.memorizedShare, 1), compared: (of) => of.memorizedShare, more: { outcome: "memorized" } },
    { id: "belowThreshold", value: formatPercent(totals.belowThresholdShare, 1), compared: (of) => of.belowThresholdShare, isGood: "less", more: { mark: "belowThreshold" } },
    { id: "degraded", value: formatNumber(totals.degraded), compared: (of) => of.degraded, isGood: "less", more: { mark: "degraded" } },
    { id: "up", value: formatNumber(totals.up), compared: (of) => of.up, isGood: "more", more: { rating: "up" } },
    { id: "down", value: formatNumber(totals.down), compared: (of) => of.down, isGood: "less", more: { rating: "down" } },
    { id: "tokensIn", value: formatNumber(totals.promptTokens), compared: (of) => of.promptTokens },
    { id: "tokensOut", value: formatNumber(totals.completionTokens), compared: (of) => of.completionTokens },
  ];
}

/** How a figure stands to that of the span before. */
export function movement({ totals, before }: Dashboard): (figure: Figure) => Delta | undefined {
  return ({ compared, isGood }) => compared && deltaOf(compared(totals), compared(before), isGood);
}
