import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useEffect, type ReactNode } from "react";

import { api, data, type Shape } from "@/api";
import { onLive } from "@/shared/live";

type Job = Shape<"JobRead">;
const ENDED = new Set(["done", "failed", "cancelled"]);
const LOOK_MS = 2_000;

/** A job as it goes on: told by events, and looked at where none come. */
export function useJob(begun: Job | null | undefined): Job | undefined {
  const queries = useQueryClient();
  const id = begun?.jobId ?? "";
  const key = ["jobs", id];
  const read = useQuery({
    queryKey: key,
    queryFn: () => data(api.GET("/api/v1/jobs/{job_id}", { params: { path: { job_id: id } } })),
    enabled: id !== "",
    ...(begun ? { placeholderData: begun } : {}),
    refetchInterval: (query) => (ENDED.has(query.state.data?.state ?? "") ? false : LOOK_MS),
  });
  useEffect(
    () => onLive({ kind: "job.changed", apply: ({ data: job }) => { if (job["jobId"] === id) queries.setQueryData(["jobs", id], job); } }),
    [id, queries],
  );
  return id ? read.data : undefined;
}

export function JobDone({ children }: { children: ReactNode }) {
  return (
    <p className="flex items-start gap-2 text-success-text">
      <CircleCheck size={16} strokeWidth={1.75} aria-hidden className="mt-0.5 shrink-0" />
      <span className="anywhere">{children}</span>
    </p>
  );
}
