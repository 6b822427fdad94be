import { expect, it } from "vitest";

import { modelName } from "./reading";

it("names a model without its connection", () => {
  expect(modelName("01985f0e-0000-7000-8000-000000000001/gpt-4o-mini")).toBe("gpt-4o-mini");
  expect(modelName("01985f0e-0000-7000-8000-000000000001/meta/llama")).toBe("meta/llama");
  expect(modelName("extractive")).toBe("extractive");
});
