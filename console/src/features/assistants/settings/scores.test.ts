import { expect, test } from "vitest";

import { bestScores, binned, BINS } from "./scores";

const row = (...scores: number[]) => ({ chunks: scores.map((score, at) => ({ id: String(at), score })) });

test("an exchange counts by its best chunk, and one that found nothing does not count", () => {
  expect(bestScores([row(0.4, 0.7), row(), row(0.2)])).toEqual([0.7, 0.2]);
});

test("both ends of the way have a bar", () => {
  const bins = binned([0, 0.019, 0.5, 1]);
  expect([bins[0], bins[BINS / 2], bins[BINS - 1]]).toEqual([2, 1, 1]);
  expect(bins.reduce((sum, count) => sum + count)).toBe(4);
});
