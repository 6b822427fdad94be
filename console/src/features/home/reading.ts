/** What Home reads: the newest things and whatever needs somebody. */
import { queryOptions } from "@tanstack/react-query";

import { api, data, type Shape } from "@/api";

export type Base = Shape<"BaseRead">;
export type Assistant = Shape<"AssistantRead">;
export type Model = Shape<"ModelConnectionRead">;

const many = { params: { query: { limit: 200 } } };

export const basesQuery = queryOptions({
  queryKey: ["home", "bases"],
  queryFn: async () => (await data(api.GET("/api/v1/knowledge-bases", many))).data,
});

export const assistantsQuery = queryOptions({
  queryKey: ["home", "assistants"],
  queryFn: async () => (await data(api.GET("/api/v1/assistants", many))).data,
});

export const modelsQuery = queryOptions({
  queryKey: ["home", "models"],
  queryFn: async () => (await data(api.GET("/api/v1/model-connections", many))).data,
});

export interface Need {
  id: string;
  tone: "danger" | "warning";
  kind: "model" | "failed";
  name: string;
  count: number;
  path: string;
}

/** What needs a person, the most harmful first: models that are cut off, then documents that could not be read. */
export function needsOf(bases: readonly Base[], models: readonly Model[]): Need[] {
  const cut = models
    .filter((model) => model.circuit !== "closed")
    .map((model): Need => ({ id: model.id, tone: "danger", kind: "model", name: model.name, count: 1, path: "/settings/models" }));
  const failed = bases
    .filter((base) => base.counts.failed > 0)
    .sort((one, other) => other.counts.failed - one.counts.failed)
    .map((base): Need => ({
      id: base.id,
      tone: "warning",
      kind: "failed",
      name: base.name,
      count: base.counts.failed,
      path: `/genai/knowledge/${base.id}/documents`,
    }));
  return [...cut, ...failed];
}

export interface Duty {
  id: "base" | "documents" | "assistant" | "publish";
  isDone: boolean;
  path: string;
}

/** The way from an empty workspace to a live assistant. */
export function dutiesOf(bases: readonly Base[], assistants: readonly Assistant[]): Duty[] {
  return [
    { id: "base", isDone: bases.length > 0, path: "/genai/knowledge" },
    { id: "documents", isDone: bases.some((base) => base.counts.ready > 0), path: bases[0] ? `/genai/knowledge/${bases[0].id}/documents` : "/genai/knowledge" },
    { id: "assistant", isDone: assistants.length > 0, path: "/genai/assistants" },
    { id: "publish", isDone: assistants.some((assistant) => assistant.liveVersion !== null), path: assistants[0] ? `/genai/assistants/${assistants[0].id}/settings` : "/genai/assistants" },
  ];
}

export function newest<T extends { updatedAt: string }>(things: readonly T[], count: number): T[] {
  return [...things].sort((one, other) => other.updatedAt.localeCompare(one.updatedAt)).slice(0, count);
}

/** Assistants that answer now, the one edited last first. */
export function askable(assistants: readonly Assistant[]): Assistant[] {
  const live = assistants.filter(({ enabled, liveVersion }) => enabled && liveVersion !== null);
  return newest(live, live.length);
}

/** Live assistants whose draft says something that nobody gets yet. */
export function draftsOf(assistants: readonly Assistant[]): Assistant[] {
  const changed = assistants.filter(({ draftChanged, liveVersion }) => draftChanged && liveVersion !== null);
  return newest(changed, changed.length);
}
