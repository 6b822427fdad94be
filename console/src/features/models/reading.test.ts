import { expect, it } from "vitest";

import { bodyOf, fieldOf, NEW_OFFER, valuesOf, type Connection } from "./reading";

const connection: Connection = {
  id: "c1", name: "Local", baseUrl: "http://127.0.0.1:9900/v1", apiKeyMasked: "••••", headers: {}, circuit: "closed", revision: 2,
  createdAt: "2026-03-02T03:04:05Z", updatedAt: "2026-03-02T03:04:05Z", createdBy: "Nok",
  models: [{ name: "m", contextTokens: 32_000, maxOutputTokens: 1000, tools: false, price: null }],
};

it("keeps the stored key when the key field is left empty", () => {
  expect(bodyOf(valuesOf(connection))).not.toHaveProperty("apiKey");
  expect(bodyOf({ ...valuesOf(connection), apiKey: "new" })).toHaveProperty("apiKey", "new");
});

it("keeps what a model can do", () => {
  const able = { ...connection, models: connection.models.map((offer) => ({ ...offer, tools: true })) };
  expect(bodyOf(valuesOf(able)).models[0]?.tools).toBe(true);
});

it("sends a price only when an amount is given", () => {
  expect(bodyOf(valuesOf(connection)).models[0]?.price).toBeNull();
  const values = { ...valuesOf(undefined), models: [{ ...NEW_OFFER, name: "m", output: "2.5" }] };
  expect(bodyOf(values).models[0]?.price).toEqual({ inputPerMillion: "0", outputPerMillion: "2.5", currency: "USD" });
});

it("finds the field of the form that a refusal names", () => {
  expect(fieldOf("models[1].name")).toBe("models.1.name");
  expect(fieldOf("models[1].contextTokens")).toBe("models.1.name");
  expect(fieldOf("baseUrl")).toBe("baseUrl");
  expect(fieldOf("headers.X-Key")).toBeUndefined();
});
