import { expect, test } from "vitest";

import { askable, draftsOf, dutiesOf, needsOf, type Assistant, type Base, type Model } from "./reading";

const assistant = (fields: Partial<Assistant>): Assistant =>
  ({ id: "a", enabled: true, liveVersion: 1, draftChanged: false, updatedAt: "2026-11-26T00:00:00Z", ...fields }) as Assistant;
const base = (id: string, counts: Partial<Base["counts"]>): Base => ({ id, name: id, counts: { ready: 0, failed: 0, ...counts } }) as Base;

test("only live assistants that are switched on can be asked, the newest first", () => {
  const shown = askable([
    assistant({ id: "old", updatedAt: "2026-11-01T00:00:00Z" }),
    assistant({ id: "draft", liveVersion: null }),
    assistant({ id: "off", enabled: false }),
    assistant({ id: "new" }),
  ]);
  expect(shown.map(({ id }) => id)).toEqual(["new", "old"]);
});

test("an assistant that was never live is no change waiting to be published", () => {
  const shown = draftsOf([assistant({ id: "a", draftChanged: true }), assistant({ id: "b", draftChanged: true, liveVersion: null }), assistant({ id: "c" })]);
  expect(shown.map(({ id }) => id)).toEqual(["a"]);
});

test("models that are cut off come before documents that failed, and these by their number", () => {
  const model = { id: "m", name: "m", circuit: "open" } as Model;
  const needs = needsOf([base("one", { failed: 1 }), base("none", {}), base("many", { failed: 9 })], [model]);
  expect(needs.map(({ id }) => id)).toEqual(["m", "many", "one"]);
});

test("the next step is the first that is not done", () => {
  const next = (bases: Base[], assistants: Assistant[]) => dutiesOf(bases, assistants).find(({ isDone }) => !isDone)?.id;
  expect(next([], [])).toBe("base");
  expect(next([base("b", {})], [])).toBe("documents");
  expect(next([base("b", { ready: 1 })], [])).toBe("assistant");
  expect(next([base("b", { ready: 1 })], [assistant({ liveVersion: null })])).toBe("publish");
  expect(next([base("b", { ready: 1 })], [assistant({})])).toBeUndefined();
});
