import { expect, it } from "vitest";

import { moved, replaced, without } from "./lists";

it("moves an item one place and stops at the ends", () => {
  expect(moved(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
  expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
});

it("replaces and leaves out by place", () => {
  expect(replaced(["a", "b"], 1, "x")).toEqual(["a", "x"]);
  expect(without(["a", "b"], 0)).toEqual(["b"]);
});
