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
  ocr: "off" | "auto" | "always";
  ocrLanguages: string[];
  /** Its id; empty: none. */
  reranker: string;
}

export function valuesOf(base: Base): BaseValues {
  const { name, description, keepVersions, generate, chunking } = base;
  const language = base.nextLanguage ?? base.language;
  const publishing = base.publishing === "manual" ? "manual" : "automatic";
  const ocr = base.ocr === "off" || base.ocr === "always" ? base.ocr : "auto";
  return { name, description, language, publishing, keepVersions, generate, ocr, ocrLanguages: base.ocrLanguages, reranker: base.reranker ?? "", ...chunking };
}

/** What a save sends; only bases of documents are cut and recognised, and an external one holds nothing to generate for or to judge. */
export function bodyOf(values: BaseValues, type: string): Shape<"BaseUpdate"> {
  const { mode, targetTokens, overlapPercent, generate, ocr, ocrLanguages, reranker, ...plain } = values;
  if (type === "external") return plain;
  const held = { ...plain, generate, reranker: reranker || null };
  return type === "documents" ? { ...held, ocr, ocrLanguages, chunking: { mode, targetTokens, overlapPercent } } : held;
}

export function fieldOf(path: string): keyof BaseValues | undefined {
  const name = path.replace(/^chunking\./, "").replace(/^(ocrLanguages)\..*/, "$1");
  const fields: (keyof BaseValues)[] = ["name", "description", "language", "mode", "targetTokens", "overlapPercent", "publishing", "keepVersions", "generate", "ocr", "ocrLanguages", "reranker"];
  return fields.find((field) => field === name);
}

/** The fields that would be overwritten. */
export function differing(mine: BaseValues, theirs: BaseValues): (keyof BaseValues)[] {
  return (Object.keys(mine) as (keyof BaseValues)[]).filter((field) => String(mine[field]) !== String(theirs[field]));
}

export function merged(mine: BaseValues, theirs: BaseValues, taken: readonly (keyof BaseValues)[]): BaseValues {
  return { ...mine, ...Object.fromEntries(taken.map((field) => [field, theirs[field]])) };
}
