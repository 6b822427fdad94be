/** One stream for all tabs of this browser: the tab that holds the lock reads it and tells the others. */
import { ApiError, readFrames, send, SseParser } from "@/api";

import { HEAD_PATIENCE_MS, liveFrame, LiveRule, type Change, type LiveFrame } from "./rule";
import { readLiveStatus, setLiveStatus } from "./status";

export interface LiveListener {
  apply: (change: Change) => void;
  resync: () => void;
}

type Told =
  | { type: "frame"; frame: LiveFrame }
  | { type: "status"; away: boolean; caughtUp: number | null };

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;
/** A head comes every 15 s: a longer silence means that the connection is dead. */
const SILENCE_MS = 40_000;

/** Follows a workspace's events until the signal aborts. */
export function follow(workspace: string, listener: LiveListener, signal: AbortSignal): void {
  const follower = new Follower(workspace, listener, signal);
  void follower.run();
}

class Follower {
  readonly #workspace: string;
  readonly #listener: LiveListener;
  readonly #signal: AbortSignal;
  readonly #rule = new LiveRule();
  readonly #channel: BroadcastChannel;
  #applied = 0;
  #dropped = false;
  #isAlone = false;

  constructor(workspace: string, listener: LiveListener, signal: AbortSignal) {
    this.#workspace = workspace;
    this.#listener = listener;
    this.#signal = signal;
    this.#channel = new BroadcastChannel(`comity-live:${workspace}`);
  }

  async run(): Promise<void> {
    // Browsers know locks on https and localhost alone. Without them each tab reads a stream of its own and tells nobody.
    if (!("locks" in navigator)) {
      this.#channel.close();
      this.#isAlone = true;
      return this.#untilLeft(() => this.#lead());
    }
    this.#channel.onmessage = (message: MessageEvent<Told>) => { this.#hear(message.data); };
    this.#signal.addEventListener("abort", () => { this.#channel.close(); });
    const name = `comity-live:${this.#workspace}`;
    await this.#untilLeft(() => navigator.locks.request(name, { signal: this.#signal }, () => this.#lead()));
  }

  async #untilLeft(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      if (!this.#signal.aborted) throw cause;
    }
  }

  /** A follower's frames: the same rule, and what is missing is read again at once. */
  #hear(told: Told): void {
    if (told.type === "status") {
      setLiveStatus(told.away ? { state: "away", awaySince: new Date() } : { state: "live", caughtUp: told.caughtUp });
      return;
    }
    if (readLiveStatus().state === "starting") setLiveStatus({ state: "live" });
    const verdict = this.#rule.take(told.frame, Date.now());
    if (verdict.act === "apply") this.#listener.apply(verdict.change);
    if (verdict.act === "resync") this.#listener.resync();
    if (verdict.act === "reconnect" && told.frame.event === "change") {
      this.#rule.last = told.frame.seq;
      this.#listener.resync();
    }
  }

  async #lead(): Promise<void> {
    for (let failures = 0; !this.#signal.aborted; failures++) {
      const connection = new AbortController();
      const stop = () => { connection.abort(); };
      this.#signal.addEventListener("abort", stop);
      try {
        await this.#read(connection, () => { failures = 0; });
      } catch (cause) {
        if (cause instanceof ApiError && (cause.status === 401 || cause.status === 403)) failures = 6;
      } finally {
        this.#signal.removeEventListener("abort", stop);
        connection.abort();
      }
      if (this.#isGone()) return;
      this.#lost();
      await pause(Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS), this.#signal);
    }
  }

  async #read(connection: AbortController, onOpen: () => void): Promise<void> {
    const headers = new Headers({ Accept: "text/event-stream", "X-Comity-Workspace": this.#workspace });
    if (this.#rule.last !== null) headers.set("Last-Event-ID", String(this.#rule.last));
    const address = new URL("/api/v1/stream", globalThis.location.origin);
    const request = new Request(address, { headers, signal: connection.signal });
    const response = await send(request, { throw401: true });
    if (!response.body) return;
    onOpen();
    this.#rule.reconnected();
    this.#applied = 0;
    let dead = setTimeout(() => { connection.abort(); }, SILENCE_MS);
    // A connection that the network was taken from stays open to the browser: it is ended rather than waited for.
    globalThis.addEventListener("offline", () => { connection.abort(); }, { signal: connection.signal });
    try {
      await readFrames(response.body, new SseParser(), (raw) => {
        clearTimeout(dead);
        dead = setTimeout(() => { connection.abort(); }, SILENCE_MS);
        const frame = liveFrame(raw.event, raw.id, raw.data);
        if (frame) this.#take(frame, connection);
      });
    } finally {
      clearTimeout(dead);
    }
  }

  #take(frame: LiveFrame, connection: AbortController): void {
    const verdict = this.#rule.take(frame, Date.now());
    if (verdict.act === "reconnect") {
      connection.abort();
      return;
    }
    this.#tell({ type: "frame", frame });
    if (verdict.act === "apply") {
      this.#applied += 1;
      this.#listener.apply(verdict.change);
    }
    if (verdict.act === "resync") this.#listener.resync();
    if (verdict.act === "wait") {
      setTimeout(() => { if (this.#rule.isStuck(Date.now())) connection.abort(); }, HEAD_PATIENCE_MS);
    } else if (frame.event !== "ephemeral") {
      this.#back();
    }
  }

  #lost(): void {
    if (this.#dropped) return;
    this.#dropped = true;
    setLiveStatus({ state: "away", awaySince: new Date(), caughtUp: null });
    this.#tell({ type: "status", away: true, caughtUp: null });
  }

  /** Caught up: the numbers have reached the head that the new connection named. */
  #back(): void {
    if (!this.#dropped) {
      if (readLiveStatus().state !== "live") setLiveStatus({ state: "live" });
      return;
    }
    this.#dropped = false;
    setTimeout(() => {
      if (this.#dropped || this.#isGone()) return;
      setLiveStatus({ state: "live", awaySince: null, caughtUp: this.#applied });
      this.#tell({ type: "status", away: false, caughtUp: this.#applied });
    }, 300);
  }

  #tell(told: Told): void {
    if (!this.#isGone() && !this.#isAlone) this.#channel.postMessage(told);
  }

  #isGone(): boolean {
    return this.#signal.aborted;
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener("abort", end, { once: true });
    globalThis.addEventListener("online", end, { once: true });
  });
}
