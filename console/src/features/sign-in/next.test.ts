import { expect, test } from "vitest";

import { safeNext } from "./next";

test("the way after sign-in stays in this console", () => {
  expect(safeNext("/w/siam/genai/assistants?q=a")).toBe("/w/siam/genai/assistants?q=a");
  for (const bad of ["https://evil.example/", "//evil.example/x", "/\\evil.example", "javascript:alert(1)", 7, undefined]) {
    expect(safeNext(bad)).toBe("/");
  }
});
