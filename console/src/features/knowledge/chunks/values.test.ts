import { expect, it } from "vitest";

import { changesOf, clashesOf, EMPTY, fieldOf, merged, objectOf, untouched, valuesOf } from "./values";

const was = valuesOf({ title: "Refunds", content: "Within 7 days", keywords: ["refund"], questions: ["How long?"], metadata: { a: 1 }, enabled: true });

it("sends only what was changed", () => {
  expect(changesOf({ ...was, content: "Within 9 days" }, was)).toEqual({ content: "Within 9 days" });
  expect(changesOf({ ...was, questions: "How long?\n\n Until when? " }, was)).toEqual({ questions: ["How long?", "Until when?"] });
});

it("sees no change in metadata that is only written otherwise", () => {
  expect(changesOf({ ...was, metadata: '{"a":1}' }, was)).toEqual({});
});

it("takes an object as metadata and nothing else", () => {
  expect(objectOf("")).toEqual({});
  expect(objectOf("[1]")).toBeNull();
  expect(objectOf("{")).toBeNull();
});

it("settles a conflict field by field", () => {
  const mine = { ...was, content: "Within 9 days", title: "Money back" };
  const theirs = { ...was, content: "Within 14 days" };
  expect(clashesOf(mine, theirs).map((clash) => clash.field)).toEqual(["title", "content"]);
  expect(merged(mine, theirs, ["content"])).toMatchObject({ content: "Within 14 days", title: "Money back" });
});

it("begins with theirs where only they changed something", () => {
  expect(untouched({ ...was, content: "Within 9 days" }, was, { ...was, title: "Money back", content: "Within 14 days" })).toEqual(["title"]);
});

it("finds the field that a refusal names", () => {
  expect(fieldOf("keywords[3]")).toBe("keywords");
  expect(fieldOf("If-Match")).toBeUndefined();
  expect(EMPTY.enabled).toBe(true);
});
