import { describe, expect, test } from "vitest";

import type { Exchange } from "./exchange";
import { applyFrame, completed, failed, isOpen, merge, newTurn, shownText, turnOf, type Turn } from "./turns";

const asked = (key = "k") => newTurn(key, "When are refunds paid?", "draft", "2026-11-26T00:00:00Z");
const say = (turn: Turn, ...deltas: string[]) =>
  deltas.reduce((each, delta) => applyFrame(each, { __status: "active", delta }), turn);
const reply = { answer: "Within 7 days. [1]", messageId: "m1", sessionId: "s", inspection: { outcome: "answered" }, searchResults: null, actions: [] };
const stored = (id: string, more: Partial<Exchange> = {}) =>
  ({ messageId: id, question: `q ${id}`, answer: `a ${id}`, status: "finished", version: "draft", createdAt: "x", error: null, ...more }) as Exchange;

describe("The frames of an answer", () => {
  test("Deltas add up and a reset takes back what was shown", () => {
    const turn = say(asked(), "Within ", "7 days");
    expect([turn.phase, turn.text]).toEqual(["writing", "Within 7 days"]);
    expect(applyFrame(turn, { __status: "active", reset: true, delta: "" }).text).toBe("");
  });

  test("After a drop the whole text so far replaces the deltas, and later deltas go on from it", () => {
    const resumed = applyFrame({ ...say(asked(), "With"), isAway: true }, { __status: "active", content: "Within 7" });
    expect([resumed.text, resumed.isAway]).toEqual(["Within 7", false]);
    expect(say(resumed, " days").text).toBe("Within 7 days");
  });

  test("The last frame brings the answer with its evidence", () => {
    const turn = applyFrame({ ...say(asked(), "Within"), isStopping: true }, { __status: "finished", ...reply });
    expect([turn.phase, turn.text, turn.messageId, turn.isStopping]).toEqual(["done", "Within 7 days. [1]", "m1", false]);
    expect(turn.exchange).toMatchObject({ question: "When are refunds paid?", outcome: "answered", status: "finished" });
    expect(turn.exchange).not.toHaveProperty("__status");
  });

  test("A stopped answer keeps its text and says so", () => {
    const turn = applyFrame(asked(), { __status: "finished", ...reply, answer: "Within", inspection: { outcome: "stopped" } });
    expect([turn.text, turn.exchange?.status]).toEqual(["Within", "stopped"]);
  });

  test("An error keeps what was shown and ends the turn", () => {
    const turn = failed(say(asked(), "Within"), { name: "ModelProviderException", code: 502900, message: "No answer." });
    expect([turn.text, turn.phase, isOpen(turn)]).toEqual(["Within", "failed", false]);
  });

  test("Whole answers show nothing before the end", () => {
    const turn = say(asked(), "Within");
    expect(shownText(turn, true)).toBe("");
    expect(shownText(applyFrame(turn, { __status: "finished", ...reply }), true)).toBe("Within 7 days. [1]");
  });

  test("What only the console is told is added to the evidence", () => {
    const turn = completed(applyFrame(asked(), { __status: "finished", ...reply }), { threshold: 0.5, below: [], searches: [] });
    expect(turn.exchange).toMatchObject({ threshold: 0.5, answer: "Within 7 days. [1]" });
  });
});

describe("The thread after a reload", () => {
  test("Stored exchanges come in their order; a running one is open and a failed one shows its error", () => {
    const error = { name: "RunTimeoutException", code: 504900, message: "Too slow." };
    const turns = merge([stored("1"), stored("2", { status: "failed", error }), stored("3", { status: "running", answer: null })], []);
    expect(turns.map((turn) => turn.phase)).toEqual(["done", "failed", "asking"]);
    expect(turns[1]?.failure).toEqual(error);
    expect(turns[2]?.exchange).toBeNull();
  });

  test("What is being written here stands where it is stored, once, and what is not stored yet comes last", () => {
    const here = { ...say(asked("here"), "live"), messageId: "2" };
    const turns = merge([stored("1"), stored("2", { status: "running" })], [here, asked("new")]);
    expect(turns.map((turn) => turn.key)).toEqual(["1", "here", "new"]);
    expect(turns[1]?.text).toBe("live");
  });

  test("A stored exchange keeps its message as its key", () => {
    expect(turnOf(stored("9"))).toMatchObject({ key: "9", messageId: "9", text: "a 9", phase: "done" });
  });
});
