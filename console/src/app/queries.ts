import { QueryClient } from "@tanstack/react-query";

import { ApiError } from "@/api";

const TRIES = 4;

/** Reading again helps when nobody answered; a refusal stays one. */
function isWorthRepeating(failures: number, error: Error): boolean {
  return failures < TRIES && error instanceof ApiError && error.isOffline;
}

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: isWorthRepeating,
      retryDelay: (attempt) => Math.min(1000 * 2 ** attempt, 10_000),
      refetchOnWindowFocus: false,
      networkMode: "always",
    },
    mutations: { retry: false, networkMode: "always" },
  },
});
