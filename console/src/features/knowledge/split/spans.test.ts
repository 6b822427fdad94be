import { expect, it } from "vitest";

import type { Chunk, Page } from "../reading";
import { blocksOf, boxesOf, chunksAt, pieces, spanBoxes } from "./spans";

const page: Page = {
  number: 2, label: "", text: "One\n\nTwo words", status: "ok", start: 100, width: 200, height: 400,
  blocks: [
    { kind: "heading", text: "One", level: 2, start: 0, end: 3, bbox: [20, 40, 60, 10], header_rows: 0 },
    { kind: "paragraph", text: "Two words", level: 0, start: 5, end: 14, bbox: [20, 80, 160, 20], header_rows: 0 },
  ],
};
const chunk = { chunkId: "c", start: 105, end: 114, boxes: [{ page: 2, x: 20, y: 80, w: 160, h: 20 }, { page: 3, x: 0, y: 0, w: 9, h: 9 }] } as unknown as Chunk;

it("counts code points, so that Thai and signs beyond the basic plane are cut where the server says", () => {
  expect(pieces("🙂คืนเงิน", [{ start: 1, end: 4 }])).toEqual([
    { text: "🙂", isMarked: false }, { text: "คืน", isMarked: true }, { text: "เงิน", isMarked: false },
  ]);
});

it("joins overlapping spans and forgets what lies outside", () => {
  expect(pieces("abcdef", [{ start: 3, end: 5 }, { start: 1, end: 4 }, { start: 9, end: 12 }])).toEqual([
    { text: "a", isMarked: false }, { text: "bcde", isMarked: true }, { text: "f", isMarked: false },
  ]);
  expect(pieces("abc", [])).toEqual([{ text: "abc", isMarked: false }]);
});

it("gives blocks their place in the document and finds their chunks", () => {
  const [one, two] = blocksOf(page);
  expect([one?.start, two?.end]).toEqual([100, 114]);
  expect(chunksAt([chunk], { start: 100, end: 103 })).toEqual([]);
  expect(chunksAt([chunk], { start: 105, end: 106 })).toEqual(["c"]);
});

it("draws a chunk's boxes of this page alone, as shares of it", () => {
  const boxes = boxesOf(page, [chunk]);
  expect(boxes).toHaveLength(1);
  expect(boxes[0]?.x).toBeCloseTo(0.09);
  expect((boxes[0]?.y ?? 0) * 400).toBeCloseTo(78);
});

it("finds the box of a quoted span", () => {
  expect(spanBoxes(page, { start: 106, end: 109 })).toHaveLength(1);
  expect(spanBoxes(page, null)).toEqual([]);
});
