import { expect, test } from "vitest";

import { firstComparison, momentOf, nextHour } from "./reading";

test("a local time goes out with its zone, and none goes out as none", () => {
  expect(momentOf("2026-03-02T10:00")).toBe(new Date(2026, 2, 2, 10).toISOString());
  expect(momentOf("")).toBeUndefined();
  expect(momentOf("nonsense")).toBeUndefined();
});

test("the next full hour goes over midnight", () => {
  expect(nextHour(new Date(2026, 11, 31, 23, 30))).toBe("2027-01-01T00:00");
});

test("what was changed last is compared first", () => {
  expect(firstComparison([], false)).toBeNull();
  expect(firstComparison([{ number: 3 }], false)).toEqual({ from: 3, to: "head" });
  expect(firstComparison([{ number: 4 }, { number: 2 }], true)).toEqual({ from: 4, to: "head" });
  expect(firstComparison([{ number: 4 }, { number: 2 }], false)).toEqual({ from: 2, to: "4" });
});
