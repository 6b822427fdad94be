import { expect, test } from "vitest";

import { filtersOf, readWanted } from "./picking";

test("a kind of sessions is found by the report's own filters", () => {
  const now = Date.parse("2026-11-26T12:00:00Z");
  expect(filtersOf("7", "unanswered", now)).toEqual({ from: "2026-11-19T12:00:00.000Z", outcome: ["fallback"] });
  expect(filtersOf("1", "bad", now)).toEqual({ from: "2026-11-25T12:00:00.000Z", rating: "down" });
});

test("the address may ask for anything, and only what can be meant is taken", () => {
  expect(readWanted(true)).toEqual({});
  expect(readWanted("yes")).toBeNull();
  expect(readWanted(undefined)).toBeNull();
  expect(readWanted({ assistantId: "a", messageIds: ["m", 7], filters: { q: "x" }, more: 1 })).toEqual({ assistantId: "a", messageIds: ["m"], filters: { q: "x" } });
});
