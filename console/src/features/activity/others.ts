/** Work beside that on knowledge: runs of the AI Lab and exports of the report, as the tray shows them. */
import { queryOptions, type QueryClient } from "@tanstack/react-query";

import { api, data, type Shape } from "@/api";
import type { Change } from "@/shared/live";

import { KEPT_DAYS } from "./work";

export type Run = Shape<"RunRead">;
export type Export = Shape<"ExportRead">;

/** One piece of work. `name` and `detail` are keys of the locale with their values; `share` is null while nobody knows how much there is. */
export interface Other {
  id: string;
  kind: "run" | "replay" | "messages";
  name: Text;
  detail: Text;
  state: "open" | "done" | "failed" | "cancelled";
  share: number | null;
  at: string;
  path: string;
  error: string;
  /** Where its file is, and what it is called. */
  file: { path: string; name: string } | null;
}

export interface Text {
  key: string;
  values: Record<string, string | number>;
}

const DAY_MS = 86_400_000;
export const runsKey = ["activity", "runs"] as const;
export const exportsKey = ["activity", "exports"] as const;

/** The newest runs and exports, whatever became of them. */
export const runsQuery = queryOptions({
  queryKey: runsKey,
  queryFn: async (): Promise<Run[]> => (await data(api.GET("/api/v1/lab/runs", { params: { query: { limit: 50 } } }))).data,
});
export const exportsQuery = queryOptions({
  queryKey: exportsKey,
  queryFn: async (): Promise<Export[]> => (await data(api.GET("/api/v1/gen-ai/messages/exports", { params: { query: { limit: 50 } } }))).data,
});

const RUN_STATES: Partial<Record<Run["status"], Other["state"]>> = { finished: "done", failed: "failed", cancelled: "cancelled" };
const EXPORT_STATES: Partial<Record<Export["state"], Other["state"]>> = { done: "done", failed: "failed" };

export function ofRun(run: Run): Other {
  const { id, status, replay, testSetName, assistantName, done, total, failed } = run;
  const state = RUN_STATES[status] ?? "open";
  const figures = { done, total, failed };
  return {
    id,
    kind: replay ? "replay" : "run",
    name: replay ? { key: "replayOf", values: { count: replay.sessions, assistant: assistantName } } : { key: "runOf", values: { name: testSetName, assistant: assistantName } },
    detail: { key: status === "queued" ? "steps.queued" : replay ? "replayed" : "tried", values: figures },
    state,
    share: status === "queued" || total === 0 ? null : done / total,
    at: run.endedAt ?? run.createdAt,
    path: `/genai/lab/runs/${id}`,
    error: run.error,
    file: state === "done" ? { path: `/api/v1/lab/runs/${id}/download`, name: `lab-run-${id.slice(0, 8)}.zip` } : null,
  };
}

export function ofExport(one: Export): Other {
  const { id, state, rows, createdAt } = one;
  const date = createdAt.slice(0, 10);
  return {
    id,
    kind: "messages",
    name: { key: "exportOf", values: { date } },
    detail: { key: state === "queued" ? "steps.queued" : "exported", values: { rows } },
    state: EXPORT_STATES[state] ?? "open",
    share: null,
    at: one.endedAt ?? createdAt,
    path: "/genai/messages",
    error: one.error,
    file: state === "done" ? { path: `/api/v1/gen-ai/messages/exports/${id}/file`, name: `messages-${date}.csv` } : null,
  };
}

/** Those that have not ended, the one that began first on top; and those that ended in the last days, the latest first. */
export function parted(all: readonly Other[], now: number): { open: Other[]; ended: Other[] } {
  const open = all.filter(({ state }) => state === "open").sort((one, other) => one.at.localeCompare(other.at));
  const ended = all
    .filter(({ state, at }) => state !== "open" && now - Date.parse(at) <= KEPT_DAYS * DAY_MS)
    .sort((one, other) => other.at.localeCompare(one.at));
  return { open, ended };
}

/** Puts what an event tells into a list that was read: in its place, or on top. */
export function put<Row extends { id: string }>(list: readonly Row[] | undefined, row: Row): Row[] | undefined {
  if (!list) return undefined;
  return list.some(({ id }) => id === row.id) ? list.map((one) => (one.id === row.id ? row : one)) : [row, ...list];
}

export function runChanged({ data: run }: Change, queries: QueryClient): void {
  queries.setQueryData<Run[]>(runsKey, (list) => put(list, run as unknown as Run));
}

export function exportChanged({ data: one }: Change, queries: QueryClient): void {
  queries.setQueryData<Export[]>(exportsKey, (list) => put(list, one as unknown as Export));
}
