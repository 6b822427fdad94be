import { ApiError } from "@/api";
import { i18next } from "@/shared/i18n";

/** An error as a callout shows it: the sentence, code and request id. */
export interface Trouble {
  message: string;
  code?: string | undefined;
  requestId?: string | undefined;
}

export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof ApiError)) {
    return { message: error instanceof Error ? error.message : String(error) };
  }
  if (error.status === 0) return { message: i18next.t("common:noAnswer") };
  return { message: error.message, code: error.label, requestId: error.requestId ?? undefined };
}
