/** A question and its answer in the thread: from sending it, over the frames of the stream, to the stored exchange. Pure. */
import type { AnswerFrame } from "@/api";

import type { Exchange, Failure, Rating } from "./exchange";

export type Phase = "asking" | "writing" | "done" | "failed";

export interface Turn {
  /** Stays the same from the sending to the stored exchange. */
  key: string;
  question: string;
  version: string;
  at: string;
  messageId: string | null;
  phase: Phase;
  text: string;
  /** The connection is away and is being taken up again. */
  isAway: boolean;
  /** Stop was asked for. */
  isStopping: boolean;
  failure: Failure | null;
  exchange: Exchange | null;
  /** It answers what an earlier turn asked to confirm. */
  settles?: Settles;
}

export interface Settles {
  messageId: string;
  confirmationId: string;
  accept: boolean;
}

export function newTurn(key: string, question: string, version: string, at: string): Turn {
  return {
    key, question, version, at, messageId: null, phase: "asking", text: "", isAway: false, isStopping: false,
    failure: null, exchange: null,
  };
}

/** Whether an answer is still to come. */
export function isOpen(turn: Turn): boolean {
  return turn.phase === "asking" || turn.phase === "writing";
}

/** The turn after one more frame. Deltas add, whole texts (a stream taken up again) and resets replace. */
export function applyFrame(turn: Turn, frame: AnswerFrame): Turn {
  if (frame.__error) return turn;
  if (frame.__status === "finished") return finished(turn, frame);
  const text = textAfter(turn.text, frame);
  return { ...turn, text, phase: text ? "writing" : turn.phase, isAway: false };
}

function textAfter(text: string, frame: AnswerFrame): string {
  if (typeof frame.content === "string") return frame.content;
  return (frame.reset ? "" : text) + (frame.delta ?? "");
}

function finished(turn: Turn, frame: AnswerFrame): Turn {
  const { __status, ...reply } = frame;
  const said = reply as unknown as Pick<Exchange, "messageId" | "sessionId" | "inspection" | "searchResults" | "actions"> & {
    answer: string;
  };
  const outcome = said.inspection?.outcome ?? null;
  const exchange: Exchange = {
    ...said,
    version: turn.version,
    status: outcome === "stopped" ? "stopped" : "finished",
    question: turn.question,
    outcome,
    createdAt: turn.at,
    below: null,
    threshold: null,
    searches: null,
    error: null,
    feedback: [],
  };
  return { ...turn, messageId: said.messageId, phase: "done", text: said.answer, isAway: false, isStopping: false, exchange };
}

/** The turn after its stream ended in an error. Text that was shown stays above the error. */
export function failed(turn: Turn, failure: Failure): Turn {
  return { ...turn, phase: "failed", failure, isAway: false, isStopping: false };
}

/** Adds what only a console reader is given: the prompt, chunks that were not used, scores by arm. */
export function completed(turn: Turn, read: Partial<Exchange>): Turn {
  if (!turn.exchange) return turn;
  const inspection = read.inspection ?? turn.exchange.inspection;
  const { below = null, threshold = null, searches = null } = read;
  return { ...turn, exchange: { ...turn.exchange, inspection, below, threshold, searches } };
}

export function turnOf(stored: Exchange): Turn {
  const isRunning = stored.status === "queued" || stored.status === "running";
  const phase: Phase = isRunning ? "asking" : stored.status === "failed" ? "failed" : "done";
  return {
    ...newTurn(stored.messageId, stored.question, stored.version, stored.createdAt),
    messageId: stored.messageId,
    phase,
    text: stored.answer ?? "",
    failure: stored.error,
    exchange: phase === "done" ? stored : null,
  };
}

/** The thread: what is stored, in its order, then what was asked here. What was asked here knows more until it has ended. */
export function merge(stored: readonly Exchange[], live: readonly Turn[]): Turn[] {
  const here = new Map(live.filter((turn) => turn.messageId !== null).map((turn) => [turn.messageId, turn]));
  const known = new Set(stored.map((each) => each.messageId));
  const first = stored.map((each) => here.get(each.messageId) ?? turnOf(each));
  return [...first, ...live.filter((turn) => turn.messageId === null || !known.has(turn.messageId))];
}

export function ratingOf(exchange: Exchange | null, userId: string): Rating {
  return exchange?.feedback.find((each) => each.userId === userId)?.rating ?? null;
}

/** Turns the text being written in another way: `whole` shows nothing until the answer is complete. */
export function shownText(turn: Turn, isWhole: boolean): string {
  return isWhole && isOpen(turn) ? "" : turn.text;
}
