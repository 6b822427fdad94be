/** How well searches did lately, beside the threshold they must reach (`console.md` 5.2). Pure. */
import type { Shape } from "@/api";

/** How many bars stand over the threshold's way from 0 to 1. */
export const BINS = 50;

/** The best score of each exchange that searched and found something. */
export function bestScores(rows: readonly Pick<Shape<"ReportedMessage">, "chunks">[]): number[] {
  return rows.filter(({ chunks }) => chunks.length > 0).map(({ chunks }) => Math.max(...chunks.map(({ score }) => score)));
}

/** How many scores fall into each part of the way. */
export function binned(scores: readonly number[]): number[] {
  const bins = Array.from({ length: BINS }, () => 0);
  for (const score of scores) {
    const at = Math.min(BINS - 1, Math.max(0, Math.floor(score * BINS)));
    bins[at] = (bins[at] ?? 0) + 1;
  }
  return bins;
}
