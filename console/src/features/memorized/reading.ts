/** What the screens of memorized responses read, and how a form and an entry become each other. */
import { queryOptions } from "@tanstack/react-query";

import { api, data, pages, type Shape } from "@/api";

export type Memorized = Shape<"MemorizedRead">;
export type Hit = Shape<"HitRead">;
export type Preview = Shape<"PreviewReply">;
export type Conflict = Shape<"ConflictRead">;
export type ImportReply = Shape<"ImportReply">;
export type Shown = "all" | "expiring" | "expired" | "neverHit" | "disabled";

export const TABS = ["all", "expiring", "expired", "neverHit", "conflicts"] as const;
export type Tab = (typeof TABS)[number];
export const LIMITS = { question: 1000, answer: 10_000, alternates: 50 };
export const LANGUAGES = ["th", "en", "zh", "ja", "ko", "vi", "id", "ms", "lo", "km", "my", "de", "fr", "es"];

export interface MemorizedValues {
  question: string;
  /** One a line. */
  alternates: string;
  answer: string;
  /** Empty: every language. */
  language: string;
  assistantIds: string[];
  enabled: boolean;
  /** Local time as an input holds it; empty: without a limit. */
  validFrom: string;
  validTo: string;
}

export const EMPTY: MemorizedValues = {
  question: "", alternates: "", answer: "", language: "", assistantIds: [], enabled: true, validFrom: "", validTo: "",
};

const memorized = "memorized";

export const listQuery = (q: string, show: Shown) =>
  pages<Memorized>([memorized, "list", show, q], (cursor) =>
    data(api.GET("/api/v1/memorized-responses", { params: { query: { q, show, ...(cursor ? { cursor } : {}) } } })),
  );

export const oneQuery = (id: string) =>
  queryOptions({
    queryKey: [memorized, "one", id],
    queryFn: () => data(api.GET("/api/v1/memorized-responses/{response_id}", { params: { path: { response_id: id } } })),
  });

export const hitsQuery = (id: string) =>
  pages<Hit>([memorized, "hits", id], (cursor) =>
    data(
      api.GET("/api/v1/memorized-responses/{response_id}/hits", {
        params: { path: { response_id: id }, query: { limit: 20, ...(cursor ? { cursor } : {}) } },
      }),
    ),
  );

export const conflictsQuery = queryOptions({
  queryKey: [memorized, "conflicts"],
  queryFn: async () => (await data(api.GET("/api/v1/memorized-responses/conflicts"))).data,
});

export const previewQuery = (values: MemorizedValues, id: string | null) => {
  const { answer: _, enabled: __, ...questions } = bodyOf(values);
  return queryOptions({
    queryKey: [memorized, "preview", id, questions],
    queryFn: ({ signal }) => data(api.POST("/api/v1/memorized-responses/preview", { body: { ...questions, id }, signal })),
    staleTime: 30_000,
  });
};

export const assistantsQuery = queryOptions({
  queryKey: [memorized, "assistants"],
  queryFn: async () => {
    const found = await data(api.GET("/api/v1/assistants", { params: { query: { limit: 200 } } }));
    return found.data.map(({ id, name }) => ({ id, name }));
  },
});

/** The exchange that an entry is made of: its question and its answer, without the marks of sources. */
export const messageQuery = (id: string) =>
  queryOptions({
    queryKey: [memorized, "message", id],
    queryFn: async () => {
      const found = await data(api.GET("/api/v1/messages/{message_id}", { params: { path: { message_id: id } } }));
      return { question: found.question ?? "", answer: withoutMarks(found.answer ?? ""), language: found.inspection?.language ?? "" };
    },
    staleTime: Infinity,
  });

/** `Refunds take 7 days. [1]` without `[1]`: a memorized answer has no sources to point at. */
export function withoutMarks(answer: string): string {
  return answer.replace(/[ \t]*\[\d{1,3}\]/g, "").trim();
}

export function linesOf(text: string): string[] {
  return text.split("\n").map((line) => line.trim()).filter(Boolean);
}

export function valuesOf(one: Memorized): MemorizedValues {
  return {
    question: one.question, alternates: one.alternates.join("\n"), answer: one.answer, language: one.language ?? "",
    assistantIds: one.assistantIds, enabled: one.enabled, validFrom: localOf(one.validFrom), validTo: localOf(one.validTo),
  };
}

export function bodyOf(values: MemorizedValues) {
  return {
    question: values.question.trim(), alternates: linesOf(values.alternates), answer: values.answer.trim(), language: values.language || null,
    assistantIds: values.assistantIds, enabled: values.enabled, validFrom: isoOf(values.validFrom), validTo: isoOf(values.validTo),
  };
}

/** `2026-03-02T10:00` in this browser's zone for a time of the API. */
export function localOf(iso: string | null): string {
  if (!iso) return "";
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function isoOf(local: string): string | null {
  return local ? new Date(local).toISOString() : null;
}

/** The form's field for a path of the API; undefined: none. */
export function fieldOf(path: string): keyof MemorizedValues | undefined {
  const name = path.replace(/\[.*$/, "");
  return (Object.keys(EMPTY) as (keyof MemorizedValues)[]).find((field) => field === name);
}

export function languageName(tag: string, shownIn: string): string {
  try {
    return new Intl.DisplayNames([shownIn], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
