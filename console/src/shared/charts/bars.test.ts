import { expect, test } from "vitest";

import { barsOf, roundUp, ticksOf } from "./bars";

test("Bars of a day stand on each other, and nothing is drawn for zero", () => {
  const series = [{ id: "a", label: "A", values: [3, 0] }, { id: "b", label: "B", values: [1, 5] }];
  const { bars, top } = barsOf(series, 2, 100);
  expect(top).toBe(5);
  expect(bars).toEqual([
    { day: 0, series: 0, y: 40, height: 60 },
    { day: 0, series: 1, y: 20, height: 20 },
    { day: 1, series: 1, y: 0, height: 100 },
  ]);
});

test("The upper edge is a round figure, also without any message", () => {
  expect([0, 1, 3, 7, 10, 11, 1204].map((figure) => roundUp(Math.max(1, figure)))).toEqual([1, 1, 5, 10, 10, 20, 2000]);
  expect(barsOf([], 3, 100)).toEqual({ bars: [], top: 1 });
  expect(ticksOf(10)).toEqual([0, 5, 10]);
});
