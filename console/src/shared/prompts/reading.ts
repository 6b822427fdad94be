/** What the prompt library reads, for assistants and for the Search Term Generator. */
import { queryOptions } from "@tanstack/react-query";

import { api, data, type Shape } from "@/api";

export type Prompt = Shape<"PromptTemplateRead">;
export type PromptKind = Shape<"PromptTemplateCreate">["kind"];
export type KnowledgeType = NonNullable<Shape<"PromptTemplateCreate">["knowledgeType"]>;

/** Which prompts are offered: those of assistants, or the generator's for a type of base. */
export interface Shelf {
  kind: PromptKind;
  knowledgeType?: KnowledgeType;
}

export const promptsQuery = ({ kind, knowledgeType = undefined }: Shelf) =>
  queryOptions({
    queryKey: ["prompts", kind, knowledgeType ?? ""],
    queryFn: async () => {
      const query = { kind, ...(knowledgeType ? { knowledgeType } : {}) } as const;
      return (await data(api.GET("/api/v1/prompt-templates", { params: { query } }))).data;
    },
  });
