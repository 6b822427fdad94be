import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { api } from "@/api";
import { formatDateTime } from "@/shared/format";
import { changeLanguage, LANGUAGES, type Language } from "@/shared/i18n";
import { useDocumentTitle } from "@/shared/routing";
import { useMe } from "@/shared/session";
import { setLook, useLook, type Look } from "@/shared/theme";
import { Card, PageHeader, Segmented, Switch } from "@/shared/ui";

/** How the console looks to oneself: kept in this browser; the language also in the account. */
export default function PreferencesPage() {
  const { t, i18n } = useTranslation("preferences");
  const look = useLook();
  const { account } = useMe();
  useDocumentTitle(t("title"));
  const speak = (language: Language) => {
    void changeLanguage(language);
    void api.PATCH("/api/v1/me", { body: { locale: language } });
  };
  return (
    <>
      <PageHeader title={t("title")} />
      <div className="max-w-form space-y-6 p-4 lg:p-6">
        <Card title={t("language.title")} description={t("language.text", { email: account.email })}>
          <div className="space-y-4">
            <Line label={t("language.label")}>
              <Segmented
                label={t("language.label")}
                value={(i18n.resolvedLanguage ?? "en") as Language}
                onChange={speak}
                options={LANGUAGES.map((language) => ({ value: language, label: t(`shell:language.${language}`) }))}
              />
            </Line>
            <Line label={t("calendar.label")} hint={t("calendar.hint", { example: formatDateTime("2026-11-09T14:05:00") })}>
              <Choice name="calendar" options={["buddhist", "gregory"]} />
            </Line>
          </div>
        </Card>
        <Card title={t("look.title")} description={t("look.text")}>
          <div className="space-y-4">
            <Line label={t("theme.label")}><Choice name="theme" options={["system", "light", "dark"]} /></Line>
            <Line label={t("density.label")} hint={t("density.hint")}><Choice name="density" options={["comfortable", "compact"]} /></Line>
            <Line label={t("thai.label")} hint={<span lang="th">{t("thai.sample")}</span>}>
              <Choice name="thai" options={["loopless", "looped"]} />
            </Line>
            <Switch
              label={t("labels.label")}
              hint={t("labels.hint")}
              checked={look.labels === "on"}
              onChange={(isOn) => { setLook("labels", isOn ? "on" : "off"); }}
            />
          </div>
        </Card>
        <Card title={t("keys.title")}>
          <Switch
            label={t("keys.label")}
            hint={t("keys.hint")}
            checked={look.shortcuts === "on"}
            onChange={(isOn) => { setLook("shortcuts", isOn ? "on" : "off"); }}
          />
        </Card>
      </div>
    </>
  );
}

function Line({ label, hint, children }: { label: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <div className="min-w-0">
        <div className="font-medium">{label}</div>
        {hint && <div className="text-caption text-subtle">{hint}</div>}
      </div>
      {children}
    </div>
  );
}

function Choice<K extends "theme" | "density" | "thai" | "calendar">({ name, options }: { name: K; options: readonly Look[K][] }) {
  const { t } = useTranslation("preferences");
  const look = useLook();
  return (
    <Segmented
      label={t(`${name}.label`)}
      value={look[name]}
      onChange={(value) => { setLook(name, value); }}
      options={options.map((value) => ({ value, label: t(`${name}.${value}`) }))}
    />
  );
}
