import { describe, expect, test } from "vitest";

import type { Sentence } from "./exchange";
import { lengthOf, piecesOf, placer, stretches } from "./spans";

const sentence = (start: number, end: number, more: Partial<Sentence> = {}): Sentence =>
  ({ start, end, verdict: "supported", score: 1, removed: false, sources: [], ...more });

describe("Code points to UTF-16", () => {
  test("A character outside the basic plane counts once in the API and twice here", () => {
    const place = placer("a😀b");
    expect([place(0), place(1), place(2), place(3), place(99)]).toEqual([0, 1, 3, 4, 4]);
    expect(lengthOf("a😀b")).toBe(3);
  });

  test("Thai marks are code points of their own in both", () => {
    expect(placer("คำว่า")(3)).toBe(3);
  });
});

describe("An answer in pieces", () => {
  const answer = "😀 Paid in 7 days. [1] Free delivery. [9]";

  test("Joined they are the answer, and each text knows its sentence", () => {
    const pieces = piecesOf(answer, [sentence(0, 17), sentence(22, 36)], 2);
    expect(pieces.map((piece) => piece.text).join("")).toBe(answer);
    expect(pieces.find((piece) => piece.sentence === 1)?.text).toBe("Free delivery.");
  });

  test("A citation between sentences belongs to the one before; a number without a source stays text", () => {
    const pieces = piecesOf(answer, [sentence(0, 17), sentence(22, 36)], 2);
    expect(pieces.filter((piece) => piece.kind === "citation")).toEqual([{ kind: "citation", text: "[1]", number: 1, sentence: 0 }]);
    expect(pieces.at(-1)).toMatchObject({ kind: "text", sentence: null });
  });

  test("A citation inside a sentence cuts it and belongs to it", () => {
    const pieces = piecesOf("Paid [1] soon.", [sentence(0, 14)], 1);
    expect(pieces).toEqual([
      { kind: "text", text: "Paid ", sentence: 0 },
      { kind: "citation", text: "[1]", number: 1, sentence: 0 },
      { kind: "text", text: " soon.", sentence: 0 },
    ]);
  });

  test("Sentences that were removed have no place", () => {
    expect(piecesOf("Paid.", [sentence(0, 5), sentence(5, 5, { removed: true })], 0)).toHaveLength(1);
  });
});

test("A stretch that several sentences rest on names them all", () => {
  const parts = stretches("abcdef", [{ start: 1, end: 4, sentences: [0] }, { start: 2, end: 6, sentences: [1] }]);
  expect(parts.map((part) => [part.text, part.sentences])).toEqual([["a", []], ["b", [0]], ["cd", [0, 1]], ["ef", [1]]]);
});
