/** Spans of the API count Unicode code points, strings here count UTF-16 units: this maps one to the other and cuts texts. Pure. */
import type { Sentence } from "./exchange";

/** Gives the UTF-16 place of a code point's number in `text`; places past the end are the end. */
export function placer(text: string): (codePoint: number) => number {
  const places: number[] = [];
  let place = 0;
  for (const character of text) {
    places.push(place);
    place += character.length;
  }
  return (codePoint) => places[Math.max(0, codePoint)] ?? text.length;
}

/** How many code points a text has. */
export function lengthOf(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

export type Piece =
  | { kind: "text"; text: string; sentence: number | null }
  | { kind: "citation"; text: string; number: number; sentence: number | null };

const CITATION = /\[(\d{1,2})\]/g;

/**
 * The answer in pieces that joined are the answer: texts with the number of the sentence they belong to, and citations
 * `[n]` of one of the `sources` first sources. A citation between two sentences belongs to the one before it.
 */
export function piecesOf(answer: string, sentences: readonly Sentence[], sources: number): Piece[] {
  const place = placer(answer);
  const spans = sentences
    .map((sentence, index) => ({ index, start: place(sentence.start), end: place(sentence.end), removed: sentence.removed }))
    .filter((span) => !span.removed && span.end > span.start);
  const citations = [...answer.matchAll(CITATION)].filter((match) => Number(match[1]) >= 1 && Number(match[1]) <= sources);
  const cuts = new Set([0, answer.length]);
  for (const span of spans) cuts.add(span.start).add(span.end);
  for (const match of citations) cuts.add(match.index).add(match.index + match[0].length);
  const edges = [...cuts].sort((one, other) => one - other);
  const numbers = new Map(citations.map((match) => [match.index, Number(match[1])]));
  return edges.slice(0, -1).map((start, at) => {
    const text = answer.slice(start, edges[at + 1]);
    const inside = spans.find((span) => span.start <= start && start < span.end)?.index ?? null;
    const number = numbers.get(start);
    if (number === undefined) return { kind: "text", text, sentence: inside };
    const before = spans.filter((span) => span.end <= start).at(-1)?.index ?? null;
    return { kind: "citation", text, number, sentence: inside ?? before };
  });
}

export interface Span {
  start: number;
  end: number;
  /** Numbers of the sentences that rest on it. */
  sentences: number[];
}

/** A text cut at the ends of spans (UTF-16): each stretch with every sentence that rests on it. */
export function stretches(text: string, spans: readonly Span[]): { text: string; start: number; sentences: number[] }[] {
  const cuts = new Set([0, text.length]);
  for (const span of spans) cuts.add(span.start).add(span.end);
  const edges = [...cuts].filter((edge) => edge >= 0 && edge <= text.length).sort((one, other) => one - other);
  return edges.slice(0, -1).map((start, at) => ({
    text: text.slice(start, edges[at + 1]),
    start,
    sentences: [
      ...new Set(spans.filter((span) => span.start <= start && start < span.end).flatMap((span) => span.sentences)),
    ],
  }));
}
