import { expect, test } from "vitest";

import { ofExport, ofRun, parted, put, type Export, type Run } from "./others";

const NOW = Date.parse("2026-11-26T12:00:00Z");
const run = (fields: Partial<Run>): Run =>
  ({ id: "r", status: "running", replay: null, testSetName: "Cases", assistantName: "Desk", done: 3, total: 12, failed: 1, createdAt: "2026-11-26T11:00:00Z", endedAt: null, error: "", ...fields }) as Run;
const file = (fields: Partial<Export>): Export =>
  ({ id: "e", state: "running", rows: 500, createdAt: "2026-11-26T11:30:00Z", endedAt: null, error: "", ...fields }) as Export;

test("a run tells how far it is, and has its file once it came to its end", () => {
  expect(ofRun(run({}))).toMatchObject({ kind: "run", state: "open", share: 0.25, file: null, path: "/genai/lab/runs/r" });
  expect(ofRun(run({ status: "queued" }))).toMatchObject({ share: null, detail: { key: "steps.queued" } });
  expect(ofRun(run({ status: "finished", endedAt: "2026-11-26T11:10:00Z" }))).toMatchObject({ state: "done", file: { path: "/api/v1/lab/runs/r/download" } });
  expect(ofRun(run({ status: "cancelled" })).file).toBeNull();
  expect(ofRun(run({ replay: { sessions: 4 } as Run["replay"] }))).toMatchObject({ kind: "replay", name: { key: "replayOf", values: { count: 4, assistant: "Desk" } } });
});

test("an export counts its rows and has its file once it is written", () => {
  expect(ofExport(file({}))).toMatchObject({ state: "open", share: null, detail: { key: "exported", values: { rows: 500 } } });
  expect(ofExport(file({ state: "done" })).file).toEqual({ path: "/api/v1/gen-ai/messages/exports/e/file", name: "messages-2026-11-26.csv" });
  expect(ofExport(file({ state: "failed", error: "No room." }))).toMatchObject({ state: "failed", error: "No room.", file: null });
});

test("what is open stands in the order it began, what ended of the last seven days the latest first", () => {
  const all = [
    ofRun(run({ id: "late" })),
    ofExport(file({ id: "early", createdAt: "2026-11-26T10:00:00Z" })),
    ofRun(run({ id: "old", status: "finished", endedAt: "2026-11-19T11:59:00Z" })),
    ofRun(run({ id: "one", status: "failed", endedAt: "2026-11-25T00:00:00Z" })),
    ofExport(file({ id: "two", state: "done", endedAt: "2026-11-26T00:00:00Z" })),
  ];
  const { open, ended } = parted(all, NOW);
  expect(open.map(({ id }) => id)).toEqual(["early", "late"]);
  expect(ended.map(({ id }) => id)).toEqual(["two", "one"]);
});

test("an event takes the place of what was read, and nothing is made of a list that was not", () => {
  const list = [run({ id: "a" }), run({ id: "b" })];
  expect(put(list, run({ id: "b", done: 9 }))?.map(({ done }) => done)).toEqual([3, 9]);
  expect(put(list, run({ id: "c" }))?.map(({ id }) => id)).toEqual(["c", "a", "b"]);
  expect(put(undefined, run({}))).toBeUndefined();
});
