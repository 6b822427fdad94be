/** A call that an answer asks a person for, and whether somebody has settled it in the thread. Pure. */
import type { Turn } from "./turns";

export interface Asked {
  messageId: string;
  confirmationId: string;
  tool: string;
  expiresAt: string;
}

/** The question that settles a confirmation, in the language of the answer: as the server stores it. */
const WORDS: Record<string, [string, string]> = {
  en: ["Yes", "No"], th: ["ใช่", "ไม่"], ja: ["はい", "いいえ"], zh: ["是", "否"], ko: ["네", "아니요"],
};

export function wordFor(language: string | undefined, accept: boolean): string {
  const words = WORDS[(language ?? "en").split("-")[0] ?? "en"] ?? ["Yes", "No"];
  return accept ? words[0] : words[1];
}

/** What the turn asks to confirm and nobody has settled yet. */
export function openConfirmation(turns: readonly Turn[], turn: Turn): Asked | null {
  const action = turn.exchange?.actions?.find((each) => each.type === "confirm");
  if (!action || turn.messageId === null) return null;
  const { confirmationId, tool, expiresAt } = action as unknown as Asked;
  const later = turns.slice(turns.indexOf(turn) + 1);
  const isSettled = later.some((each) => each.settles?.confirmationId === confirmationId || settles(each, tool));
  return isSettled ? null : { messageId: turn.messageId, confirmationId, tool, expiresAt };
}

/** A stored turn that carried out or declined a call of the tool, rather than asking for one. */
function settles({ exchange }: Turn, tool: string): boolean {
  if (!exchange || exchange.actions?.some((action) => action.type === "confirm")) return false;
  return exchange.inspection?.toolCalls.some((call) => call.tool === tool && call.confirmed !== null) ?? false;
}
