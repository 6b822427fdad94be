import { expect, it } from "vitest";

import type { Hit } from "../reading";
import { aboveLine, armOf, askedOf, excerpt, searchOf } from "./reading";

it("keeps the question and its settings in the address", () => {
  const asked = { q: "คืนเงินกี่วัน", limit: 20, arms: ["lexical", "exact"] as const };
  expect(askedOf(searchOf({ ...asked, arms: [...asked.arms] }))).toEqual(asked);
  expect(searchOf(askedOf({}))).toEqual({});
  expect(askedOf({ q: 9087, limit: 3 })).toEqual({ q: "9087", limit: 10, arms: ["lexical", "dense", "exact"] });
});

it("draws the line under the last hit that reaches it", () => {
  const hits = [0.88, 0.45, 0.44].map((sortingScore) => ({ sortingScore }));
  expect(aboveLine(hits, 0.45)).toBe(2);
  expect(aboveLine(hits, 0.9)).toBe(0);
});

it("says nothing of an arm that did not find the chunk", () => {
  expect(armOf({ arms: { lexical: { rank: 2, value: 0.64 } } } as unknown as Hit, "dense")).toEqual({ rank: null, value: 0 });
});

it("shows the text around the first highlight, its marks moved along", () => {
  const text = `${"a".repeat(500)}คืนเงิน${"b".repeat(500)}`;
  const cut = excerpt(text, [[500, 507]], 100);
  expect(cut.isCutBefore && cut.isCutAfter).toBe(true);
  const [mark] = cut.marks;
  expect(Array.from(cut.text).slice(mark?.start, mark?.end).join("")).toBe("คืนเงิน");
});
