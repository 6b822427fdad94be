import { expect, test } from "vitest";

import { HEAD_PATIENCE_MS, liveFrame, LiveRule, type LiveFrame } from "./rule";

const change = (seq: number): LiveFrame => ({ event: "change", seq, kind: "document.changed", at: "", data: {} });

test("the next number is applied, an older one is not applied twice", () => {
  const rule = new LiveRule(7);
  expect(rule.take(change(8), 0)).toMatchObject({ act: "apply", change: { seq: 8 } });
  expect(rule.take(change(8), 0)).toEqual({ act: "nothing" });
  expect(rule.last).toBe(8);
});

test("a hole asks for a new connection after the last number", () => {
  const rule = new LiveRule(7);
  expect(rule.take(change(9), 0)).toEqual({ act: "reconnect" });
  expect(rule.last).toBe(7);
});

test("skipped numbers make no hole", () => {
  const rule = new LiveRule(7);
  rule.take({ event: "skip", seq: 11 }, 0);
  expect(rule.take(change(12), 0)).toMatchObject({ act: "apply" });
});

test("a head that stays ahead for two seconds asks for a new connection", () => {
  const rule = new LiveRule(7);
  expect(rule.take({ event: "head", seq: 9 }, 0)).toEqual({ act: "wait" });
  expect(rule.isStuck(HEAD_PATIENCE_MS - 1)).toBe(false);
  expect(rule.isStuck(HEAD_PATIENCE_MS)).toBe(true);
  rule.take(change(8), 1);
  expect(rule.isStuck(HEAD_PATIENCE_MS)).toBe(false);
});

test("resync goes to the head, and the first head is where to begin", () => {
  const rule = new LiveRule();
  rule.take({ event: "head", seq: 40 }, 0);
  expect(rule.last).toBe(40);
  expect(rule.take({ event: "resync", head: 90, reason: "tooOld" }, 0)).toEqual({ act: "resync", reason: "tooOld" });
  expect(rule.take(change(91), 0)).toMatchObject({ act: "apply" });
});

test("frames are read from the stream's text", () => {
  expect(liveFrame("change", "8", '{"kind":"a.b","at":"t","data":{"id":1}}')).toEqual({ event: "change", seq: 8, kind: "a.b", at: "t", data: { id: 1 } });
  expect(liveFrame("skip", null, "{}")).toBeNull();
  expect(liveFrame("unknown", "1", "{}")).toBeNull();
});
