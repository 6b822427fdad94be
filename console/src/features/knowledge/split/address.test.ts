import { expect, it } from "vitest";

import { placeOf } from "./address";

it("reads page, chunk and span from the address", () => {
  expect(placeOf({ page: 4, chunk: "c7k2m9qpx4dz" })).toEqual({ page: 4, chunk: "c7k2m9qpx4dz", span: null });
  expect(placeOf({ page: "4", start: 5080, end: "5630" })).toEqual({ page: 4, chunk: "", span: { start: 5080, end: 5630 } });
});

it("takes an address that makes no sense as one that says nothing", () => {
  expect(placeOf({ page: "x", start: 9, end: 3 })).toEqual({ page: null, chunk: "", span: null });
  expect(placeOf({})).toEqual({ page: null, chunk: "", span: null });
});
