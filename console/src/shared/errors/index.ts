/**
 * Refusals in the reader's language. The server says them in English; their texts in other languages come with the first refusal,
 * so that no first load carries them.
 */
import type { ErrorBody } from "@/api";
import { i18next } from "@/shared/i18n";

export async function wordErrors(body: ErrorBody): Promise<ErrorBody> {
  if (i18next.language !== "th") return body;
  try {
    const [{ sayIn }, texts] = await Promise.all([import("./saying"), import("./th")]);
    return sayIn(texts, body);
  } catch {
    return body; // the texts cannot be had, as when the server is away: its own sentence is better than none
  }
}
