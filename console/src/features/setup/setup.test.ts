import { expect, test } from "vitest";

import { tokenOf } from "./AccountStep";
import { isGoodPassword, keptRules } from "./password";
import { slugOf } from "./progress";

test("a password keeps the rules that the server checks", () => {
  expect(keptRules("Tree7house")).toEqual({ minLength: true, lower: true, upper: true, digit: true, special: false });
  expect(isGoodPassword("Tree-7-House")).toBe(true);
  expect(isGoodPassword(`Aa1-${"x".repeat(96)}`)).toBe(false);
});

test("names become addresses, and the token is found in a pasted link", () => {
  expect([slugOf("Siam Hotel & Spa"), slugOf("โรงแรมสยาม")]).toEqual(["siam-hotel-spa", "main"]);
  expect(tokenOf(" http://localhost:8080/setup?token=abc123 ")).toBe("abc123");
});
