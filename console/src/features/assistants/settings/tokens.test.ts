import { expect, it } from "vitest";

import { countTokens } from "./tokens";

it("counts nothing in a blank text and something in every other", () => {
  expect(countTokens(" \n ")).toBe(0);
  expect(countTokens("a")).toBe(1);
  expect(countTokens("คืนเงินภายใน 7 วัน")).toBeGreaterThan(4);
});

it("counts a long word by its characters", () => {
  expect(countTokens("internationalisation")).toBe(5);
});
