/** The words and tones of a base and of a document (`console.md` 4.9). Pure. */
import type { Tone } from "@/shared/ui";

import type { Base, Document } from "./reading";

export interface StateWord {
  /** Key under `state.` with its values. */
  key: string;
  values?: Record<string, string | number>;
  tone: Tone;
  isBusy?: boolean;
}

const WORKING = new Set(["queued", "parsing", "chunking", "generating", "indexing", "embedding"]);

export function isWorking(document: Pick<Document, "state">): boolean {
  return WORKING.has(document.state);
}

/** How far a document's step is, 0 to 1; null when nobody knows. */
export function shareOf({ progress }: Pick<Document, "progress">): number | null {
  return progress.total > 0 ? Math.min(1, progress.done / progress.total) : null;
}

/** The place in the line that the reason names: "Waiting for a worker, 3 ahead." gives 3. */
export function placeOf(document: Pick<Document, "reason">): number | null {
  if (document.reason.code !== "waiting_for_worker") return null;
  const ahead = /(\d+)/.exec(document.reason.message);
  return ahead ? Number(ahead[1]) : 0;
}

export function stateWord(document: Document): StateWord {
  if (!document.enabled && !isWorking(document) && document.state !== "failed") return { key: "off", tone: "neutral" };
  if (document.paused) return { key: "paused", tone: "neutral" };
  const { done, total } = document.progress;
  const share = Math.round((shareOf(document) ?? 0) * 100);
  switch (document.state) {
    case "ready":
      return { key: "ready", tone: "success" };
    case "failed":
      return { key: "failed", tone: "danger" };
    case "cancelled":
      return { key: "cancelled", tone: "neutral" };
    case "parsing":
      return total > 1
        ? { key: "parsingPage", values: { done, total }, tone: "info", isBusy: true }
        : { key: "parsing", tone: "info", isBusy: true };
    case "embedding":
      return { key: "embedding", values: { share }, tone: "info", isBusy: true };
    case "chunking":
    case "generating":
    case "indexing":
      return { key: document.state, tone: "info", isBusy: true };
    default:
      return queued(document);
  }
}

function queued(document: Document): StateWord {
  const ahead = placeOf(document);
  return ahead ? { key: "queuedBehind", values: { ahead }, tone: "info" } : { key: "queued", tone: "info" };
}

export interface HealthWord {
  key: "empty" | "ok" | "failing" | "working";
  tone: Tone;
  values: { count: number; done: number; total: number };
  isBusy: boolean;
}

/** A base in one word; failing outweighs working. */
export function healthWord({ health, counts }: Pick<Base, "health" | "counts">): HealthWord {
  const values = { count: 0, done: counts.ready, total: counts.documents };
  if (health === "failing") return { key: "failing", tone: "danger", values: { ...values, count: counts.failed }, isBusy: false };
  if (health === "working") return { key: "working", tone: "info", values: { ...values, count: counts.working }, isBusy: true };
  if (health === "empty") return { key: "empty", tone: "neutral", values, isBusy: false };
  return { key: "ok", tone: "success", values, isBusy: false };
}

/** Codes of a failed document that another try may settle. */
const WORTH_A_RETRY = new Set(["out_of_memory", "crashed_repeatedly", "embedding_unavailable", "fetch_failed", "cancelled"]);

export type Help = "retry" | "replace" | "resume";

/** What helps a document that is not getting on by itself; null: nothing to do. */
export function helpFor(document: Document): Help | null {
  if (document.paused) return "resume";
  if (document.state === "cancelled") return "retry";
  if (document.state !== "failed") return null;
  return WORTH_A_RETRY.has(document.reason.code) ? "retry" : "replace";
}

/** Whether a document stopped before its end and can be tried again. */
export function hasStopped({ state }: Pick<Document, "state">): boolean {
  return state === "failed" || state === "cancelled";
}

/** Whether a document that is ready has a file to be read again, by the present settings of its base. */
export function canBeReadAgain({ state, source }: Pick<Document, "state" | "source">): boolean {
  return state === "ready" && source !== "manual" && source !== "csv";
}
