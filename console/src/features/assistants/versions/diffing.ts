/** A difference between two contents in the order and the words of the form. */
import type { Diff } from "../reading";

export type Section = "assistant" | "search" | "model" | "safety";

/** Which section of the form a field stands in (`assistants.md` 2.1). */
export const SECTIONS: Record<Section, readonly string[]> = {
  assistant: ["name", "prompt", "type", "questionInputSource", "greetingMessage", "style", "temperature", "sessionResetHours"],
  search: ["fulfillmentIds", "routing", "confidenceThreshold", "chunkLimit"],
  model: [
    "model", "fallbackModel", "maxAnswerTokens", "historyTurns", "answerLanguage", "citationStyle", "runTimeoutSeconds", "onDisconnect",
  ],
  safety: [
    "fallbackBehaviour", "fallbackText", "degradeToExtractive", "groundingPolicy", "groundingJudge", "blockedTopics", "forbiddenPhrases",
    "allowedLinkDomains", "pii", "handoff", "memorizedThreshold",
  ],
};

export function sectionOf(path: string): Section {
  const field = path.split(/[.[]/, 1)[0] ?? "";
  const found = (Object.keys(SECTIONS) as Section[]).find((section) => SECTIONS[section].includes(field));
  return found ?? "assistant";
}

export interface DiffGroup {
  section: Section;
  items: Diff["data"];
}

/** The differences by section, sections without any left out. */
export function grouped(diff: Diff): DiffGroup[] {
  return (Object.keys(SECTIONS) as Section[])
    .map((section) => ({ section, items: diff.data.filter((item) => sectionOf(item.path) === section) }))
    .filter((group) => group.items.length > 0);
}

/** A value as one line, or as several when it is a list or an object. */
export function told(value: unknown): string {
  if (value === null || value === undefined || value === "") return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.join("\n");
  return JSON.stringify(value, null, 2);
}
