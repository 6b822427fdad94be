/** What a test asks and how its reply is read. Pure but for the call. */
import { queryOptions } from "@tanstack/react-query";

import { api, data } from "@/api";

import type { Found, Hit } from "../reading";

export const ARMS = ["lexical", "dense", "exact"] as const;
export type Arm = (typeof ARMS)[number];
export const LIMITS = ["5", "10", "20", "50"] as const;
export const THRESHOLD = 0.45;
export const LIVE = "live";

/** How one side of a test searches. */
export interface Way {
  arms: Arm[];
  /** `live`, `head` or the number of a kept version. */
  version: string;
}

export interface Asked extends Way {
  q: string;
  limit: number;
  /** The other side of a comparison; null when there is none. */
  other: (Way & { baseId: string }) | null;
}

const text = (search: Record<string, unknown>, key: string) =>
  search[key] === undefined || search[key] === null ? "" : String(search[key]);

function wayOf(search: Record<string, unknown>, arms: string, version: string): Way {
  const wanted = text(search, arms).split(",");
  const found = ARMS.filter((arm) => wanted.includes(arm));
  const named = text(search, version);
  return { arms: found.length ? found : [...ARMS], version: /^(head|[1-9]\d{0,8})$/.test(named) ? named : LIVE };
}

/** `?q=&limit=&arms=lexical,exact&version=3&b=<base>&bArms=&bVersion=` of the address. */
export function askedOf(search: Record<string, unknown>): Asked {
  const limit = Number(text(search, "limit"));
  const baseId = text(search, "b");
  return {
    q: text(search, "q"),
    limit: LIMITS.includes(String(limit) as never) ? limit : 10,
    ...wayOf(search, "arms", "version"),
    other: baseId ? { baseId, ...wayOf(search, "bArms", "bVersion") } : null,
  };
}

function searchOfWay({ arms, version }: Way, armsKey: string, versionKey: string): Record<string, unknown> {
  return {
    ...(arms.length === ARMS.length ? {} : { [armsKey]: arms.join(",") }),
    ...(version === LIVE ? {} : { [versionKey]: version }),
  };
}

export function searchOf(asked: Asked): Record<string, unknown> {
  const { q, limit, other } = asked;
  return {
    ...(q ? { q } : {}),
    ...(limit === 10 ? {} : { limit }),
    ...searchOfWay(asked, "arms", "version"),
    ...(other ? { b: other.baseId, ...searchOfWay(other, "bArms", "bVersion") } : {}),
  };
}

export const searchQuery = (baseId: string, { q, limit }: Pick<Asked, "q" | "limit">, { arms, version }: Way) =>
  queryOptions({
    queryKey: ["knowledge", "search", baseId, q, limit, arms, version],
    queryFn: async () => {
      const body = { query: q, limit, arms, version: /^\d/.test(version) ? Number(version) : version, explain: true };
      const params = { path: { base_id: baseId } };
      return (await data(api.POST("/api/v1/knowledge-bases/{base_id}/search", { params, body }))) as Found;
    },
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

/** Where a reranker put a hit and how it scored it; null for one that was not judged. */
export function judgedOf(hit: Hit): ArmScore | null {
  const score = hit.arms["rerank"] as ArmScore | undefined;
  return score ?? null;
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
