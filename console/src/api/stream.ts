import { ApiError, errorFrom, noAnswer, worded } from "./errors";
import { reachability } from "./reachability";
import { send } from "./send";
import { readFrames, SseParser, type SseFrame } from "./sse";
import { uuid } from "./uuid";

/** A frame of an answer (`POST /messages`, streamed): text so far, the end with its evidence, or an error. */
export interface AnswerFrame {
  __status?: "active" | "finished";
  __error?: boolean;
  content?: string;
  delta?: string;
  reset?: boolean;
  [more: string]: unknown;
}

export interface StreamOptions {
  path: string;
  body: unknown;
  signal: AbortSignal;
  /** Sent with the first call and with its repeats, so that a question is asked once. */
  idempotencyKey?: string;
  /** An answer that was asked for before: it is read from its newest text on, and nothing is posted. */
  messageId?: string;
  /** Each frame in order, none twice, with its raw text for those who show it. */
  onFrame: (frame: AnswerFrame, raw: SseFrame) => void;
  /** The message's id, once the server has taken the question. */
  onMessageId?: (id: string) => void;
  /** The connection is away (true) or back (false). */
  onDrop?: (away: boolean) => void;
}

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 10_000;
const GIVE_UP_AFTER = 8;

/**
 * Posts a question and reads its answer to the terminal frame. A connection that breaks is taken up again after the last
 * frame that arrived (`GET /messages/{id}/stream` with `Last-Event-ID`), so no text is lost or repeated.
 * Throws `ApiError` for a refusal, for an error frame, and when the server stays away.
 */
export async function streamPost(options: StreamOptions): Promise<void> {
  const key = options.idempotencyKey ?? uuid();
  const parser = new SseParser();
  let messageId: string | null = options.messageId ?? null;
  for (let failures = 0; ; failures++) {
    let ending: Ending | null = null;
    parser.restart();
    try {
      const response: Response = await (messageId ? resume(messageId, parser, options.signal) : ask(options, key));
      messageId = response.headers.get("comity-message-id") ?? messageId;
      if (messageId) options.onMessageId?.(messageId);
      if (failures) options.onDrop?.(false);
      failures = 0;
      if (response.body) ending = await readToEnd(response.body, parser, options);
    } catch (cause) {
      if (!isDrop(cause, options.signal)) throw cause;
    }
    if (ending?.failure) throw await worded(ending.failure);
    if (ending?.isOver) return;
    if (failures >= GIVE_UP_AFTER) throw noAnswer();
    options.onDrop?.(true);
    await pause(Math.min(parser.retryMs ?? FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS), options.signal);
  }
}

function ask({ path, body, signal }: StreamOptions, key: string): Promise<Response> {
  const headers = { "Content-Type": "application/json", Accept: "text/event-stream", "Idempotency-Key": key };
  return send(new Request(absolute(path), { method: "POST", headers, body: JSON.stringify(body), signal }));
}

function resume(messageId: string, parser: SseParser, signal: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = { Accept: "text/event-stream" };
  if (parser.lastId) headers["Last-Event-ID"] = parser.lastId;
  return send(new Request(absolute(`/api/v1/messages/${messageId}/stream`), { headers, signal }));
}

interface Ending {
  /** The terminal frame arrived; false when the body ended before it. */
  isOver: boolean;
  failure: ApiError | null;
}

async function readToEnd(
  body: ReadableStream<Uint8Array>,
  parser: SseParser,
  { onFrame }: StreamOptions,
): Promise<Ending> {
  const ending: Ending = { isOver: false, failure: null };
  await readFrames(body, parser, (raw) => {
    if (ending.isOver) return;
    const frame = JSON.parse(raw.data) as AnswerFrame;
    ending.isOver = frame.__status === "finished" || frame.__error === true;
    if (frame.__error) ending.failure = errorFrom(frame, Number(frame["status"] ?? 500));
    onFrame(frame, raw);
  });
  return ending;
}

/** A lost connection is worth another try; a refusal, an error frame and leaving are not. */
function isDrop(cause: unknown, signal: AbortSignal): boolean {
  if (signal.aborted) return false;
  if (cause instanceof ApiError) return cause.isOffline;
  const lost = cause instanceof TypeError;
  if (lost) reachability.silent();
  return lost;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}

function absolute(path: string): string {
  return new URL(path, globalThis.location.origin).href;
}
