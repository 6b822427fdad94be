import { expect, test } from "vitest";

import { figuresOf, modelName, verdictOf, type Figures, type Result, type Run } from "./reading";

const results = (...passed: (boolean | null)[]) => passed.map((one) => ({ passed: one }) as Result);

test("a case fails by one of its results, passes by one that was asked, and says nothing where nothing was", () => {
  expect(verdictOf(results(true, false, null))).toBe(false);
  expect(verdictOf(results(null, true))).toBe(true);
  expect(verdictOf(results(null))).toBeNull();
});

test("a model is called by its own name", () => {
  expect(modelName("0197/gpt/4")).toBe("gpt/4");
  expect(modelName("extractive")).toBe("extractive");
});

test("figures of all modes are those of the only mode where there is one", () => {
  const one = { target: "draft", mode: "actual_km" } as Figures;
  const run = { figures: [one] } as unknown as Run;
  expect(figuresOf(run, "draft")).toBe(one);
  expect(figuresOf(run, "live")).toBeUndefined();
  expect(figuresOf(run, "draft", "search_km")).toBeUndefined();
});
