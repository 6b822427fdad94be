import { useTranslation } from "react-i18next";

import type { Source } from "./reading";

/** Why a sync or a page ended as it did, in the reader's language; the server's own words, which name the figures, are English. */
export function useTelling() {
  const { t, i18n } = useTranslation("knowledge");
  return ({ code, message }: Pick<Source["reason"], "code" | "message">): string =>
    i18n.language.startsWith("en") && message ? message : t(`websites.codes.${code}`, { defaultValue: message });
}
