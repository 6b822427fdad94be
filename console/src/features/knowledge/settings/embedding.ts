/** What embedding anew reads. Pure but for the calls. */
import { queryOptions } from "@tanstack/react-query";

import { api, data, type Shape } from "@/api";

import { keys } from "../reading";

export type Generations = Shape<"GenerationList">;
export type Generation = Shape<"GenerationRead">;
export type Estimate = Shape<"ReembedEstimate">;
export type Job = Shape<"JobRead">;

export const generationsQuery = (baseId: string) =>
  queryOptions({
    queryKey: [...keys.base(baseId), "generations"],
    queryFn: () => data(api.GET("/api/v1/knowledge-bases/{base_id}/generations", { params: { path: { base_id: baseId } } })),
  });

export const embeddersQuery = queryOptions({
  queryKey: ["models", "embedders"],
  queryFn: async () => (await data(api.GET("/api/v1/embedders"))).data,
});

export const rerankersQuery = queryOptions({
  queryKey: ["models", "rerankers"],
  queryFn: async () => (await data(api.GET("/api/v1/rerankers"))).data,
});

/** The generation that serves, and the one that can be gone back to. */
export function sidesOf({ data: rows }: Generations): { serving: Generation | undefined; before: Generation | undefined } {
  return { serving: rows.find((row) => row.state === "serving"), before: rows.find((row) => row.state === "retired") };
}

/** Between 0 and 1; null while nothing is known. */
export function shareOf({ progress }: Pick<Job, "progress">): number | null {
  return progress.total > 0 ? Math.min(progress.done / progress.total, 1) : null;
}
