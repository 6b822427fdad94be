/** Exchanges of real callers, read for the report. */
import { queryOptions } from "@tanstack/react-query";

import { api, data, type Shape } from "@/api";

import type { Exchange } from "./exchange";
import { readExchange } from "./reading";

export type Told = Shape<"ReportedMessage">;

const SESSION_MAX = 100;

/** One exchange with its evidence. */
export const exchangeQuery = (messageId: string) =>
  queryOptions({
    queryKey: ["reports", "exchange", messageId],
    queryFn: async (): Promise<Exchange> => {
      const read = await readExchange(messageId);
      const { inspection } = read;
      const version = inspection?.assistantVersion;
      return {
        messageId,
        sessionId: "",
        status: "finished",
        question: inspection?.question ?? "",
        answer: null,
        createdAt: "",
        inspection: null,
        searchResults: null,
        below: null,
        threshold: null,
        searches: null,
        actions: null,
        error: null,
        feedback: [],
        ...read,
        outcome: inspection?.outcome ?? null,
        version: version === null || version === undefined ? "draft" : String(version),
      };
    },
  });

/** The exchanges of the same session, the oldest first, as the report tells them. */
export const sessionOfQuery = ({ sessionId, inspection }: Exchange) =>
  queryOptions({
    queryKey: ["reports", "session", sessionId, inspection?.assistantId, inspection?.source],
    enabled: sessionId !== "" && inspection !== null,
    queryFn: async () => {
      const query = { sessionId, assistantId: inspection?.assistantId ?? null, source: inspection?.source ?? "", limit: SESSION_MAX };
      const page = await data(api.GET("/api/v1/gen-ai/messages", { params: { query: query as never } }));
      return page.data.reverse();
    },
  });
