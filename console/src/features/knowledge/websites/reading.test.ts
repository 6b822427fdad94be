import { describe, expect, it } from "vitest";

import { readable, standing } from "./reading";

describe("readable", () => {
  it("shows letters in place of their escapes and leaves what is no escape", () => {
    expect(readable("https://ex.com/%E0%B8%A3%E0%B8%B2%E0%B8%84%E0%B8%B2/")).toBe("ex.com/ราคา");
    expect(readable("http://ex.com/100%")).toBe("ex.com/100%");
  });
});

describe("standing", () => {
  const last = { counts: {} as never, reason: { code: "done", message: "", until: null }, startedAt: "", endedAt: "" };
  const pages = { served: 3, warnings: 0, errors: 0, skipped: 0 };
  it("tells of the sync that runs before the one that ended", () => {
    expect(standing({ state: "running", lastSync: { ...last, state: "failed" }, pages })).toMatchObject({ key: "syncing", isBusy: true });
    expect(standing({ state: "paused", lastSync: null, pages }).key).toBe("paused");
  });
  it("warns where single pages could not be had", () => {
    expect(standing({ state: "idle", lastSync: { ...last, state: "done" }, pages }).tone).toBe("success");
    expect(standing({ state: "idle", lastSync: { ...last, state: "done" }, pages: { ...pages, errors: 1 } }).key).toBe("doneWithErrors");
    expect(standing({ state: "idle", lastSync: { ...last, state: "failed" }, pages }).tone).toBe("danger");
    expect(standing({ state: "idle", lastSync: null, pages }).key).toBe("never");
  });
});
