import { expect, test } from "vitest";

import { bodyOf, fieldOf, valuesOf } from "./reading";

test("a key that nobody typed is not sent, so that the kept one stays", () => {
  const typed = { ...valuesOf(undefined), name: "Judge", baseUrl: "https://x/v1", model: "m" };
  expect(bodyOf(typed)).toEqual({ name: "Judge", baseUrl: "https://x/v1", model: "m" });
  expect(bodyOf({ ...typed, apiKey: "k" })).toHaveProperty("apiKey", "k");
});

test("a refusal stands at its field", () => {
  expect([fieldOf("baseUrl"), fieldOf("other")]).toEqual(["baseUrl", undefined]);
});
