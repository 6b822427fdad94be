/** What the screens of the lab read, and under which keys it is remembered. */
import { queryOptions } from "@tanstack/react-query";

import { api, data, pages, send, type Shape } from "@/api";

export type TestSet = Shape<"TestSetRead">;
export type Step = Shape<"StepRead">;
export type Run = Shape<"RunRead">;
export type Case = Shape<"CaseRead">;
export type Result = Shape<"ResultRead">;
export type Figures = Shape<"Figures">;
export type Mode = Run["modes"][number];
export type Shown = "all" | "failed" | "regressions";
export type Assistant = Shape<"AssistantRead">;

export const MODES: readonly Mode[] = ["search_km", "actual_km", "expected_km"];
export const FILE_INVALID = 422910;
export const SEVERAL_BASES = 422911;

export const keys = {
  sets: ["lab", "sets"] as const,
  set: (id: string) => ["lab", "sets", "one", id] as const,
  steps: (id: string) => ["lab", "sets", "one", id, "steps"] as const,
  runs: ["lab", "runs"] as const,
  run: (id: string) => ["lab", "run", id] as const,
  cases: (id: string) => ["lab", "run", id, "cases"] as const,
};

export const setsQuery = (q: string) =>
  pages<TestSet>([...keys.sets, "list", q], (cursor) =>
    data(api.GET("/api/v1/lab/test-sets", { params: { query: { q, ...(cursor ? { cursor } : {}) } } })),
  );

export const setQuery = (id: string) =>
  queryOptions({
    queryKey: keys.set(id),
    queryFn: () => data(api.GET("/api/v1/lab/test-sets/{set_id}", { params: { path: { set_id: id } } })),
  });

export const stepsQuery = (id: string) =>
  pages<Step>(keys.steps(id), (cursor) =>
    data(api.GET("/api/v1/lab/test-sets/{set_id}/steps", { params: { path: { set_id: id }, query: { limit: 100, ...(cursor ? { cursor } : {}) } } })),
  );

export const runsQuery = (testSetId = "") =>
  pages<Run>([...keys.runs, testSetId], (cursor) =>
    data(api.GET("/api/v1/lab/runs", { params: { query: { ...(testSetId ? { testSetId } : {}), ...(cursor ? { cursor } : {}) } } })),
  );

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: keys.run(id),
    queryFn: () => data(api.GET("/api/v1/lab/runs/{run_id}", { params: { path: { run_id: id } } })),
  });

export const casesQuery = (id: string, show: Shown) =>
  pages<Case>([...keys.cases(id), show], (cursor) =>
    data(api.GET("/api/v1/lab/runs/{run_id}/cases", { params: { path: { run_id: id }, query: { show, limit: 100, ...(cursor ? { cursor } : {}) } } })),
  );

export const assistantsQuery = queryOptions({
  queryKey: ["lab", "assistants"],
  queryFn: async () => (await data(api.GET("/api/v1/assistants", { params: { query: { limit: 200 } } }))).data,
});

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ["lab", "versions", id],
    enabled: id !== "",
    queryFn: async () =>
      (await data(api.GET("/api/v1/assistants/{assistant_id}/versions", { params: { path: { assistant_id: id }, query: { limit: 20 } } }))).data,
  });

/** Uploads a file as a new set, or in the place of a set's. Throws `ApiError` 422910 with every row's error. */
export async function uploadFile(file: File, name: string, setId?: string): Promise<TestSet> {
  const body = new FormData();
  body.append("file", file);
  if (name.trim() && setId === undefined) body.append("name", name.trim());
  const path = setId === undefined ? "/api/v1/lab/test-sets" : `/api/v1/lab/test-sets/${setId}/file`;
  const request = new Request(new URL(path, globalThis.location.origin), { method: setId === undefined ? "POST" : "PUT", body });
  return (await (await send(request)).json()) as TestSet;
}

/** `<connectionId>/<model>` as people say it; `extractive` stays. */
export const modelName = (model: string) => model.slice(model.indexOf("/") + 1);

export const isOpen = (run: Pick<Run, "endedAt">) => run.endedAt === null;

/** The figures of a target in all modes together. */
export function figuresOf(run: Run, target: string, mode: Mode | null = null): Figures | undefined {
  const mine = run.figures.filter((one) => one.target === target);
  return mine.find((one) => one.mode === mode) ?? (mode === null ? mine[0] : undefined);
}

/** A list with a value put in, or taken out. */
export const toggled = <V extends string>(list: readonly V[], value: V, on: boolean): V[] => (on ? [...list, value] : list.filter((one) => one !== value));

/** What a case did on a target: everything asked held, something did not, or nothing was asked. */
export function verdictOf(results: readonly Result[]): boolean | null {
  if (results.some((one) => one.passed === false)) return false;
  return results.some((one) => one.passed) ? true : null;
}
