import { useTranslation } from "react-i18next";

/** The kit's own few words, in the language of the page. */
export function useWords() {
  return useTranslation("ui").t;
}
