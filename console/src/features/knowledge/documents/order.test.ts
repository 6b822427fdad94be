import { expect, it } from "vitest";

import type { Document } from "../reading";
import { dayOf, endOf, failingFirst } from "./order";

const document = (id: string, state: string) => ({ id, state }) as Document;

it("puts failing documents first and shows none of them twice", () => {
  const rest = [document("new", "ready"), document("bad", "failed"), document("old", "ready")];
  const failing = [document("older-bad", "failed"), document("bad", "failed")];
  expect(failingFirst(failing, rest).map((one) => one.id)).toEqual(["older-bad", "bad", "new", "old"]);
});

it("lets a document that is well again fall back to its place", () => {
  const ids = failingFirst([document("d", "failed")], [document("new", "ready"), document("d", "ready")]).map((one) => one.id);
  expect(ids).toEqual(["new", "d"]);
});

it("ends a day where the workspace is", () => {
  expect(endOf("2027-01-31", "Asia/Bangkok")).toBe("2027-01-31T16:59:59.000Z");
  expect(endOf("", "Asia/Bangkok")).toBeNull();
  for (const zone of ["Asia/Bangkok", "America/New_York", "UTC"]) expect(dayOf(endOf("2026-12-31", zone), zone)).toBe("2026-12-31");
});
