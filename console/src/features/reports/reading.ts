/** What report and dashboard read, and under which keys it is remembered. */
import { queryOptions } from "@tanstack/react-query";

import { api, data, idempotencyKey, pages, type Shape } from "@/api";

import { bodyOf, queryOf, type Filters } from "./address";

export type Export = Shape<"ExportRead">;
export type Dashboard = Shape<"DashboardRead">;
export type Totals = Shape<"Totals">;
export type Day = Shape<"Day">;

const REFRESH_MS = 60_000;

export const reportQuery = (filters: Filters) =>
  pages(["reports", "messages", filters], (cursor) => {
    const query = { ...queryOf(filters, Date.now()), ...(cursor ? { cursor } : {}) };
    return data(api.GET("/api/v1/gen-ai/messages", { params: { query: query as never } }));
  });

export const dashboardQuery = (filters: Filters) =>
  queryOptions({
    queryKey: ["reports", "dashboard", filters],
    refetchInterval: REFRESH_MS,
    queryFn: () => data(api.GET("/api/v1/gen-ai/dashboard", { params: { query: queryOfDashboard(filters) as never } })),
  });

/** Without a span the server takes the last 30 days of the workspace's zone, which begin at midnight. */
export function queryOfDashboard({ assistantId, source, ...span }: Filters): Record<string, string> {
  const isUsual = !span.days && !span.from && !span.to;
  const named: Filters = { ...(assistantId ? { assistantId } : {}), ...(source ? { source } : {}) };
  const query = queryOf(isUsual ? named : { ...named, ...span }, Date.now());
  if (isUsual) delete query.from;
  return query;
}

export const assistantsQuery = queryOptions({
  queryKey: ["assistants", "names"],
  queryFn: async () => {
    const { data: rows } = await data(api.GET("/api/v1/assistants", { params: { query: { limit: 200 } } }));
    return rows.map((row) => ({ value: row.id, label: row.name }));
  },
});

export const exportsQuery = queryOptions({
  queryKey: ["reports", "exports"],
  queryFn: async () => (await data(api.GET("/api/v1/gen-ai/messages/exports", { params: { query: { limit: 20 } } }))).data,
});

export function askExport(filters: Filters): Promise<Export> {
  return data(api.POST("/api/v1/gen-ai/messages/export", { body: bodyOf(filters, Date.now()) as never, headers: idempotencyKey() }));
}
