import { expect, test } from "vitest";

import { bodyOf, fieldOf, valuesOf } from "./reading";

test("a new embedder is sent without a key and a price that nobody typed", () => {
  const body = bodyOf({ ...valuesOf(undefined), name: "Words", baseUrl: "https://x/v1", model: "m" });
  expect(body).toEqual({
    name: "Words", baseUrl: "https://x/v1", model: "m", maxTokens: 512, batchSize: 32, queryPrefix: "", passagePrefix: "", price: null,
  });
  expect(bodyOf({ ...valuesOf(undefined), apiKey: "k", price: "0.02" })).toMatchObject({ apiKey: "k", price: { perMillion: "0.02", currency: "USD" } });
});

test("an error of the price stands at its field", () => {
  expect([fieldOf("price.perMillion"), fieldOf("price.currency"), fieldOf("model"), fieldOf("other")]).toEqual(["price", "currency", "model", undefined]);
});
