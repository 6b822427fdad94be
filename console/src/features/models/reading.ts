/** What the Models screen reads and writes. */
import { queryOptions } from "@tanstack/react-query";

import { api, data, type Shape } from "@/api";

export type Connection = Shape<"ModelConnectionRead">;
export type Offer = Shape<"ModelOffer-Output">;
export type TestResult = Shape<"ModelTestResult">;

/** A circuit opens and closes without an event: it is looked at while the screen is shown. */
const CIRCUIT_MS = 10_000;

export const connectionsQuery = queryOptions({
  queryKey: ["models", "connections"],
  refetchInterval: CIRCUIT_MS,
  queryFn: async () => (await data(api.GET("/api/v1/model-connections", { params: { query: { limit: 200 } } }))).data,
});

export const defaultQuery = queryOptions({
  queryKey: ["models", "default"],
  queryFn: () => data(api.GET("/api/v1/model-connections/default")),
});

export interface OfferValues {
  name: string;
  contextTokens: number | null;
  maxOutputTokens: number | null;
  tools: boolean;
  input: string;
  output: string;
  currency: string;
}

export interface ConnectionValues {
  name: string;
  baseUrl: string;
  apiKey: string;
  models: OfferValues[];
}

export const NEW_OFFER: OfferValues = { name: "", contextTokens: 8192, maxOutputTokens: 4096, tools: false, input: "", output: "", currency: "USD" };

export function valuesOf(one: Connection | undefined): ConnectionValues {
  if (!one) return { name: "", baseUrl: "", apiKey: "", models: [NEW_OFFER] };
  return { name: one.name, baseUrl: one.baseUrl, apiKey: "", models: one.models.map(offerValues) };
}

function offerValues(offer: Offer): OfferValues {
  return {
    name: offer.name,
    contextTokens: offer.contextTokens,
    maxOutputTokens: offer.maxOutputTokens,
    tools: offer.tools,
    input: offer.price ? String(offer.price.inputPerMillion) : "",
    output: offer.price ? String(offer.price.outputPerMillion) : "",
    currency: offer.price?.currency ?? "USD",
  };
}

/** The body of a save. An empty key field leaves the stored key alone; a price needs at least one amount. */
export function bodyOf(values: ConnectionValues) {
  return {
    name: values.name,
    baseUrl: values.baseUrl,
    ...(values.apiKey ? { apiKey: values.apiKey } : {}),
    models: values.models.map((offer) => ({
      name: offer.name,
      contextTokens: offer.contextTokens ?? 8192,
      maxOutputTokens: offer.maxOutputTokens ?? 4096,
      tools: offer.tools,
      price:
        offer.input || offer.output
          ? { inputPerMillion: offer.input || "0", outputPerMillion: offer.output || "0", currency: offer.currency || "USD" }
          : null,
    })),
  };
}

/** `models[0].name` of the API as the form's field name. */
export function fieldOf(path: string): `models.${number}.name` | "name" | "baseUrl" | "apiKey" | undefined {
  const inList = /^models\[(\d+)\]/.exec(path);
  if (inList) return `models.${Number(inList[1])}.name`;
  return (["name", "baseUrl", "apiKey"] as const).find((field) => field === path);
}
