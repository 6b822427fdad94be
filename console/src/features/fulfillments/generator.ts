/** The prompt of the Search Term Generator as its form shows it. Pure. */
import type { KnowledgeType, Prompt } from "@/shared/prompts";

const TYPES: readonly KnowledgeType[] = ["documents", "csv", "external", "documents_legacy"];

/** The type that a base's default prompt is for; a base of none is taken for documents. */
export function typeOf(base: { type: string } | undefined): KnowledgeType {
  return TYPES.find((type) => type === base?.type) ?? "documents";
}

/** The default of a type, as the server uses it. */
export function defaultOf(library: readonly Prompt[], type: KnowledgeType): string {
  return library.find((one) => one.builtIn && one.language === "en" && one.knowledgeType === type)?.body ?? "";
}

/** Whether a prompt is left as it comes, whatever type it came for. */
export function isDefault(library: readonly Prompt[], prompt: string): boolean {
  return prompt.trim() === "" || TYPES.some((type) => defaultOf(library, type) === prompt.trim());
}
