import { describe, expect, test } from "vitest";

import { bestScore, citedSpans, groupsOf, placeOf, quoteOf, snippetOf, sourcesOf, spanIn } from "./evidence";
import type { Chunk, Exchange, Result, Sentence } from "./exchange";
import { partsOf } from "./prompt";
import { newSession, recall } from "./recall";

const chunk = (id: string, content: string, start = 100): Chunk => ({
  id, content, title: id, path: "policy.pdf#page=4", metadata: {}, documentId: "d", documentVersion: 1, page: 4,
  start, end: start + [...content].length, headingPath: [],
});
const result = (id: string, sortingScore: number, content = "Refunds take 7 days."): Result =>
  ({ score: sortingScore, sortingScore, fulfillmentId: "f", used: true, document: chunk(id, content) });
const sentence = (chunkId: string, start: number, end: number): Sentence => ({
  start: 0, end: 5, verdict: "supported", score: 1, removed: false,
  sources: [{ chunkId, chunkRevision: 1, documentId: "d", documentVersion: 1, page: 4, start, end }],
});
const exchange = (more: Partial<Exchange> = {}) => ({
  answer: "Paid. [2]", threshold: 0.45, searches: [{ fulfillmentId: "f", words: [], codes: [], terms: [], scores: { a: { fused: 0.7 } } }],
  searchResults: { total: 2, data: [result("a", 0.8), result("b", 0.6)] }, below: [result("d", 0.3), result("c", 0.5)],
  inspection: { fulfillments: [{ id: "f", knowledgeBaseId: "base" }], grounding: { sentences: [sentence("b", 100, 107)] } }, ...more,
}) as unknown as Exchange;

describe("The chunks of a search", () => {
  test("They come best first, told apart by use, with the number that the answer cites", () => {
    const rows = groupsOf(exchange())[0]?.rows ?? [];
    expect(rows.map((row) => [row.result.document.id, row.use, row.number])).toEqual([
      ["a", "used", 1], ["b", "used", 2], ["c", "over", null], ["d", "below", null],
    ]);
    expect(rows[0]?.scores?.fused).toBe(0.7);
  });

  test("The best score is that of everything found", () => {
    expect(bestScore(exchange({ searchResults: null }))).toBe(0.5);
    expect(bestScore(exchange({ searchResults: null, below: [] }))).toBeNull();
  });
});

describe("Where a sentence rests", () => {
  test("Places in the document become places in the chunk, emoji before them or not", () => {
    expect(spanIn(chunk("a", "😀 seven days"), { start: 102, end: 107 })).toEqual({ start: 3, end: 8 });
  });

  test("An edited chunk no longer fits its document: the whole chunk is the source", () => {
    const edited = { ...chunk("a", "Refunds take 7 days."), end: 500 };
    expect(spanIn(edited, { start: 101, end: 104 })).toEqual({ start: 0, end: 20 });
    expect(quoteOf(sentence("a", 101, 104), edited)).toBeNull();
  });

  test("Only sources of this chunk are marked, and the quote is their words", () => {
    const one = chunk("b", "Refunds take 7 days.");
    expect(citedSpans(one, [sentence("a", 100, 104), sentence("b", 100, 107)])).toEqual([{ start: 0, end: 7, sentences: [1] }]);
    expect(quoteOf(sentence("b", 100, 107), one)).toBe("Refunds");
  });

  test("The sources under an answer are those it numbers, else those its sentences rest on", () => {
    expect(sourcesOf(exchange()).map((each) => each.number)).toEqual([2]);
    expect(sourcesOf(exchange({ answer: "Paid." })).map((each) => each.number)).toEqual([2]);
    expect(sourcesOf(exchange({ answer: "Paid. [1]" })).map((each) => each.number)).toEqual([1]);
  });

  test("The document opens at the page and the span", () => {
    const { document } = result("b", 1);
    expect(placeOf("base", document, sentence("b", 100, 107).sources[0])).toEqual({
      path: "/genai/knowledge/base/documents/d", search: { page: 4, start: 100, end: 107 },
    });
    expect(placeOf(null, document)).toBeNull();
  });

  test("A snippet begins near the first cited words", () => {
    const content = `${"word ".repeat(60)}Refunds take 7 days. ${"more ".repeat(60)}`;
    const snippet = snippetOf(content, [{ start: 300, end: 320, sentences: [0] }]);
    expect(snippet.text).toContain("Refunds take 7 days.");
    expect([snippet.isCutBefore, snippet.isCutAfter, content.slice(snippet.start, snippet.start + 4)]).toEqual([true, true, "word"]);
  });
});

test("A prompt is told apart from its sources, and joined it is the prompt", () => {
  const prompt = 'Answer.\n<source n="1" title="A" path="p">one\ntwo</source>\n<source n="2" title="B" path="p">x</source> End';
  const parts = partsOf(prompt);
  expect(parts.map((part) => part.kind)).toEqual(["text", "source", "text", "source", "text"]);
  expect(parts.map((part) => part.text).join("")).toBe(prompt);
});

test("Earlier questions come back one by one, and past the newest stands the empty box", () => {
  const questions = ["one", "two"];
  expect(recall(questions, null, -1)).toEqual({ at: 1, text: "two" });
  expect(recall(questions, 1, -1)).toEqual({ at: 0, text: "one" });
  expect(recall(questions, 0, -1)).toBeNull();
  expect(recall(questions, 1, 1)).toEqual({ at: 2, text: "" });
  expect(recall(questions, null, 1)).toBeNull();
});

test("A session's name is new each time and one that the API takes", () => {
  const [one, other] = [newSession(), newSession()];
  expect(one).toMatch(/^[A-Za-z0-9._:-]{1,128}$/);
  expect(one).not.toBe(other);
});
