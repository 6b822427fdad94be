/** The work of the workspace: jobs that run now, and how those of the last days ended. */
import { queryOptions } from "@tanstack/react-query";

import { api, data, type Shape } from "@/api";

export type Job = Shape<"JobRead">;

const DAY_MS = 86_400_000;
export const KEPT_DAYS = 7;
const ENDED = new Set(["done", "failed", "cancelled"]);

/** Jobs that have not ended. */
export const openQuery = queryOptions({ queryKey: ["activity", "open"], queryFn: () => jobs({ state: "open", limit: 200 }) });

/** The newest jobs, whatever became of them; read while the tray is open. */
export const latestQuery = queryOptions({ queryKey: ["activity", "latest"], queryFn: () => jobs({ limit: 100 }) });

async function jobs(query: { state?: string; limit: number }): Promise<Job[]> {
  return (await data(api.GET("/api/v1/jobs", { params: { query } }))).data;
}

/** Those that ended in the last seven days, the latest end first. */
export function endedLately(latest: readonly Job[], now: number): Job[] {
  return latest
    .filter((job) => ENDED.has(job.state) && now - Date.parse(job.updatedAt) <= KEPT_DAYS * DAY_MS)
    .sort((one, other) => other.updatedAt.localeCompare(one.updatedAt));
}

/** Where its base tells of a job. */
export function placeOf({ kind, documentId }: Pick<Job, "kind" | "documentId">): string {
  if (kind === "ingest") return `documents/${documentId}`;
  if (kind === "sync") return "documents";
  return kind === "reembed" || kind === "reanalyse" || kind === "move" ? "settings" : "versions";
}

/** Between 0 and 1; null while nothing is known. */
export function shareOf({ progress }: Pick<Job, "progress">): number | null {
  return progress.total > 0 ? Math.min(progress.done / progress.total, 1) : null;
}

const UNITS = new Set(["page", "chunk", "row"]);

/** What a job does now, as a key of the locale with its figures; null: only the server's own words fit. */
export function stepOf({ state, step, reason, progress }: Pick<Job, "state" | "step" | "reason" | "progress">): { key: string; values: { done: number; total: number } } | null {
  const values = { done: progress.done, total: progress.total };
  if (state === "paused") return { key: "paused", values };
  if (reason.code === "queued") return { key: "queued", values };
  if (reason.code === "working") return { key: progress.total > 1 && UNITS.has(progress.unit) ? `${step}Of` : step, values };
  return reason.code === "waiting_for_worker" ? { key: "queued", values } : null;
}

/** How a job ended, if it ran when it was last seen and nobody was told of it yet. A stop by hand is told by the one who did it. */
export function endOf(
  open: readonly Pick<Job, "jobId" | "documentId">[],
  told: ReadonlySet<string>,
  document: { id: string; state: string },
): { jobId: string; end: "ready" | "failed" } | null {
  const job = open.find(({ documentId }) => documentId === document.id);
  const { state } = document;
  if (!job || told.has(job.jobId) || (state !== "ready" && state !== "failed")) return null;
  return { jobId: job.jobId, end: state };
}
