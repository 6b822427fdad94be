import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";

import { api, ApiError, streamPost, uuid } from "@/api";
import { troubleOf } from "@/shared/session/trouble";

import type { Failure } from "./exchange";
import { readExchange, sessionQuery } from "./reading";
import { applyFrame, completed, failed, merge, newTurn, turnOf, type Settles, type Turn } from "./turns";

export interface Thread {
  turns: Turn[];
  isReading: boolean;
  error: Error | null;
  readAgain: () => void;
  ask: (question: string, version: string) => void;
  /** Answers what a turn asked to confirm. */
  settle: (settles: Settles, word: string, version: string) => void;
  stop: (turn: Turn) => void;
  retry: (turn: Turn, version: string) => void;
}

/** A session's questions and answers: what is stored, what is being written, and a way to ask. */
export function useThread(assistantId: string, sessionId: string): Thread {
  const stored = useQuery(sessionQuery(assistantId, sessionId));
  const [live, setLive] = useState<Turn[]>([]);
  const change = useCallback((key: string, to: (turn: Turn) => Turn) => {
    setLive((turns) => turns.map((turn) => (turn.key === key ? to(turn) : turn)));
  }, []);
  const { read, stop } = useReaders(assistantId, sessionId, change);

  useEffect(() => {
    for (const exchange of stored.data ?? []) {
      if (exchange.status !== "queued" && exchange.status !== "running") continue;
      const turn = turnOf(exchange);
      if (read(turn)) setLive((turns) => [...turns.filter((each) => each.key !== turn.key), turn]);
    }
  }, [stored.data, read]);

  const begin = (turn: Turn) => {
    setLive((turns) => [...turns, turn]);
    read(turn);
  };
  const ask = (question: string, version: string) => { begin(newTurn(uuid(), question, version, new Date().toISOString())); };
  const settle = (settles: Settles, word: string, version: string) => {
    begin({ ...newTurn(uuid(), word, version, new Date().toISOString()), settles });
  };
  const retry = (turn: Turn, version: string) => {
    if (turn.messageId !== null) {
      ask(turn.question, version);
      return;
    }
    // Nobody knows whether the server took it: the same key asks once.
    const again = { ...newTurn(turn.key, turn.question, version, new Date().toISOString()), ...(turn.settles ? { settles: turn.settles } : {}) };
    change(turn.key, () => again);
    read(again);
  };
  const turns = useMemo(() => merge(stored.data ?? [], live), [stored.data, live]);
  return {
    turns, isReading: stored.isPending, error: live.length ? null : stored.error, readAgain: () => void stored.refetch(), ask, settle, stop, retry,
  };
}

type Change = (key: string, to: (turn: Turn) => Turn) => void;

/** Reads answers to their end, each once, for as long as the thread is shown. The answers go on without a reader. */
function useReaders(assistantId: string, sessionId: string, change: Change) {
  const reading = useRef(new Map<string, AbortController>());
  const wanted = useRef(new Set<string>());
  useEffect(() => {
    const open = reading.current;
    return () => {
      for (const reader of open.values()) reader.abort();
      open.clear();
    };
  }, []);

  /** False when the turn is being read already. */
  const read = useCallback(
    (turn: Turn): boolean => {
      if (reading.current.has(turn.key)) return false;
      const end = new AbortController();
      reading.current.set(turn.key, end);
      const onName = (messageId: string) => { reading.current.set(messageId, end); };
      void follow(turn, { assistantId, sessionId, signal: end.signal, change, onName, stopSoon: wanted.current }).then(() => {
        if (turn.messageId === null) reading.current.delete(turn.key);
      });
      return true;
    },
    [assistantId, sessionId, change],
  );

  const stop = (turn: Turn) => {
    change(turn.key, (each) => ({ ...each, isStopping: true }));
    if (turn.messageId === null) wanted.current.add(turn.key);
    else void askToStop(turn.key, turn.messageId, change);
  };
  return { read, stop };
}

interface Following {
  assistantId: string;
  sessionId: string;
  signal: AbortSignal;
  change: Change;
  onName: (messageId: string) => void;
  /** Turns to stop as soon as the server has named them. */
  stopSoon: Set<string>;
}

/** Where a turn is asked: as a question, or as the yes or no to an earlier turn. */
function asking(turn: Turn, assistantId: string, sessionId: string) {
  const common = { stream: true, streamFormat: "delta" };
  if (turn.settles) {
    const { messageId, confirmationId, accept } = turn.settles;
    return { path: `/api/v1/messages/${messageId}/confirm`, body: { confirmationId, accept, ...common } };
  }
  const body = { message: turn.question, sessionId, version: turn.version, onDisconnect: "complete", ...common };
  return { path: `/api/v1/assistants/${assistantId}/messages`, body };
}

async function follow(turn: Turn, { assistantId, sessionId, signal, change, onName, stopSoon }: Following): Promise<void> {
  let messageId = turn.messageId;
  try {
    await streamPost({
      ...asking(turn, assistantId, sessionId),
      ...(messageId ? { messageId } : {}),
      signal,
      idempotencyKey: turn.key,
      onFrame: (frame) => { change(turn.key, (each) => applyFrame(each, frame)); },
      onMessageId: (id) => {
        messageId = id;
        onName(id);
        change(turn.key, (each) => ({ ...each, messageId: id }));
        if (stopSoon.delete(turn.key)) void askToStop(turn.key, id, change);
      },
      onDrop: (isAway) => { change(turn.key, (each) => ({ ...each, isAway })); },
    });
    if (messageId) await complete(turn.key, messageId, change);
  } catch (cause) {
    if (!signal.aborted) change(turn.key, (each) => failed(each, failureOf(cause)));
  }
}

/** What is shown of the answer is complete without this; only the inspector has less when it fails. */
async function complete(key: string, messageId: string, change: Change): Promise<void> {
  const read = await readExchange(messageId).catch(() => null);
  if (read) change(key, (turn) => completed(turn, read));
}

/** The stream's last frame confirms it; when the call fails the answer goes on and Stop can be pressed again. */
async function askToStop(key: string, messageId: string, change: Change): Promise<void> {
  try {
    await api.POST("/api/v1/messages/{message_id}/stop", { params: { path: { message_id: messageId } } });
  } catch {
    change(key, (turn) => ({ ...turn, isStopping: false }));
  }
}

function failureOf(cause: unknown): Failure {
  const { message, requestId } = troubleOf(cause);
  return cause instanceof ApiError
    ? { name: cause.name, code: cause.code, message, requestId }
    : { name: "Error", code: 0, message, requestId };
}
