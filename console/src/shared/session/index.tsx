/** Who is signed in, in which workspace this tab is, and what they may do there. */
import { queryOptions, useQueryClient, useSuspenseQuery, type QueryClient } from "@tanstack/react-query";
import { createContext, useContext, type ReactNode } from "react";

import { api, context, data, send, type Shape } from "@/api";
import { setFormat } from "@/shared/format";

export type Me = Shape<"MeRead">;
export type Workspace = Shape<"MembershipRead">;

/** Who is signed in. Throws a 401 instead of asking: the router sends to sign-in. */
export const meQuery = queryOptions({ queryKey: ["me"], queryFn: readMe, staleTime: 5 * 60_000, retry: false });

async function readMe(): Promise<Me> {
  const request = new Request(new URL("/api/v1/me", globalThis.location.origin));
  const reply = await send(request, { throw401: true });
  return remember((await reply.json()) as Me);
}

function remember(me: Me): Me {
  context.csrfToken = me.csrfToken;
  return me;
}

/** Takes over a session that a reply has just opened (set-up, sign-in). */
export function adopt(queries: QueryClient, me: Me): void {
  queries.setQueryData(meQuery.queryKey, remember(me));
}

export async function signIn(queries: QueryClient, email: string, password: string): Promise<Me> {
  const me = await data(api.POST("/api/v1/sign-in", { body: { email, password } }));
  adopt(queries, me);
  return me;
}

/** Ends the session here and forgets everything that was read in it. */
export async function signOut(queries: QueryClient): Promise<void> {
  await api.POST("/api/v1/sign-out");
  context.csrfToken = null;
  queries.clear();
}

const Current = createContext<Workspace | null>(null);

/** Names the workspace of the page's address to everything inside it and to every call. */
export function WorkspaceProvider({ workspace, children }: { workspace: Workspace; children: ReactNode }) {
  context.workspace = workspace.slug;
  setFormat({ timeZone: workspace.timeZone });
  return <Current value={workspace}>{children}</Current>;
}

export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** The workspace of the page's address. Throws outside `/w/{workspace}`. */
export function useWorkspace(): Workspace {
  const workspace = useContext(Current);
  if (!workspace) throw new Error("useWorkspace needs a page under /w/{workspace}.");
  return workspace;
}

/** Whether the signed-in person holds a right here (`genai.assistants.write`). */
export function useMay(right: string): boolean {
  return useWorkspace().rights.includes(right);
}

export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  return () => signOut(queries);
}
