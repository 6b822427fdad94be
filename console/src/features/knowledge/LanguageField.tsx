import { useTranslation } from "react-i18next";

import { Combobox } from "@/shared/ui";

import { LANGUAGES, languageName } from "./languages";

interface LanguageFieldProps {
  value: string;
  onChange: (value: string) => void;
  disabled?: boolean;
}

/** How a base's language is called: in the reader's own, `auto` in words. */
export function useLanguageName(): (tag: string) => string {
  const { t, i18n } = useTranslation("knowledge");
  return (tag) => (tag === "auto" ? t("form.auto") : languageName(tag, i18n.language));
}

/** Which language a base holds. */
export function LanguageField({ value, onChange, disabled = false }: LanguageFieldProps) {
  const nameOf = useLanguageName();
  const tags = LANGUAGES.some((tag) => tag === value) ? LANGUAGES : [...LANGUAGES, value];
  const options = tags.map((tag) => ({ value: tag as string, label: nameOf(tag) }));
  return <Combobox value={value} onChange={(next) => { onChange(next ?? "auto"); }} options={options} disabled={disabled} />;
}
