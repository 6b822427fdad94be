import { expect, it } from "vitest";

import { grouped, told } from "./diffing";

const item = (path: string) => ({ path, before: null, after: 1, hunks: null });

it("groups the differences by the sections of the form, in their order", () => {
  const diff = { from: "live", to: "draft", fulfillments: [], data: [item("pii"), item("prompt"), item("chunkLimit"), item("name")] };
  expect(grouped(diff).map(({ section, items }) => [section, items.map((one) => one.path)])).toEqual([
    ["assistant", ["prompt", "name"]],
    ["search", ["chunkLimit"]],
    ["safety", ["pii"]],
  ]);
});

it("finds the section of a path inside a field", () => {
  const diff = { from: "1", to: "2", fulfillments: [], data: [item("blockedTopics[2].phrases"), item("fallbackText.th")] };
  expect(grouped(diff).map(({ section }) => section)).toEqual(["safety"]);
});

it("tells a value as text", () => {
  expect(told(null)).toBe("");
  expect(told(["a", "b"])).toBe("a\nb");
  expect(told(0.45)).toBe("0.45");
  expect(told({ enabled: true })).toContain('"enabled": true');
});
