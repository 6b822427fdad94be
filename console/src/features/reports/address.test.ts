import { expect, test } from "vitest";

import { isFiltered, listOf, OUTCOMES, queryOf, REAL_SOURCES, SOURCES, textOf } from "./address";

const NOW = Date.parse("2026-03-31T00:00:00Z");

test("Without a span the last thirty days are asked for, without an end", () => {
  expect(queryOf({}, NOW)).toEqual({ from: "2026-03-01T00:00:00.000Z" });
  expect(queryOf({ days: 7 }, NOW)).toEqual({ from: "2026-03-24T00:00:00.000Z" });
});

test("A span that is named wins over a number of days, and every other filter goes along", () => {
  const filters = { days: "7", from: "2026-03-02T00:00:00Z", to: "2026-03-03T00:00:00Z", outcome: "fallback", sessionId: "42" };
  expect(queryOf(filters, NOW)).toEqual({
    from: "2026-03-02T00:00:00Z", to: "2026-03-03T00:00:00Z", outcome: "fallback", sessionId: "42",
  });
});

test("A list in the address keeps known names alone, and none is written for what holds anyway", () => {
  expect(listOf("fallback,nonsense,failed", OUTCOMES)).toEqual(["fallback", "failed"]);
  expect(textOf(["channel", "openai", "api"], REAL_SOURCES)).toBeUndefined();
  expect(textOf(["sandbox"], REAL_SOURCES)).toBe("sandbox");
  expect(textOf(listOf(undefined, SOURCES), REAL_SOURCES)).toBeUndefined();
});

test("The assistant and the span alone are no filter of the list", () => {
  expect(isFiltered({ assistantId: "a", days: 7 })).toBe(false);
  expect(isFiltered({ rating: "down" })).toBe(true);
});
