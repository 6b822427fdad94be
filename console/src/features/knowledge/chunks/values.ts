/** A chunk as its form holds it, and what a save sends. Pure. */
import type { Shape } from "@/api";

import type { Chunk } from "../reading";

export interface ChunkValues {
  title: string;
  content: string;
  keywords: string[];
  /** One question a line. */
  questions: string;
  metadata: string;
  enabled: boolean;
}

export const FIELDS = ["title", "content", "keywords", "questions", "metadata", "enabled"] as const;
export type ChunkField = (typeof FIELDS)[number];
export type ChunkWrite = Shape<"ChunkWrite">;

export const EMPTY: ChunkValues = { title: "", content: "", keywords: [], questions: "", metadata: "{}", enabled: true };

export function valuesOf(chunk: Pick<Chunk, ChunkField>): ChunkValues {
  return {
    title: chunk.title,
    content: chunk.content,
    keywords: chunk.keywords,
    questions: chunk.questions.join("\n"),
    metadata: JSON.stringify(chunk.metadata, null, 2),
    enabled: chunk.enabled,
  };
}

/** The object of a JSON text; null when it is none. */
export function objectOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text.trim() || "{}");
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

export function linesOf(text: string): string[] {
  return text.split("\n").map((line) => line.trim()).filter(Boolean);
}

function sent(values: ChunkValues) {
  const { title, content, keywords, enabled } = values;
  return { title, content, keywords, enabled, questions: linesOf(values.questions), metadata: objectOf(values.metadata) ?? {} };
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Only what differs from the chunk as it was read. */
export function changesOf(values: ChunkValues, was: ChunkValues): Partial<ChunkWrite> {
  const [now, before] = [sent(values), sent(was)];
  return Object.fromEntries(FIELDS.filter((field) => !same(now[field], before[field])).map((field) => [field, now[field]]));
}

export function bodyOf(values: ChunkValues) {
  const { enabled: _, ...body } = sent(values);
  return body;
}

export interface Clash {
  field: ChunkField;
  mine: string;
  theirs: string;
}

const shown = (values: ChunkValues, field: ChunkField) => {
  const value = values[field];
  return Array.isArray(value) ? value.join(", ") : String(value);
};

/** The fields that both this form and somebody else changed, or that would be overwritten. */
export function clashesOf(mine: ChunkValues, theirs: ChunkValues): Clash[] {
  return FIELDS.filter((field) => !same(sent(mine)[field], sent(theirs)[field])).map((field) => ({
    field, mine: shown(mine, field), theirs: shown(theirs, field),
  }));
}

/** The differing fields that only they have changed. */
export function untouched(mine: ChunkValues, was: ChunkValues, theirs: ChunkValues): ChunkField[] {
  const own = changesOf(mine, was);
  return clashesOf(mine, theirs).map((clash) => clash.field).filter((field) => !(field in own));
}

/** Mine, with the fields taken that are to be theirs. */
export function merged(mine: ChunkValues, theirs: ChunkValues, taken: readonly ChunkField[]): ChunkValues {
  return { ...mine, ...Object.fromEntries(taken.map((field) => [field, theirs[field]])) };
}

export function fieldOf(path: string): ChunkField | undefined {
  const head = path.split(/[.[]/, 1)[0];
  return FIELDS.find((field) => field === head);
}
