import { expect, it } from "vitest";

import { errorOf } from "@/api";

import { refusal } from "./upload";

const reply = (status: number, error: unknown) => new Response(JSON.stringify({ data: [{ name: "b.exe", error }] }), { status });

it("tells why a file was not taken when it was the only one of its upload", async () => {
  const error = { name: "UnsupportedFileTypeException", code: 415950, status: 415, message: "'b.exe' is not taken.", errors: [] };
  expect(refusal(await errorOf(reply(415, error)))).toEqual({ state: "refused", message: "'b.exe' is not taken." });
});

it("names the document that holds the same bytes", async () => {
  const errors = [{ path: "files", rule: "unique", message: "The same file", documentId: "d1" }];
  const error = { name: "DuplicateDocumentException", code: 409951, status: 409, message: "The same file is here already.", errors };
  expect(refusal(await errorOf(reply(409, error)))).toMatchObject({ state: "refused", sameAs: "d1" });
});
