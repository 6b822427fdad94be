/** What the address of a document says: page, chunk, and a span that was quoted. Pure. */
import type { Span } from "./spans";

export interface Place {
  page: number | null;
  chunk: string;
  span: Span | null;
}

const number = (value: unknown): number | null => {
  const read = typeof value === "number" ? value : typeof value === "string" && value.trim() ? Number(value) : Number.NaN;
  return Number.isInteger(read) && read >= 0 ? read : null;
};

/** `?page=4&chunk=c7k2…` or `?page=4&start=5080&end=5630`. */
export function placeOf(search: Record<string, unknown>): Place {
  const [start, end] = [number(search["start"]), number(search["end"])];
  const chunk = search["chunk"];
  return {
    page: number(search["page"]) || null,
    chunk: chunk === undefined || chunk === null ? "" : String(chunk),
    span: start !== null && end !== null && end > start ? { start, end } : null,
  };
}
