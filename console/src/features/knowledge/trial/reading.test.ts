import { expect, it } from "vitest";

import type { Hit } from "../reading";
import { aboveLine, armOf, askedOf, excerpt, searchOf, type Asked } from "./reading";

it("keeps the question and its settings in the address", () => {
  const asked: Asked = { q: "คืนเงินกี่วัน", limit: 20, arms: ["lexical", "exact"], version: "3", other: null };
  expect(askedOf(searchOf(asked))).toEqual(asked);
  expect(searchOf(askedOf({}))).toEqual({});
  expect(askedOf({ q: 9087, limit: 3, version: "latest" })).toEqual({
    q: "9087", limit: 10, arms: ["lexical", "dense", "exact"], version: "live", other: null,
  });
});

it("keeps both sides of a comparison in the address", () => {
  const asked: Asked = {
    q: "refund", limit: 10, arms: ["lexical"], version: "live", other: { baseId: "b", arms: ["dense"], version: "head" },
  };
  expect(searchOf(asked)).toEqual({ q: "refund", arms: "lexical", b: "b", bArms: "dense", bVersion: "head" });
  expect(askedOf(searchOf(asked))).toEqual(asked);
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
