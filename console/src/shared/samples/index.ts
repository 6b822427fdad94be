/** The sample documents that come with Comity: the first try without files of one's own. */
import { api, data, idempotencyKey, type Shape } from "@/api";

/** Puts the sample documents into a base, as an upload would. */
export function addSamples(baseId: string): Promise<Shape<"DocumentsTaken">> {
  return data(api.POST("/api/v1/knowledge-bases/{base_id}/documents/samples", { params: { path: { base_id: baseId } } }));
}

/** A base of this name that holds the sample documents. */
export async function makeSampleBase(name: string): Promise<Shape<"BaseRead">> {
  const body = { name, type: "documents" as const };
  const base = await data(api.POST("/api/v1/knowledge-bases", { body, headers: idempotencyKey() }));
  await addSamples(base.id);
  return base;
}
