/** Places in texts. Offsets of the API count code points; strings of the browser do not. Pure. */
import type { Chunk, Page } from "../reading";

export interface Span {
  start: number;
  end: number;
}

export interface Piece {
  text: string;
  isMarked: boolean;
}

/** A text cut at the spans (code points); the pieces joined are the text. Overlapping spans count as one. */
export function pieces(text: string, spans: readonly Span[]): Piece[] {
  const points = Array.from(text);
  const found: Piece[] = [];
  let at = 0;
  for (const span of joined(spans, points.length)) {
    if (span.start > at) found.push({ text: points.slice(at, span.start).join(""), isMarked: false });
    found.push({ text: points.slice(span.start, span.end).join(""), isMarked: true });
    at = span.end;
  }
  if (at < points.length) found.push({ text: points.slice(at).join(""), isMarked: false });
  return found;
}

function joined(spans: readonly Span[], length: number): Span[] {
  const inside = spans
    .map(({ start, end }) => ({ start: Math.max(0, start), end: Math.min(length, end) }))
    .filter(({ start, end }) => end > start)
    .sort((one, other) => one.start - other.start);
  const found: Span[] = [];
  for (const span of inside) {
    const last = found.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else found.push(span);
  }
  return found;
}

export interface Block extends Span {
  kind: string;
  text: string;
  level: number;
  bbox: [number, number, number, number] | null;
  headerRows: number;
}

/** The blocks of a page with their places in the document. */
export function blocksOf(page: Page): Block[] {
  return page.blocks.map((raw) => {
    const start = page.start + Number(raw["start"] ?? 0);
    const end = page.start + Number(raw["end"] ?? 0);
    const bbox = Array.isArray(raw["bbox"]) && raw["bbox"].length === 4 ? (raw["bbox"] as Block["bbox"]) : null;
    return { kind: String(raw["kind"]), text: String(raw["text"]), level: Number(raw["level"] ?? 0), start, end, bbox, headerRows: Number(raw["header_rows"] ?? raw["headerRows"] ?? 0) };
  });
}

export const touches = (one: Span, other: Span) => one.start < other.end && other.start < one.end;

/** The chunks that a piece of the document belongs to. */
export function chunksAt(chunks: readonly Chunk[], place: Span): string[] {
  return chunks
    .filter((chunk) => chunk.start !== null && chunk.end !== null && touches({ start: chunk.start, end: chunk.end }, place))
    .map((chunk) => chunk.chunkId);
}

export interface Box {
  key: string;
  chunkId: string;
  /** Shares of the page, 0 to 1. */
  x: number;
  y: number;
  w: number;
  h: number;
}

const EDGE = 2;

/** A rectangle in points as shares of the page, a little wider than the ink. */
export function shareOfPage(page: Pick<Page, "width" | "height">, [x, y, w, h]: readonly [number, number, number, number]) {
  const clamp = (value: number) => Math.min(1, Math.max(0, value));
  const left = clamp((x - EDGE) / page.width);
  const top = clamp((y - EDGE) / page.height);
  return { x: left, y: top, w: Math.min(1 - left, (w + 2 * EDGE) / page.width), h: Math.min(1 - top, (h + 2 * EDGE) / page.height) };
}

/** The boxes of the chunks on one page. */
export function boxesOf(page: Page, chunks: readonly Chunk[]): Box[] {
  if (page.width <= 0 || page.height <= 0) return [];
  return chunks.flatMap((chunk) =>
    chunk.boxes
      .filter((box) => box["page"] === page.number)
      .map((box, at) => {
        const points = [box["x"], box["y"], box["w"], box["h"]].map(Number) as [number, number, number, number];
        return { key: `${chunk.chunkId}:${String(at)}`, chunkId: chunk.chunkId, ...shareOfPage(page, points) };
      }),
  );
}

/** The boxes of the blocks that hold a span. */
export function spanBoxes(page: Page, span: Span | null) {
  if (!span || page.width <= 0 || page.height <= 0) return [];
  return blocksOf(page).flatMap((block) => (block.bbox && touches(block, span) ? [shareOfPage(page, block.bbox)] : []));
}
