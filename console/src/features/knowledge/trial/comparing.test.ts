import { expect, it } from "vitest";

import { movesOf, sharedOf } from "./comparing";

const hits = (...ids: string[]) => ids.map((id) => ({ document: { id } }));

it("says of each chunk where it stood on the other side", () => {
  expect(movesOf(hits("c", "a", "d", "b"), hits("a", "b", "c", "x"))).toEqual([
    { kind: "up", places: 2 },
    { kind: "down", places: 1 },
    { kind: "alone" },
    { kind: "down", places: 2 },
  ]);
  expect(movesOf(hits("a"), hits("a"))).toEqual([{ kind: "same" }]);
});

it("counts what both found", () => {
  expect(sharedOf(hits("a", "b", "c"), hits("c", "x", "a"))).toBe(2);
  expect(sharedOf(hits(), hits("a"))).toBe(0);
});
