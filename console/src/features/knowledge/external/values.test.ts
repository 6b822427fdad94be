import { expect, test } from "vitest";

import type { Base } from "../reading";
import { bodyOf, endpointOf, fieldOf } from "./values";

const BASE = {
  targetEndpoint: "https://search.example.com/q", authorizationMasked: "••••", headers: { "X-Tenant": "••••", "X-Old": "••••" },
  timeoutSeconds: 10, sendGeneratedTerms: false,
} as unknown as Base;

test("a save without new secrets sends none", () => {
  expect(bodyOf(endpointOf(BASE), BASE)).toEqual({
    targetEndpoint: "https://search.example.com/q", headers: { "X-Tenant": "••••", "X-Old": "••••" }, timeoutSeconds: 10, sendGeneratedTerms: false,
  });
});

test("a typed authorization is sent, one that is to go is null", () => {
  expect(bodyOf({ ...endpointOf(BASE), authorization: " Bearer k " }, BASE).authorization).toBe("Bearer k");
  expect(bodyOf({ ...endpointOf(BASE), dropsAuthorization: true }, BASE).authorization).toBeNull();
});

test("headers that were taken out or renamed are sent as null", () => {
  const headers = [{ name: "X-Tenant", value: "••••" }, { name: "X-New", value: "v" }, { name: " ", value: "v" }];
  expect(bodyOf({ ...endpointOf(BASE), headers }, BASE).headers).toEqual({ "X-Tenant": "••••", "X-New": "v", "X-Old": null });
});

test("a refusal lands on its field", () => {
  expect([fieldOf("targetEndpoint"), fieldOf("headers.X-A"), fieldOf("name")]).toEqual(["targetEndpoint", "headers", undefined]);
});
