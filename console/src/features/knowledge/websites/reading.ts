/** The websites of a base: what is read of them, and how they are told of. */
import { queryOptions } from "@tanstack/react-query";

import { api, data, pages, type Shape } from "@/api";
import type { Tone } from "@/shared/ui";

import { keys } from "../reading";

export type Source = Shape<"WebSourceRead">;
export type WebPage = Shape<"WebPageRead">;

export const PAGE_STATES = ["errors", "warning", "skipped", "ok", "waiting"] as const;

export const sourcesQuery = (baseId: string) =>
  queryOptions({
    queryKey: keys.sources(baseId),
    queryFn: async () => (await data(api.GET("/api/v1/knowledge-bases/{base_id}/sources", { params: { path: { base_id: baseId } } }))).data,
  });

export interface PageFilters {
  q: string;
  state: string;
}

export const sourcePagesQuery = (source: Source, filters: PageFilters) =>
  pages<WebPage>([...keys.sources(source.baseId), source.id, "pages", filters], (cursor) =>
    data(
      api.GET("/api/v1/knowledge-bases/{base_id}/sources/{source_id}/pages", {
        params: { path: { base_id: source.baseId, source_id: source.id }, query: { ...filters, ...(cursor ? { cursor } : {}) } },
      }),
    ),
  );

export const isSyncing = ({ state }: Pick<Source, "state">) => state !== "idle";

/** How a website stands, as a key of the locale with its tone. */
export function standing(source: Pick<Source, "state" | "lastSync" | "pages">): { key: string; tone: Tone; isBusy: boolean } {
  if (source.state === "paused") return { key: "paused", tone: "neutral", isBusy: false };
  if (isSyncing(source)) return { key: source.state === "queued" ? "queued" : "syncing", tone: "info", isBusy: source.state === "running" };
  const ended = source.lastSync?.state;
  if (ended === "failed") return { key: "failed", tone: "danger", isBusy: false };
  if (ended === "cancelled") return { key: "cancelled", tone: "neutral", isBusy: false };
  if (!ended) return { key: "never", tone: "neutral", isBusy: false };
  return source.pages.errors > 0 ? { key: "doneWithErrors", tone: "warning", isBusy: false } : { key: "done", tone: "success", isBusy: false };
}

export const PAGE_TONES: Record<string, Tone> = { ok: "success", warning: "warning", failed: "danger", missing: "warning", skipped: "neutral", waiting: "info" };

/** An address as people read it: without scheme, letters in place of their escapes. */
export function readable(url: string): string {
  const plain = url.replace(/^https?:\/\//, "").replace(/\/$/, "");
  try {
    return decodeURI(plain);
  } catch {
    return plain;
  }
}
