/** What an answer rests on: its sources, the chunks of each search with the threshold line, the spans that are cited. Pure. */
import type { Chunk, ChunkScores, Exchange, Fulfillment, Result, Search, Sentence, Source } from "./exchange";
import { lengthOf, placer, type Span } from "./spans";

/** `used` went to the model, `over` passed the threshold but not the limit of chunks, `below` is under the threshold. */
export type Use = "used" | "over" | "below";

export interface Row {
  result: Result;
  /** Its number in the answer's citations; null when it was not used. */
  number: number | null;
  use: Use;
  scores: ChunkScores | null;
}

export interface Group {
  fulfillment: Fulfillment;
  search: Search | null;
  rows: Row[];
}

const DEFAULT_THRESHOLD = 0.45;

export function thresholdOf(exchange: Exchange): number {
  return exchange.threshold ?? DEFAULT_THRESHOLD;
}

/** The chunks of each fulfillment, best first: what was used, what was left out, what is under the threshold. */
export function groupsOf(exchange: Exchange): Group[] {
  const threshold = thresholdOf(exchange);
  const used = (exchange.searchResults?.data ?? []).map((result, at): Row => row(result, at + 1, threshold, exchange));
  const others = (exchange.below ?? []).map((result): Row => row(result, null, threshold, exchange));
  return (exchange.inspection?.fulfillments ?? []).map((fulfillment) => ({
    fulfillment,
    search: exchange.searches?.find((each) => each.fulfillmentId === fulfillment.id) ?? null,
    rows: [...used, ...others]
      .filter(({ result }) => result.fulfillmentId === fulfillment.id)
      .sort((one, other) => other.result.sortingScore - one.result.sortingScore),
  }));
}

function row(result: Result, number: number | null, threshold: number, exchange: Exchange): Row {
  const use: Use = number !== null ? "used" : result.sortingScore >= threshold ? "over" : "below";
  const search = exchange.searches?.find((each) => each.fulfillmentId === result.fulfillmentId);
  return { result, number, use, scores: search?.scores[result.document.id] ?? null };
}

/** The knowledge base a result was found in. */
export function baseOf(exchange: Exchange, result: Result): string | null {
  const found = exchange.inspection?.fulfillments.find((each) => each.id === result.fulfillmentId);
  return found?.knowledgeBaseId ?? null;
}

/** Where a source stands inside its chunk's text (UTF-16). The whole chunk when an edit moved the text away from its document. */
export function spanIn(chunk: Chunk, source: Pick<Source, "start" | "end">): { start: number; end: number } {
  const whole = { start: 0, end: chunk.content.length };
  const { start: from, end: to } = chunk;
  if (from === null || to === null || source.start === null || source.end === null) return whole;
  if (to - from !== lengthOf(chunk.content) || source.start < from || source.end > to) return whole;
  const place = placer(chunk.content);
  return { start: place(source.start - from), end: place(source.end - from) };
}

/** The cited spans of a chunk, in the order of its text. */
export function citedSpans(chunk: Chunk, sentences: readonly Sentence[]): Span[] {
  const spans = sentences.flatMap((sentence, index) =>
    sentence.sources
      .filter((source) => source.chunkId === chunk.id && source.documentId === chunk.documentId)
      .map((source): Span => ({ ...spanIn(chunk, source), sentences: [index] })),
  );
  return spans.sort((one, other) => one.start - other.start || one.end - other.end);
}

export interface Snippet {
  text: string;
  /** UTF-16 place of the text in the chunk. */
  start: number;
  isCutBefore: boolean;
  isCutAfter: boolean;
}

/** A short piece of a chunk around its first cited span, else its beginning. Cut between words where there are any. */
export function snippetOf(content: string, spans: readonly Span[], size = 120): Snippet {
  const first = spans[0];
  const lead = first && first.end - first.start < content.length ? Math.max(0, first.start - 12) : 0;
  const start = lead === 0 ? 0 : afterSpace(content, lead);
  const wanted = Math.min(content.length, start + size);
  const space = content.lastIndexOf(" ", wanted);
  const end = wanted < content.length && space > start + size / 2 ? space : wanted;
  return { text: content.slice(start, end), start, isCutBefore: start > 0, isCutAfter: end < content.length };
}

function afterSpace(content: string, from: number): number {
  const space = content.slice(from, from + 12).search(/\s/);
  return space < 0 ? from : from + space + 1;
}

export interface CitedSource {
  number: number;
  result: Result;
  /** The first place in the document that a sentence rests on. */
  source: Source | null;
}

/** The sources an answer names with `[n]`, in the order of their numbers; without numbers, those its sentences rest on. */
export function sourcesOf(exchange: Exchange): CitedSource[] {
  const results = exchange.searchResults?.data ?? [];
  const sentences = exchange.inspection?.grounding?.sentences ?? [];
  const named = new Set([...(exchange.answer ?? "").matchAll(/\[(\d{1,2})\]/g)].map((match) => Number(match[1])));
  const grounded = new Set(sentences.filter((one) => !one.removed).flatMap((one) => one.sources.map((source) => source.chunkId)));
  const isNamed = results.some((_, at) => named.has(at + 1));
  return results
    .map((result, at) => ({ number: at + 1, result, source: firstSource(sentences, result.document) }))
    .filter(({ number, result }) => (isNamed ? named.has(number) : grounded.has(result.document.id)));
}

function firstSource(sentences: readonly Sentence[], chunk: Chunk): Source | null {
  const all = sentences.flatMap((sentence) => sentence.sources);
  return all.find((source) => source.chunkId === chunk.id && source.documentId === chunk.documentId) ?? null;
}

/** The words in the document that a sentence rests on, for the card of a citation. */
export function quoteOf(sentence: Sentence | undefined, chunk: Chunk): string | null {
  const source = sentence?.sources.find((each) => each.chunkId === chunk.id);
  if (!source) return null;
  const { start, end } = spanIn(chunk, source);
  return end - start < chunk.content.length ? chunk.content.slice(start, end) : null;
}

/** The document beside its chunks, opened at a place. Null when the chunk has no document. */
export function placeOf(baseId: string | null, chunk: Chunk, source: Source | null = null) {
  if (baseId === null || !chunk.documentId) return null;
  const at = source ?? chunk;
  const search: Record<string, number> = {};
  if (at.page !== null) search["page"] = at.page;
  if (at.start !== null && at.end !== null) Object.assign(search, { start: at.start, end: at.end });
  return { path: `/genai/knowledge/${baseId}/documents/${chunk.documentId}`, search };
}

/** The best score among everything that was found; null when nothing was. */
export function bestScore(exchange: Exchange): number | null {
  const all = [...(exchange.searchResults?.data ?? []), ...(exchange.below ?? [])];
  return all.length ? Math.max(...all.map((result) => result.sortingScore)) : null;
}
