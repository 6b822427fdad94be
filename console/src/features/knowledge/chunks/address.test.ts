import { expect, it } from "vitest";

import { filtersOf, searchOf } from "./address";

it("asks for what the address names and for nothing else", () => {
  expect(filtersOf({})).toEqual({ q: "", documentId: "" });
  expect(filtersOf({ q: "คืน", only: "off" })).toEqual({ q: "คืน", documentId: "", enabled: false });
  expect(filtersOf({ only: "edited" })).toMatchObject({ edited: true });
  expect(filtersOf({ only: "nonsense" })).toEqual({ q: "", documentId: "" });
});

it("reads a number in the address as the text that was typed", () => {
  expect(filtersOf({ q: 1042 as unknown as string }).q).toBe("1042");
});

it("leaves empty parts out of the address", () => {
  expect(searchOf({ q: "", documentId: "d", chunk: "" })).toEqual({ documentId: "d" });
});
