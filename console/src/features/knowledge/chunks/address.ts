/** What the address of the chunks tab says, and what that asks of the API. Pure. */
import type { ChunkFilters } from "../reading";

export interface ChunkAddress {
  q?: string;
  documentId?: string;
  /** `on`, `off`, `edited`, `unedited`. */
  only?: string;
  /** The open chunk; `new`: one made by hand. */
  chunk?: string;
}

const ONLY: Record<string, Pick<ChunkFilters, "enabled" | "edited">> = {
  on: { enabled: true }, off: { enabled: false }, edited: { edited: true }, unedited: { edited: false },
};

/** The router reads `?q=12` as a number; here everything is text. */
const text = (value: unknown) => (value === undefined || value === null ? "" : String(value));

export function filtersOf(address: ChunkAddress): ChunkFilters {
  return { q: text(address.q), documentId: text(address.documentId), ...(ONLY[text(address.only)] ?? {}) };
}

/** The address without what it does not need to say. */
export function searchOf(address: ChunkAddress): Record<string, unknown> {
  return Object.fromEntries(Object.entries(address).map(([key, value]) => [key, text(value)]).filter(([, value]) => value !== ""));
}

/** Where the CSV of the chunks that these filters let through is fetched. */
export function exportOf(baseId: string, address: ChunkAddress): string {
  const filters = Object.entries(filtersOf(address)).filter(([, value]) => value !== "");
  const asked = new URLSearchParams(filters.map(([key, value]) => [key, String(value)])).toString();
  return `/api/v1/knowledge-bases/${baseId}/chunks.csv${asked ? `?${asked}` : ""}`;
}
