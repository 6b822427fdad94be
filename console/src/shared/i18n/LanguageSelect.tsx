import { useTranslation } from "react-i18next";

import { Select } from "@/shared/ui";

import { changeLanguage, LANGUAGES, type Language } from ".";

/** Each language by its own name. */
export function LanguageSelect({ label }: { label: string }) {
  const { t, i18n } = useTranslation("shell");
  return (
    <Select
      compact
      label={label}
      value={(i18n.resolvedLanguage ?? "en") as Language}
      onChange={(language) => void changeLanguage(language)}
      options={LANGUAGES.map((language) => ({ value: language, label: t(`language.${language}`) }))}
    />
  );
}
