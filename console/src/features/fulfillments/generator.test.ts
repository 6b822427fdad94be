import { expect, test } from "vitest";

import type { Prompt } from "@/shared/prompts";

import { defaultOf, isDefault, typeOf } from "./generator";

const prompt = (knowledgeType: string, language: string, body: string, builtIn = true): Prompt => ({
  id: body, kind: "stg", name: body, language, knowledgeType, body, builtIn, revision: null, createdBy: null, createdAt: null, updatedAt: null,
});
const LIBRARY = [prompt("documents", "en", "Docs"), prompt("documents", "th", "เอกสาร"), prompt("csv", "en", "Rows"), prompt("csv", "en", "Mine", false)];

test("the default of a type is the built-in English one", () => {
  expect(defaultOf(LIBRARY, "csv")).toBe("Rows");
  expect(defaultOf(LIBRARY, "external")).toBe("");
});

test("a prompt left as it came is a default of whatever type, and a picked or written one is not", () => {
  expect([isDefault(LIBRARY, ""), isDefault(LIBRARY, "Docs"), isDefault(LIBRARY, "Rows\n")]).toEqual([true, true, true]);
  expect([isDefault(LIBRARY, "เอกสาร"), isDefault(LIBRARY, "Mine")]).toEqual([false, false]);
});

test("a base of none is taken for documents", () => {
  expect([typeOf(undefined), typeOf({ type: "documents_legacy" }), typeOf({ type: "external" })]).toEqual(["documents", "documents_legacy", "external"]);
});
