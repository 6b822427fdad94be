/** What the gaps of a base read, and under which keys it is remembered. */
import { queryOptions } from "@tanstack/react-query";

import { api, data, pages, type Shape } from "@/api";

export type Gap = Shape<"GapRead">;
export type Overview = Shape<"GapOverview">;
export type Run = Shape<"GapRunRead">;
export type Decay = Shape<"DecayRead">;
export type Person = Shape<"GapPerson">;

export const VIEWS = ["open", "accepted", "ignored", "ageing"] as const;
export type View = (typeof VIEWS)[number];
export type Listed = Exclude<View, "ageing">;

const LOOK_MS = 3_000;

export const keys = {
  all: ["gaps"] as const,
  lists: ["gaps", "list"] as const,
  one: (id: string) => ["gaps", "one", id] as const,
  overviews: ["gaps", "overview"] as const,
};

/** A search at work is looked at again and again: it moves in another process. */
export const isAtWork = (run: Run | undefined) => run?.state === "queued" || run?.state === "running";

export const gapsQuery = (baseId: string, view: Listed) => {
  const state: Gap["state"][] = view === "open" ? ["open", "assigned"] : [view];
  return pages<Gap>([...keys.lists, baseId, view], (cursor) =>
    data(api.GET("/api/v1/gaps", { params: { query: { baseId, state, ...(cursor ? { cursor } : {}) } } })),
  );
};

export const gapQuery = (id: string) =>
  queryOptions({
    queryKey: keys.one(id),
    queryFn: () => data(api.GET("/api/v1/gaps/{gap_id}", { params: { path: { gap_id: id } } })),
  });

export const overviewQuery = (baseId: string) =>
  queryOptions({
    queryKey: [...keys.overviews, baseId],
    queryFn: () => data(api.GET("/api/v1/gaps/overview", { params: { query: { baseId } } })),
    refetchInterval: (query) => (isAtWork(query.state.data?.run) ? LOOK_MS : false),
  });

export const decayQuery = (baseId: string) =>
  queryOptions({
    queryKey: ["gaps", "decay", baseId],
    queryFn: () => data(api.GET("/api/v1/gaps/decay", { params: { query: { baseId } } })),
  });

export const peopleQuery = queryOptions({
  queryKey: ["gaps", "people"],
  queryFn: async () => (await data(api.GET("/api/v1/gaps/people"))).data,
});

/** The bases that a text document can go into. */
export const basesQuery = queryOptions({
  queryKey: ["gaps", "bases"],
  queryFn: async () =>
    (await data(api.GET("/api/v1/knowledge-bases", { params: { query: { type: "documents", limit: 200 } } }))).data.map(({ id, name }) => ({ id, name })),
});

/** How many gaps a view holds. */
export function countOf({ counts }: Overview, view: Listed): number {
  return view === "open" ? counts.open + counts.assigned : counts[view];
}

/** What is said of a gap most: the reason that most of its questions have. */
export function mainReason({ reasons }: Pick<Gap, "reasons">): keyof Gap["reasons"] {
  const order = ["ratedDown", "unsupported", "fallback"] as const;
  return order.reduce((best, reason) => (reasons[reason] > reasons[best] ? reason : best));
}

/** The questions of the last week beside those of the week before. */
export function weeks(trend: readonly number[]): { last: number; before: number } {
  const sum = (days: readonly number[]) => days.reduce((total, count) => total + count, 0);
  return { last: sum(trend.slice(-7)), before: sum(trend.slice(-14, -7)) };
}
