import { expect, test } from "vitest";

import { deltaOf } from "./delta";

test("A number is compared with the span before, and more is good or bad as the number is", () => {
  expect(deltaOf(150, 100)).toEqual({ direction: "up", share: 0.5 });
  expect(deltaOf(0.2, 0.4, "less")).toEqual({ direction: "down", share: 0.5, good: true });
  expect(deltaOf(3, 2, "less")).toEqual({ direction: "up", share: 0.5, good: false });
  expect(deltaOf(1000, 1001)).toEqual({ direction: "flat", share: 0 });
});

test("Nothing before is nothing to compare with", () => {
  expect(deltaOf(5, 0)).toBeUndefined();
  expect(deltaOf(null, 4)).toBeUndefined();
});
