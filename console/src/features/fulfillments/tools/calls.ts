/** The log of calls as the console reads it. */
import { api, data, pages, type Shape } from "@/api";

export type Call = Shape<"CallRead">;

export const callsKey = (id: string) => ["fulfillments", "calls", id];

export const callsQuery = (id: string, onlyFailed: boolean) =>
  pages<Call>([...callsKey(id), onlyFailed], (cursor) =>
    data(
      api.GET("/api/v1/fulfillments/{fulfillment_id}/calls", {
        params: { path: { fulfillment_id: id }, query: { ...(onlyFailed ? { failed: true } : {}), ...(cursor ? { cursor } : {}) } },
      }),
    ),
  );
