import { expect, test } from "vitest";

import { endedLately, endOf, stepOf, type Job } from "./work";

const NOW = Date.parse("2026-11-26T12:00:00Z");
const job = (fields: Partial<Job>): Job => ({ jobId: "j", documentId: "d", state: "running", ...fields }) as Job;

test("the tray keeps what ended in the last seven days, the latest end first", () => {
  const shown = endedLately(
    [
      job({ jobId: "running", updatedAt: "2026-11-26T11:00:00Z" }),
      job({ jobId: "early", state: "done", updatedAt: "2026-11-20T12:00:00Z" }),
      job({ jobId: "late", state: "failed", updatedAt: "2026-11-26T10:00:00Z" }),
      job({ jobId: "forgotten", state: "done", updatedAt: "2026-11-19T11:59:59Z" }),
    ],
    NOW,
  );
  expect(shown.map(({ jobId }) => jobId)).toEqual(["late", "early"]);
});

test("an end is told once, and only of a job that was seen running", () => {
  const open = [job({ jobId: "j1", documentId: "d1" })];
  expect(endOf(open, new Set(), { id: "d1", state: "ready" })).toEqual({ jobId: "j1", end: "ready" });
  expect(endOf(open, new Set(["j1"]), { id: "d1", state: "ready" })).toBeNull();
  expect(endOf(open, new Set(), { id: "d1", state: "embedding" })).toBeNull();
  expect(endOf(open, new Set(), { id: "d1", state: "cancelled" })).toBeNull();
  expect(endOf([], new Set(), { id: "d1", state: "failed" })).toBeNull();
});

test("a step is told with its figures, a pause as a pause, and an unusual wait in the server's words", () => {
  const progress = { done: 41, total: 80, unit: "page" };
  const working = { code: "working", message: "" } as Job["reason"];
  expect(stepOf(job({ step: "parsing", progress, reason: working }))).toEqual({ key: "parsingOf", values: { done: 41, total: 80 } });
  expect(stepOf(job({ step: "parsing", progress: { ...progress, total: 0 }, reason: working }))?.key).toBe("parsing");
  expect(stepOf(job({ state: "paused", step: "parsing", progress, reason: working }))?.key).toBe("paused");
  expect(stepOf(job({ step: "embedding", progress, reason: { ...working, code: "rate_limited" } }))).toBeNull();
});
