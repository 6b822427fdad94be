/** What the part for rerankers reads and writes. Pure but for the calls. */
import { queryOptions } from "@tanstack/react-query";

import { api, data, type Shape } from "@/api";

export type Reranker = Shape<"RerankerRead">;

export const rerankersQuery = queryOptions({
  queryKey: ["models", "rerankers"],
  queryFn: async () => (await data(api.GET("/api/v1/rerankers"))).data,
});

export interface RerankerValues {
  name: string;
  baseUrl: string;
  model: string;
  apiKey: string;
}

export function valuesOf(one: Reranker | undefined): RerankerValues {
  return { name: one?.name ?? "", baseUrl: one?.baseUrl ?? "", model: one?.model ?? "", apiKey: "" };
}

/** The body of a save. An empty key field leaves the kept key alone. */
export function bodyOf({ apiKey, ...plain }: RerankerValues) {
  return { ...plain, ...(apiKey ? { apiKey } : {}) };
}

const FIELDS: (keyof RerankerValues)[] = ["name", "baseUrl", "model", "apiKey"];

/** The field that an error of the API is about. */
export function fieldOf(path: string): keyof RerankerValues | undefined {
  return FIELDS.find((field) => field === path);
}
