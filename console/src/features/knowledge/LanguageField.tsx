import { useTranslation } from "react-i18next";

import { Combobox } from "@/shared/ui";

import { LANGUAGES, languageName } from "./languages";

interface LanguageFieldProps {
  value: string;
  onChange: (value: string) => void;
  disabled?: boolean;
}

/** Which language a base holds. */
export function LanguageField({ value, onChange, disabled = false }: LanguageFieldProps) {
  const { t, i18n } = useTranslation("knowledge");
  const tags = LANGUAGES.some((tag) => tag === value) ? LANGUAGES : [...LANGUAGES, value];
  const options = tags.map((tag) => ({ value: tag as string, label: tag === "auto" ? t("form.auto") : languageName(tag, i18n.language) }));
  return <Combobox value={value} onChange={(next) => { onChange(next ?? "auto"); }} options={options} disabled={disabled} />;
}
