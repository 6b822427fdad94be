/** Which sessions are replayed: as the report chose them, or by a span and what became of their answers. Pure. */

/** What another page asks for; nothing: all is chosen in the dialog. */
export interface Wanted {
  assistantId?: string;
  messageIds?: string[];
  filters?: Record<string, unknown>;
}

/** What the API takes. */
export interface Pick extends Wanted {
  assistantId: string;
  sessions?: number;
}

export const SPANS = ["1", "7", "30", "90", "365"] as const;
export type Span = (typeof SPANS)[number];
export const KINDS = ["all", "unanswered", "bad", "unsupported"] as const;
export type Kind = (typeof KINDS)[number];

const DAY_MS = 86_400_000;
const BY_KIND: Record<Kind, Record<string, unknown>> = {
  all: {},
  unanswered: { outcome: ["fallback"] },
  bad: { rating: "down" },
  unsupported: { mark: "unsupported" },
};

/** The filters of the report that find sessions of the last days with an answer of this kind. */
export function filtersOf(span: Span, kind: Kind, now: number): Record<string, unknown> {
  return { from: new Date(now - Number(span) * DAY_MS).toISOString(), ...BY_KIND[kind] };
}

/** What stands in the address as JSON, if it can be meant. */
export function readWanted(value: unknown): Wanted | null {
  if (value === true) return {};
  if (typeof value !== "object" || value === null) return null;
  const { assistantId, messageIds, filters } = value as Record<string, unknown>;
  return {
    ...(typeof assistantId === "string" ? { assistantId } : {}),
    ...(Array.isArray(messageIds) ? { messageIds: messageIds.filter((one) => typeof one === "string") } : {}),
    ...(typeof filters === "object" && filters !== null ? { filters: filters as Record<string, unknown> } : {}),
  };
}
