/** From a gap to what answers it: the dialog's values, and the body that is sent. Pure. */
import type { Shape } from "@/api";

import type { Gap } from "./reading";

export const LIMITS = { question: 1000, answer: 10_000, alternates: 50, title: 255, text: 200_000 };

export interface AcceptValues {
  kind: "response" | "document";
  question: string;
  /** One a line. */
  alternates: string;
  answer: string;
  baseId: string;
  title: string;
  text: string;
}

/** What the dialog begins with: the label, the other wordings and the draft. A document begins with its question as a heading. */
export function valuesOf(gap: Pick<Gap, "label" | "alternates" | "draft">, baseId: string): AcceptValues {
  const label = oneLine(gap.label);
  const others = gap.alternates.map(oneLine).filter((text) => text !== label && text.length <= LIMITS.question);
  const draft = gap.draft?.text ?? "";
  return {
    kind: "response",
    question: label.slice(0, LIMITS.question),
    alternates: [...new Set(others)].slice(0, LIMITS.alternates).join("\n"),
    answer: draft.slice(0, LIMITS.answer),
    baseId,
    title: label.slice(0, LIMITS.title),
    text: draft,
  };
}

export function linesOf(text: string): string[] {
  return text.split("\n").map((line) => line.trim()).filter(Boolean);
}

export function bodyOf(values: AcceptValues): Shape<"GapAccept"> {
  if (values.kind === "document") {
    return { document: { knowledgeBaseId: values.baseId, title: values.title.trim(), text: values.text, format: "md" } };
  }
  return { memorizedResponse: { question: values.question, alternates: linesOf(values.alternates), answer: values.answer, assistantIds: [], enabled: true } };
}

/** The field that a path of the API stands for. */
export function fieldOf(path: string): keyof AcceptValues | undefined {
  const last = path.split(".").pop() ?? "";
  const name = last.replace(/\[\d+\]$/, "");
  if (name === "knowledgeBaseId") return "baseId";
  return (["question", "alternates", "answer", "title", "text"] as const).find((field) => field === name);
}

function oneLine(text: string): string {
  return text.split(/\s+/).filter(Boolean).join(" ");
}
