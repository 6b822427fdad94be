import { expect, test } from "vitest";

import { openConfirmation, wordFor } from "./confirming";
import { newTurn, type Turn } from "./turns";

function turn(key: string, exchange: unknown, more: Partial<Turn> = {}): Turn {
  return { ...newTurn(key, "?", "live", ""), messageId: key, phase: "done", exchange: exchange as Turn["exchange"], ...more };
}

const ASKS = {
  actions: [{ type: "confirm", confirmationId: "c1", tool: "cancelOrder", expiresAt: "2026-01-01T00:00:00Z" }],
  inspection: { toolCalls: [{ tool: "cancelOrder", confirmed: false }] },
};

test("a call waits until a later turn settles it", () => {
  const first = turn("m1", ASKS);
  const talk = turn("m2", { actions: [], inspection: { toolCalls: [] } });
  expect(openConfirmation([first, talk], first)?.confirmationId).toBe("c1");
  expect(openConfirmation([first, talk], talk)).toBeNull();
  const done = turn("m3", { actions: [], inspection: { toolCalls: [{ tool: "cancelOrder", confirmed: true }] } });
  expect(openConfirmation([first, talk, done], first)).toBeNull();
});

test("a yes that is on its way settles it too", () => {
  const first = turn("m1", ASKS);
  const yes = turn("x", null, { settles: { messageId: "m1", confirmationId: "c1", accept: true } });
  expect(openConfirmation([first, yes], first)).toBeNull();
});

test("the word is that of the answer's language", () => {
  expect([wordFor("th", true), wordFor("en-US", false), wordFor("xx", true)]).toEqual(["ใช่", "No", "Yes"]);
});
