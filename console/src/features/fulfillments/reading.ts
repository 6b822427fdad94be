/** What the screens of fulfillments read and how a refusal lands on their fields. */
import { queryOptions } from "@tanstack/react-query";

import { api, data, pages, type Shape } from "@/api";

export type Fulfillment = Shape<"comity__fulfillments__schemas__FulfillmentRead">;

export interface FulfillmentValues {
  name: string;
  description: string;
  knowledgeBaseId: string | null;
  searchTermGenerator: boolean;
  searchTermGeneratorPrompt: string;
  labels: string[];
}

export const EMPTY: FulfillmentValues = {
  name: "", description: "", knowledgeBaseId: null, searchTermGenerator: false, searchTermGeneratorPrompt: "", labels: [],
};

export const listQuery = (q: string) =>
  pages<Fulfillment>(["fulfillments", "list", q], (cursor) =>
    data(api.GET("/api/v1/fulfillments", { params: { query: { q, ...(cursor ? { cursor } : {}) } } })),
  );

export const oneQuery = (id: string) =>
  queryOptions({
    queryKey: ["fulfillments", "one", id],
    queryFn: () => data(api.GET("/api/v1/fulfillments/{fulfillment_id}", { params: { path: { fulfillment_id: id } } })),
  });

export const basesQuery = queryOptions({
  queryKey: ["fulfillments", "bases"],
  queryFn: async () => (await data(api.GET("/api/v1/knowledge-bases", { params: { query: { limit: 200 } } }))).data,
});

export function valuesOf(one: Fulfillment): FulfillmentValues {
  const { name, description, knowledgeBaseId, searchTermGenerator, searchTermGeneratorPrompt, labels } = one;
  return { name, description, knowledgeBaseId, searchTermGenerator, searchTermGeneratorPrompt, labels };
}

/** The form's field for a path of the API; undefined: none. */
export function fieldOf(path: string): keyof FulfillmentValues | undefined {
  return (Object.keys(EMPTY) as (keyof FulfillmentValues)[]).find((field) => field === path);
}
