/** Where a found chunk is read: beside its document, or in the rows of a CSV File. */
import type { Base, Hit } from "../reading";

export function placeOf(base: Base, document: Hit["document"]): { to: string; search: Record<string, unknown> } {
  const home = `/genai/knowledge/${base.id}`;
  if (base.type === "csv") return { to: `${home}/chunks`, search: { chunk: document.id } };
  const page = document.page === null ? {} : { page: document.page };
  return { to: `${home}/documents/${document.documentId}`, search: { ...page, chunk: document.id } };
}
