/** The work of the workspace that runs now: documents that are being read. */
import { queryOptions } from "@tanstack/react-query";

import { api, data, type Shape } from "@/api";

export type Work = Shape<"DocumentRead"> & { baseName: string };

const IN_A_BASE = 50;

/** Every document on its way, by the bases that say they have some. */
export const workQuery = queryOptions({ queryKey: ["activity"], queryFn: readWork });

async function readWork(): Promise<Work[]> {
  const bases = await data(api.GET("/api/v1/knowledge-bases", { params: { query: { limit: 200 } } }));
  const busy = bases.data.filter((base) => base.counts.working > 0);
  const lists = await Promise.all(
    busy.map(async (base) => {
      const params = { path: { base_id: base.id }, query: { state: "working", limit: IN_A_BASE } };
      const documents = await data(api.GET("/api/v1/knowledge-bases/{base_id}/documents", { params }));
      return documents.data.map((document): Work => ({ ...document, baseName: base.name }));
    }),
  );
  return lists.flat();
}

/** Between 0 and 1; null while nothing is known. */
export function shareOf(work: Pick<Work, "progress">): number | null {
  const { done, total } = work.progress;
  return total > 0 ? Math.min(done / total, 1) : null;
}

const ENDED = new Set(["ready", "failed", "cancelled"]);

/** What has come to an end between two looks: ids that ran before, with how they ended. */
export function endedWork(running: ReadonlySet<string>, document: { id: string; state: string }): "ready" | "failed" | null {
  if (!running.has(document.id) || !ENDED.has(document.state)) return null;
  return document.state === "cancelled" ? null : (document.state as "ready" | "failed");
}
