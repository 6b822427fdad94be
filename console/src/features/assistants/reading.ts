/** What the screens of assistants read. */
import { queryOptions } from "@tanstack/react-query";

import { api, data, pages, type Shape } from "@/api";

import { bestScores } from "./settings/scores";

export type Assistant = Shape<"AssistantRead">;
export type Version = Shape<"VersionRead">;
export type Diff = Shape<"DiffRead">;
export type Fulfillment = Shape<"comity__fulfillments__schemas__FulfillmentRead">;

const many = { params: { query: { limit: 200 } } };

export const listQuery = (q: string) =>
  pages<Assistant>(["assistants", "list", q], (cursor) =>
    data(api.GET("/api/v1/assistants", { params: { query: { q, ...(cursor ? { cursor } : {}) } } })),
  );

export const assistantQuery = (id: string) =>
  queryOptions({
    queryKey: ["assistants", "one", id],
    queryFn: () => data(api.GET("/api/v1/assistants/{assistant_id}", { params: { path: { assistant_id: id } } })),
  });

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ["assistants", "versions", id],
    queryFn: async () =>
      (await data(api.GET("/api/v1/assistants/{assistant_id}/versions", { params: { path: { assistant_id: id }, query: { limit: 200 } } })))
        .data,
  });

/** What differs between two of `draft`, `live` and version numbers. */
export const diffQuery = (id: string, from: string, to: string) =>
  queryOptions({
    queryKey: ["assistants", "diff", id, from, to],
    queryFn: () =>
      data(api.GET("/api/v1/assistants/{assistant_id}/diff", { params: { path: { assistant_id: id }, query: { from, to } } })),
    staleTime: 0,
  });

export const fulfillmentsQuery = queryOptions({
  queryKey: ["assistants", "fulfillments"],
  queryFn: async () => (await data(api.GET("/api/v1/fulfillments", many))).data,
});

export const connectionsQuery = queryOptions({
  queryKey: ["assistants", "models"],
  queryFn: async () => (await data(api.GET("/api/v1/model-connections", many))).data,
});

const LAST = 200;

/** The best scores of the exchanges that real callers had last. */
export const scoresQuery = (id: string) =>
  queryOptions({
    queryKey: ["assistants", "scores", id],
    queryFn: async () => bestScores((await data(api.GET("/api/v1/gen-ai/messages", { params: { query: { assistantId: id, limit: LAST } as never } }))).data),
    staleTime: 60_000,
  });

/** `<connectionId>/<model>` as people say it: the model's name; `extractive` stays. */
export function modelName(model: string): string {
  return model.includes("/") ? model.slice(model.indexOf("/") + 1) : model;
}
