/** The settings of a base as their form holds them. Pure. */
import type { Shape } from "@/api";

import type { Base } from "../reading";

export interface BaseValues {
  name: string;
  description: string;
  language: string;
  mode: "structure" | "fixed";
  targetTokens: number;
  overlapPercent: number;
  publishing: "automatic" | "manual";
  keepVersions: number;
  generate: boolean;
}

export function valuesOf(base: Base): BaseValues {
  const { name, description, language, keepVersions, generate, chunking } = base;
  const publishing = base.publishing === "manual" ? "manual" : "automatic";
  return { name, description, language, publishing, keepVersions, generate, ...chunking };
}

/** What a save sends; only bases of documents are cut, and an external one holds nothing to generate for. */
export function bodyOf(values: BaseValues, type: string): Shape<"BaseUpdate"> {
  const { mode, targetTokens, overlapPercent, generate, ...plain } = values;
  if (type === "external") return plain;
  return type === "documents" ? { ...plain, generate, chunking: { mode, targetTokens, overlapPercent } } : { ...plain, generate };
}

export function fieldOf(path: string): keyof BaseValues | undefined {
  const name = path.replace(/^chunking\./, "");
  const fields: (keyof BaseValues)[] = ["name", "description", "language", "mode", "targetTokens", "overlapPercent", "publishing", "keepVersions", "generate"];
  return fields.find((field) => field === name);
}

/** The fields that would be overwritten. */
export function differing(mine: BaseValues, theirs: BaseValues): (keyof BaseValues)[] {
  return (Object.keys(mine) as (keyof BaseValues)[]).filter((field) => mine[field] !== theirs[field]);
}

export function merged(mine: BaseValues, theirs: BaseValues, taken: readonly (keyof BaseValues)[]): BaseValues {
  return { ...mine, ...Object.fromEntries(taken.map((field) => [field, theirs[field]])) };
}
