import { expect, it } from "vitest";

import { dividesText, middleOf, placeOf } from "./reshaping";

it("counts the place of a caret in code points, as the server does", () => {
  expect(placeOf("a😀b", 3)).toBe(2);
  expect(placeOf("ที่จอดรถ", 4)).toBe(4);
});

it("divides where both sides have words", () => {
  expect(dividesText("One. Two.", 5)).toBe(true);
  expect(dividesText("  One.", 2)).toBe(false);
  expect(dividesText("One.  ", 4)).toBe(false);
});

it("proposes the break of lines or the sentence that is nearest to the middle", () => {
  expect(middleOf("First paragraph.\n\nSecond paragraph. With more.")).toBe(18);
  expect(middleOf("One sentence. Another sentence. A third.")).toBe(14);
  expect(middleOf("nothing to cut")).toBe(8);
});

it("proposes nothing in a single word", () => {
  expect(middleOf("word")).toBeNull();
});
