/** From files to a live assistant: base, documents, search fulfillment, assistant, publish. */
import { api, data, idempotencyKey, send, type Shape } from "@/api";
import { makeSampleBase } from "@/shared/samples";

export interface Wanted {
  workspaceName: string;
  files: readonly File[];
  model: string;
  assistantName: string;
  baseName: string;
}

export interface Made {
  assistantId: string;
  baseId: string;
}

export interface Refused {
  name: string;
  message: string;
}

type Document = Shape<"DocumentRead">;

const POLL_MS = 700;
const SETTLED = new Set(["ready", "failed", "cancelled"]);

/** Makes an empty base and sends it the files. Throws when none was taken; the refused ones are returned with their reasons. */
export async function upload(wanted: Wanted): Promise<{ baseId: string; refused: Refused[] }> {
  const body = { name: wanted.baseName, type: "documents" as const };
  const base = await data(api.POST("/api/v1/knowledge-bases", { body, headers: idempotencyKey() }));
  const form = new FormData();
  for (const file of wanted.files) form.append("files[]", file);
  const address = new URL(`/api/v1/knowledge-bases/${base.id}/documents`, globalThis.location.origin);
  const reply = await send(new Request(address, { method: "POST", body: form }));
  const taken = (await reply.json()) as Shape<"DocumentsTaken">;
  const refused = taken.data.flatMap(({ name, error }) =>
    error ? [{ name: name ?? "", message: String((error as { message?: unknown }).message) }] : [],
  );
  return { baseId: base.id, refused };
}

/** Makes a base of the sample documents that come with Comity. */
export async function takeSamples(wanted: Wanted): Promise<{ baseId: string; refused: Refused[] }> {
  return { baseId: (await makeSampleBase(wanted.baseName)).id, refused: [] };
}

/** Reads the documents until every one is ready or has failed, telling how they stand each time. */
export async function settle(baseId: string, tell: (documents: Document[]) => void, signal: AbortSignal): Promise<Document[]> {
  for (;;) {
    const path = { params: { path: { base_id: baseId }, query: { limit: 200 } }, signal };
    const { data: documents } = await data(api.GET("/api/v1/knowledge-bases/{base_id}/documents", path));
    tell(documents);
    if (documents.length && documents.every((document) => SETTLED.has(document.state))) return documents;
    await new Promise((resolve) => { setTimeout(resolve, POLL_MS); });
    signal.throwIfAborted();
  }
}

/** A published assistant that answers from the base. */
export async function makeAssistant(wanted: Wanted, baseId: string): Promise<Made> {
  const fulfillment = await data(
    api.POST("/api/v1/fulfillments", {
      body: { kind: "search", name: wanted.baseName, description: "", knowledgeBaseId: baseId },
      headers: idempotencyKey(),
    }),
  );
  const assistant = await data(
    api.POST("/api/v1/assistants", {
      body: { name: wanted.assistantName, fulfillmentIds: [fulfillment.id], model: wanted.model },
      headers: idempotencyKey(),
    }),
  );
  const path = { params: { path: { assistant_id: assistant.id } } };
  await api.POST("/api/v1/assistants/{assistant_id}/publish", { ...path, body: { note: "" } });
  return { assistantId: assistant.id, baseId };
}

/** What the base speaks about: the heading of its first chunk, for a first question. */
export async function topicOf(baseId: string): Promise<string | null> {
  const path = { params: { path: { base_id: baseId }, query: { limit: 20 } } };
  const { data: chunks } = await data(api.GET("/api/v1/knowledge-bases/{base_id}/chunks", path));
  const headed = chunks.find((chunk) => chunk.headingPath.length > 0);
  return headed?.headingPath.at(-1) ?? chunks[0]?.title ?? null;
}
