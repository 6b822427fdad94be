/** Where a base opens: an external one holds no documents. */
export function firstTab(base: { type: string }): "connection" | "documents" {
  return base.type === "external" ? "connection" : "documents";
}
