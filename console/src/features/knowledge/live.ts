/** What events of knowledge change on these screens: rows in place at once, lists again when something came or went. */
import type { InfiniteData, QueryClient } from "@tanstack/react-query";

import type { Listing, Shape } from "@/api";
import type { Change, LiveReaction } from "@/shared/live";

import { keys, type Base, type Document } from "./reading";

type Source = Shape<"WebSourceRead">;

const ENDED = new Set(["done", "failed", "cancelled"]);
const SETTLED = new Set(["ready", "failed", "cancelled"]);

type Pages<Row> = InfiniteData<Listing<Row>>;

/** The pages with one row replaced; the same object when none of them holds it. */
export function withRow<Row extends { id: string }>(read: Pages<Row>, row: Row): Pages<Row> {
  if (!read.pages.some((page) => page.data.some((each) => each.id === row.id))) return read;
  const swap = (page: Listing<Row>) => ({ ...page, data: page.data.map((each) => (each.id === row.id ? row : each)) });
  return { ...read, pages: read.pages.map(swap) };
}

function isPages(value: unknown): value is Pages<never> {
  return typeof value === "object" && value !== null && Array.isArray((value as { pages?: unknown }).pages);
}

/** Writes a row into every list under a key; false when no list held it. */
export function putRow<Row extends { id: string }>(queries: QueryClient, key: readonly unknown[], row: Row): boolean {
  let held = false;
  queries.setQueriesData<unknown>({ queryKey: key }, (read: unknown) => {
    if (!isPages(read)) return read;
    const next = withRow(read as unknown as Pages<Row>, row);
    held ||= next !== (read as unknown);
    return next;
  });
  return held;
}

function baseChanged(change: Change, queries: QueryClient): void {
  const base = change.data as unknown as Base;
  if (queries.getQueryData(keys.base(base.id))) queries.setQueryData(keys.base(base.id), base);
  for (const part of ["versions", "generations"]) void queries.invalidateQueries({ queryKey: [...keys.base(base.id), part] });
  if (!putRow(queries, keys.lists, base)) void queries.invalidateQueries({ queryKey: keys.lists });
}

function documentChanged(change: Change, queries: QueryClient): void {
  const document = change.data as unknown as Document;
  putRow(queries, keys.documents(document.baseId), document);
  queries.setQueryData<Document>(keys.document(document.baseId, document.id), (old) =>
    old && { ...document, pageLabels: document.pageLabels.length ? document.pageLabels : old.pageLabels },
  );
}

/** What must be read again: lists where a document came, went or settled; its chunks and pages once it settled. */
export function staleAfter(change: Change): readonly (readonly unknown[])[] {
  const { baseId, id, state } = change.data as unknown as Document;
  const lists = [keys.documents(baseId)];
  if (change.kind === "document.deleted") return [...lists, keys.chunks(baseId)];
  if (SETTLED.has(state)) return [...lists, keys.chunks(baseId), keys.document(baseId, id)];
  return state === "queued" ? lists : [];
}

function sourceChanged(change: Change, queries: QueryClient): void {
  const source = change.data as unknown as Source;
  queries.setQueryData<Source[]>(keys.sources(source.baseId), (old) =>
    old?.some((each) => each.id === source.id) ? old.map((each) => (each.id === source.id ? source : each)) : old && [source, ...old],
  );
}

/** A sync tells of its progress as the job that it is. */
function jobChanged(change: Change, queries: QueryClient): void {
  const job = change.data as unknown as Shape<"JobRead">;
  if (job.kind !== "sync" || ENDED.has(job.state)) return;
  queries.setQueryData<Source[]>(keys.sources(job.knowledgeBaseId), (old) =>
    old?.map((each) => (each.jobId === job.jobId ? { ...each, state: job.state, reason: job.reason, progress: job.progress } : each)),
  );
}

export const reactions: readonly LiveReaction[] = [
  { kind: "knowledgeBase.changed", apply: baseChanged },
  { kind: "knowledgeBase.deleted", keys: () => [keys.lists] },
  { kind: "source.changed", apply: sourceChanged, keys: ({ data }) => [[...keys.sources(String(data["baseId"])), String(data["id"])]] },
  { kind: "source.deleted", keys: ({ data }) => [keys.sources(String(data["baseId"]))] },
  { kind: "job.changed", apply: jobChanged, keys: ({ data }) => [[...keys.base(String(data["knowledgeBaseId"])), "generations"]] },
  { kind: "document.changed", apply: documentChanged, keys: staleAfter },
  { kind: "document.deleted", keys: staleAfter },
];
