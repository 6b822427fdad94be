/** What the Versions tab reads, and how times go to and fro. Pure but for the calls. */
import { queryOptions } from "@tanstack/react-query";

import { api, data, pages, type Shape } from "@/api";

import { keys } from "../reading";

export type Version = Shape<"BaseVersionRead">;
export type Diff = Shape<"BaseDiffRead">;
export type DiffItem = Shape<"BaseDiffItem">;
export type Job = Shape<"JobRead">;

export const HEAD = "head";
const KEPT = 200;

/** The kept versions and how the head stands; begins with the base's key, so that each change of the base reads it anew. */
export const versionsQuery = (baseId: string) =>
  queryOptions({
    queryKey: [...keys.base(baseId), "versions"],
    queryFn: () =>
      data(api.GET("/api/v1/knowledge-bases/{base_id}/versions", { params: { path: { base_id: baseId }, query: { limit: KEPT } } })),
  });

/** What differs, page by page: documents first, then chunks. */
export const diffQuery = (baseId: string, from: number, to: string) =>
  pages<DiffItem>([...keys.base(baseId), "diff", from, to], async (cursor) =>
    data(
      api.GET("/api/v1/knowledge-bases/{base_id}/diff", {
        params: { path: { base_id: baseId }, query: { from, to, ...(cursor ? { cursor } : {}) } },
      }),
    ),
  );

/** Counts and settings of the same comparison. */
export const diffHeadQuery = (baseId: string, from: number, to: string) =>
  queryOptions({
    queryKey: [...keys.base(baseId), "diff", "head", from, to],
    queryFn: () =>
      data(api.GET("/api/v1/knowledge-bases/{base_id}/diff", { params: { path: { base_id: baseId }, query: { from, to, limit: 1 } } })),
  });

/** What a local date and time stands for, as the API takes it; undefined for none. */
export function momentOf(local: string): string | undefined {
  const at = new Date(local);
  return local && !Number.isNaN(at.getTime()) ? at.toISOString() : undefined;
}

/** The next full hour as a field of date and time holds it. */
export function nextHour(now: Date): string {
  const at = new Date(now);
  at.setHours(at.getHours() + 1, 0, 0, 0);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The two versions that a fresh tab compares: the newest with the head while it has changes, else the one before with the newest. */
export function firstComparison(versions: readonly Pick<Version, "number">[], changed: boolean): { from: number; to: string } | null {
  const [newest, before] = versions;
  if (!newest) return null;
  if (changed || !before) return { from: newest.number, to: HEAD };
  return { from: before.number, to: String(newest.number) };
}
