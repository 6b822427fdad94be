import createClient from "openapi-fetch";

import type { components, paths } from "./schema";
import { send } from "./send";
import { uuid } from "./uuid";

/** Any shape of the API by its name: `Shape<'AssistantRead'>`. */
export type Shape<Name extends keyof components["schemas"]> = components["schemas"][Name];

/** The typed client: `await data(api.GET('/api/v1/assistants', {...}))`. */
export const api = createClient<paths>({
  baseUrl: globalThis.location.origin,
  fetch: (request) => send(request),
});

/** The body of a call that went well; a refused one has thrown `ApiError` before. */
export async function data<T>(call: Promise<{ data?: T }>): Promise<T> {
  const reply = await call;
  return reply.data as T;
}

/** `If-Match` of the revision that was edited; a stale one answers 409001. */
export function ifMatch(revision: number): { "If-Match": string } {
  return { "If-Match": `"${String(revision)}"` };
}

/** An `Idempotency-Key`: make it once for each thing a person does, and send it again with every repeat. */
export function idempotencyKey(): { "Idempotency-Key": string } {
  return { "Idempotency-Key": uuid() };
}
