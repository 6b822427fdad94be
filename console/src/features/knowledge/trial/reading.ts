/** What a test asks and how its reply is read. Pure but for the call. */
import { queryOptions } from "@tanstack/react-query";

import { api, data } from "@/api";

import type { Hit } from "../reading";

export const ARMS = ["lexical", "dense", "exact"] as const;
export type Arm = (typeof ARMS)[number];
export const LIMITS = ["5", "10", "20", "50"] as const;
export const THRESHOLD = 0.45;

export interface Asked {
  q: string;
  limit: number;
  arms: Arm[];
}

/** `?q=&limit=&arms=lexical,exact` of the address. */
export function askedOf(search: Record<string, unknown>): Asked {
  const text = (key: string) => (search[key] === undefined || search[key] === null ? "" : String(search[key]));
  const arms = ARMS.filter((arm) => text("arms").split(",").includes(arm));
  const limit = Number(text("limit"));
  return { q: text("q"), limit: LIMITS.includes(String(limit) as never) ? limit : 10, arms: arms.length ? arms : [...ARMS] };
}

export function searchOf({ q, limit, arms }: Asked): Record<string, unknown> {
  return { ...(q ? { q } : {}), ...(limit === 10 ? {} : { limit }), ...(arms.length === ARMS.length ? {} : { arms: arms.join(",") }) };
}

export const searchQuery = (baseId: string, asked: Asked) =>
  queryOptions({
    queryKey: ["knowledge", "search", baseId, asked],
    queryFn: () =>
      data(
        api.POST("/api/v1/knowledge-bases/{base_id}/search", {
          params: { path: { base_id: baseId } }, body: { query: asked.q, limit: asked.limit, arms: asked.arms, explain: true },
        }),
      ),
    gcTime: 0,
    retry: false,
  });

export interface ArmScore {
  rank: number | null;
  value: number;
}

export function armOf(hit: Hit, arm: Arm): ArmScore {
  const score = hit.arms[arm] as Partial<ArmScore> | undefined;
  return { rank: score?.rank ?? null, value: score?.value ?? 0 };
}

/** How many hits stand above the line; the hits come best first. */
export function aboveLine(hits: readonly Pick<Hit, "sortingScore">[], threshold: number): number {
  return hits.filter((hit) => hit.sortingScore >= threshold).length;
}

/** A piece of a text around its first highlight, with the highlights that fall into it; offsets are code points. */
export function excerpt(text: string, highlights: readonly (readonly number[])[], length = 320) {
  const points = Array.from(text);
  const first = highlights[0]?.[0] ?? 0;
  const start = first > length * 0.6 ? Math.max(0, first - Math.round(length / 4)) : 0;
  const end = Math.min(points.length, start + length);
  const marks = highlights
    .map(([from = 0, to = 0]) => ({ start: from - start, end: to - start }))
    .filter((mark) => mark.end > 0 && mark.start < end - start);
  return { text: points.slice(start, end).join(""), marks, isCutBefore: start > 0, isCutAfter: end < points.length };
}
