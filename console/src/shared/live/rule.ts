/** What a console does with the frames of `GET /api/v1/stream` (`livechat.md` 3.9, the client rule). Pure. */

export interface Change {
  seq: number;
  kind: string;
  at: string;
  data: Record<string, unknown>;
}

export type LiveFrame =
  | { event: "change"; seq: number; kind: string; at: string; data: Record<string, unknown> }
  | { event: "skip"; seq: number }
  | { event: "head"; seq: number }
  | { event: "resync"; head: number; reason: string }
  | { event: "ephemeral"; data: unknown };

/** What to do next. `reconnect`: open the stream again with `since` = `last`. `wait`: look again after two seconds. */
export type Verdict =
  | { act: "apply"; change: Change }
  | { act: "reconnect" }
  | { act: "wait" }
  | { act: "resync"; reason: string }
  | { act: "nothing" };

export const HEAD_PATIENCE_MS = 2000;

/** Follows the numbers of one workspace: everything once, in order, without holes. */
export class LiveRule {
  /** The last number that was applied or skipped; null before the first `head`. */
  last: number | null;
  #aheadSince: number | null = null;

  constructor(last: number | null = null) {
    this.last = last;
  }

  take(frame: LiveFrame, now: number): Verdict {
    switch (frame.event) {
      case "change":
        return this.#change(frame, now);
      case "skip":
        this.#moveTo(frame.seq);
        return { act: "nothing" };
      case "head":
        return this.#head(frame.seq, now);
      case "resync":
        this.last = frame.head;
        this.#aheadSince = null;
        return { act: "resync", reason: frame.reason };
      case "ephemeral":
        return { act: "nothing" };
    }
  }

  /** Asked again after `wait`: whether the head is still ahead. */
  isStuck(now: number): boolean {
    return this.#aheadSince !== null && now - this.#aheadSince >= HEAD_PATIENCE_MS;
  }

  /** A new connection starts with patience. */
  reconnected(): void {
    this.#aheadSince = null;
  }

  #change(frame: Change, _now: number): Verdict {
    if (this.last !== null && frame.seq <= this.last) return { act: "nothing" };
    if (this.last !== null && frame.seq > this.last + 1) return { act: "reconnect" };
    this.#moveTo(frame.seq);
    return { act: "apply", change: { seq: frame.seq, kind: frame.kind, at: frame.at, data: frame.data } };
  }

  #head(seq: number, now: number): Verdict {
    if (this.last === null) {
      this.last = seq;
      return { act: "nothing" };
    }
    if (seq <= this.last) {
      this.#aheadSince = null;
      return { act: "nothing" };
    }
    this.#aheadSince ??= now;
    return this.isStuck(now) ? { act: "reconnect" } : { act: "wait" };
  }

  #moveTo(seq: number): void {
    if (this.last === null || seq > this.last) this.last = seq;
    this.#aheadSince = null;
  }
}

/** A frame of the stream from its text; null for what is none of ours. */
export function liveFrame(event: string, id: string | null, text: string): LiveFrame | null {
  const body = JSON.parse(text) as Record<string, unknown>;
  const seq = Number(id);
  switch (event) {
    case "change": {
      if (id === null || Number.isNaN(seq)) return null;
      const data = (body["data"] ?? {}) as Record<string, unknown>;
      return { event, seq, kind: String(body["kind"]), at: String(body["at"]), data };
    }
    case "skip":
      return id === null || Number.isNaN(seq) ? null : { event, seq };
    case "head":
      return { event, seq: Number(body["seq"]) };
    case "resync":
      return { event, head: Number(body["head"]), reason: String(body["reason"]) };
    case "ephemeral":
      return { event, data: body };
    default:
      return null;
  }
}
