import { expect, it } from "vitest";

import { canBeReadAgain, hasStopped, healthWord, helpFor, placeOf, shareOf, stateWord } from "./health";
import type { Document } from "./reading";

const document: Document = {
  id: "d", baseId: "b", source: "file", title: "Policy", path: "policy.pdf", mime: "application/pdf", sizeBytes: 1, sha256: "",
  language: "en", enabled: true, reviewBy: null, expiresAt: null, labels: [], metadata: {}, revision: 1, version: 1, pages: 80,
  pageLabels: [], state: "parsing", reason: { code: "working", message: "Parsing page 41 of 80", until: null },
  progress: { done: 41, total: 80, unit: "page" }, searchable: "none", attempt: 1, lastProgressAt: null, warnings: [], paused: false,
  chunks: 0, createdAt: "2026-01-31T09:15:00Z", updatedAt: "2026-01-31T09:15:00Z", createdBy: "Nok",
};

it("names the page while a document is parsed and the share while it is embedded", () => {
  expect(stateWord(document)).toMatchObject({ key: "parsingPage", values: { done: 41, total: 80 }, tone: "info" });
  const embedding = { ...document, state: "embedding", progress: { done: 60, total: 100, unit: "chunk" } };
  expect(stateWord(embedding)).toMatchObject({ key: "embedding", values: { share: 60 } });
});

it("tells the place in the line", () => {
  const waiting = { ...document, state: "queued", reason: { code: "waiting_for_worker", message: "Waiting for a worker, 3 ahead.", until: null } };
  expect(placeOf(waiting)).toBe(3);
  expect(stateWord(waiting)).toMatchObject({ key: "queuedBehind", values: { ahead: 3 } });
  expect(placeOf(document)).toBeNull();
});

it("keeps a failure visible on a document that is switched off, and calls a ready one off", () => {
  expect(stateWord({ ...document, enabled: false, state: "failed" }).key).toBe("failed");
  expect(stateWord({ ...document, enabled: false, state: "ready" }).key).toBe("off");
});

it("offers another try only where one may help, else another file", () => {
  const failed = (code: string) => ({ ...document, state: "failed", reason: { code, message: "", until: null } });
  expect(helpFor(failed("out_of_memory"))).toBe("retry");
  expect(helpFor(failed("password_protected"))).toBe("replace");
  expect(helpFor(document)).toBeNull();
  expect(helpFor({ ...document, paused: true })).toBe("resume");
});

it("knows no share without a total", () => {
  expect(shareOf({ progress: { done: 0, total: 0, unit: "page" } })).toBeNull();
});

it("lets failing outweigh working", () => {
  const counts = { documents: 9, ready: 3, working: 5, failed: 1, chunks: 40 };
  expect(healthWord({ health: "failing", counts })).toMatchObject({ tone: "danger", values: { count: 1 } });
  expect(healthWord({ health: "working", counts: { ...counts, failed: 0 } })).toMatchObject({ values: { done: 3, total: 9 }, isBusy: true });
});

it("reads again what is ready and came from a file", () => {
  const states = (["ready", "failed", "parsing"] as const).map((state) => canBeReadAgain({ state, source: "file" }));
  expect(states).toEqual([true, false, false]);
  expect(["page", "text", "manual", "csv"].map((source) => canBeReadAgain({ state: "ready", source }))).toEqual([true, true, false, false]);
  expect(hasStopped({ state: "cancelled" })).toBe(true);
});
