import { expect, it } from "vitest";

import { bodyOf, differing, fieldOf, merged, type BaseValues } from "./values";

const values: BaseValues = { name: "Policies", description: "", language: "auto", mode: "structure", targetTokens: 350, overlapPercent: 10, publishing: "automatic", keepVersions: 30, generate: false, ocr: "auto", ocrLanguages: [], reranker: "" };

it("sends how documents are cut for bases of documents alone", () => {
  expect(bodyOf(values, "documents").chunking).toEqual({ mode: "structure", targetTokens: 350, overlapPercent: 10 });
  expect(bodyOf(values, "csv")).not.toHaveProperty("chunking");
  expect(bodyOf(values, "documents")).toMatchObject({ ocr: "auto", ocrLanguages: [] });
  expect(bodyOf(values, "csv")).not.toHaveProperty("ocr");
  expect(bodyOf(values, "csv")).toHaveProperty("generate");
  expect(bodyOf(values, "external")).not.toHaveProperty("generate");
});

it("sends the reranker, or that there is none, where something is held", () => {
  expect(bodyOf({ ...values, reranker: "r" }, "csv")).toHaveProperty("reranker", "r");
  expect(bodyOf(values, "documents")).toHaveProperty("reranker", null);
  expect(bodyOf(values, "external")).not.toHaveProperty("reranker");
});

it("finds the field that a refusal names", () => {
  expect(fieldOf("chunking.targetTokens")).toBe("targetTokens");
  expect(fieldOf("ocrLanguages.0")).toBe("ocrLanguages");
  expect(fieldOf("name")).toBe("name");
  expect(fieldOf("embedder")).toBeUndefined();
});

it("settles a conflict field by field", () => {
  const theirs = { ...values, name: "Rules", keepVersions: 5, ocrLanguages: [] };
  expect(differing(values, theirs)).toEqual(["name", "keepVersions"]);
  expect(merged(values, theirs, ["keepVersions"])).toEqual({ ...values, keepVersions: 5 });
});
