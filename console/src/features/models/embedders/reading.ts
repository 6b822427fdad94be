/** What the part for embedders reads and writes. Pure but for the calls. */
import { queryOptions } from "@tanstack/react-query";

import { api, data, type Shape } from "@/api";

export type Embedder = Shape<"EmbedderRead">;

export const embeddersQuery = queryOptions({
  queryKey: ["models", "embedders"],
  queryFn: async () => (await data(api.GET("/api/v1/embedders"))).data,
});

export interface EmbedderValues {
  name: string;
  baseUrl: string;
  model: string;
  apiKey: string;
  maxTokens: number | null;
  batchSize: number | null;
  queryPrefix: string;
  passagePrefix: string;
  price: string;
  currency: string;
}

export function valuesOf(one: Embedder | undefined): EmbedderValues {
  return {
    name: one?.name ?? "",
    baseUrl: one?.baseUrl ?? "",
    model: one?.model ?? "",
    apiKey: "",
    maxTokens: one?.maxTokens ?? 512,
    batchSize: one?.batchSize ?? 32,
    queryPrefix: one?.queryPrefix ?? "",
    passagePrefix: one?.passagePrefix ?? "",
    price: one?.price ? String(one.price.perMillion) : "",
    currency: one?.price?.currency ?? "USD",
  };
}

/** The body of a save. An empty key field leaves the kept key alone; an empty price is none. */
export function bodyOf(values: EmbedderValues) {
  const { apiKey, price, currency, maxTokens, batchSize, ...plain } = values;
  return {
    ...plain,
    maxTokens: maxTokens ?? 512,
    batchSize: batchSize ?? 32,
    ...(apiKey ? { apiKey } : {}),
    price: price.trim() ? { perMillion: price.trim(), currency: currency || "USD" } : null,
  };
}

const FIELDS: (keyof EmbedderValues)[] = ["name", "baseUrl", "model", "apiKey", "maxTokens", "batchSize", "queryPrefix", "passagePrefix"];

/** The field that an error of the API is about. */
export function fieldOf(path: string): keyof EmbedderValues | undefined {
  if (path.startsWith("price")) return path.endsWith("currency") ? "currency" : "price";
  return FIELDS.find((field) => field === path);
}
