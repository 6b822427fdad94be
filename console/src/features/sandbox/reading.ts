/** What the sandbox reads, and under which keys it is remembered. */
import { queryOptions } from "@tanstack/react-query";

import { api, data, type Shape } from "@/api";

import type { Exchange } from "./exchange";

export type Assistant = Shape<"AssistantRead">;
export type Version = Shape<"VersionRead">;

const PAGE = 100;

export const assistantQuery = (id: string) =>
  queryOptions({
    queryKey: ["assistants", "sandbox", "one", id],
    queryFn: () => data(api.GET("/api/v1/assistants/{assistant_id}", { params: { path: { assistant_id: id } } })),
  });

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ["assistants", "sandbox", "versions", id],
    queryFn: async () => {
      const params = { path: { assistant_id: id }, query: { limit: 50 } };
      return (await data(api.GET("/api/v1/assistants/{assistant_id}/versions", { params }))).data;
    },
  });

export const versionQuery = (id: string, number: number) =>
  queryOptions({
    queryKey: ["assistants", "sandbox", "version", id, number],
    staleTime: Infinity,
    queryFn: () =>
      data(
        api.GET("/api/v1/assistants/{assistant_id}/versions/{number}", { params: { path: { assistant_id: id, number } } }),
      ),
  });

export const sessionQuery = (id: string, sessionId: string) =>
  queryOptions({
    queryKey: ["sandbox", id, sessionId],
    staleTime: 0,
    queryFn: () => readSession(id, sessionId),
  });

async function readSession(assistantId: string, sessionId: string): Promise<Exchange[]> {
  const found: Exchange[] = [];
  let cursor: string | null | undefined;
  do {
    const query = { limit: PAGE, ...(cursor ? { cursor } : {}) };
    const params = { path: { assistant_id: assistantId, session_id: sessionId }, query };
    const page = await data(
      api.GET("/api/v1/assistants/{assistant_id}/sessions/{session_id}/messages", { params }),
    );
    found.push(...(page.data as unknown as Exchange[]));
    cursor = page.nextCursor;
  } while (cursor);
  return found;
}

/** One exchange with what only the console is shown of it. */
export async function readExchange(messageId: string): Promise<Partial<Exchange>> {
  const read = await data(api.GET("/api/v1/messages/{message_id}", { params: { path: { message_id: messageId } } }));
  return read as unknown as Partial<Exchange>;
}
