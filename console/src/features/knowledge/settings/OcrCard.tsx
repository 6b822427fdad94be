import { useQuery } from "@tanstack/react-query";
import { Controller, type UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { troubleOf } from "@/shared/session/trouble";
import { Callout, Card, Checkbox, ErrorCallout, Loading, RadioGroup, Skeleton } from "@/shared/ui";

import { offered, ocrQuery, packageOf, packName, packNames, ticked, type Engine } from "./ocr";
import type { BaseValues } from "./values";

interface OcrCardProps {
  form: UseFormReturn<BaseValues>;
  mayWrite: boolean;
}

/** Whether pages that are pictures are read, in which languages, and whether the engine for it is there. */
export function OcrCard({ form, mayWrite }: OcrCardProps) {
  const { t } = useTranslation("knowledge");
  const engine = useQuery(ocrQuery);
  const modes = (["auto", "always", "off"] as const).map((mode) => ({ value: mode, label: t(`ocr.modes.${mode}`), hint: t(`ocr.modeHints.${mode}`) }));
  return (
    <Card title={t("ocr.title")} description={t("settings.chunkingText")}>
      <div className="space-y-4">
        <Controller control={form.control} name="ocr" render={({ field }) => <RadioGroup cards label={t("ocr.title")} value={field.value} onChange={field.onChange} options={modes} disabled={!mayWrite} />} />
        {engine.error ? (
          <ErrorCallout trouble={troubleOf(engine.error)} onRetry={() => void engine.refetch()} />
        ) : !engine.data ? (
          <Loading><Skeleton lines={2} /></Loading>
        ) : form.watch("ocr") !== "off" && (
          <>
            <Standing engine={engine.data} />
            <Languages form={form} mayWrite={mayWrite} engine={engine.data} />
          </>
        )}
      </div>
    </Card>
  );
}

function Standing({ engine }: { engine: Engine }) {
  const { t, i18n } = useTranslation("knowledge");
  const languages = packNames(engine.languages, i18n.language);
  if (!engine.installed) return <Callout tone="warning" title={t("ocr.absent")}>{t("ocr.absentText")}</Callout>;
  if (!engine.languages.length) return <Callout tone="warning" title={t("ocr.bare")}>{t("ocr.absentText")}</Callout>;
  return <p className="text-dense text-muted">{t("ocr.installed", { version: engine.version, languages })}</p>;
}

function Languages({ form, mayWrite, engine }: OcrCardProps & { engine: Engine }) {
  const { t, i18n } = useTranslation("knowledge");
  return (
    <Controller
      control={form.control}
      name="ocrLanguages"
      render={({ field }) => {
        const all = offered(engine.languages, field.value);
        return (
          <div role="group" aria-label={t("ocr.languages")} className="space-y-2">
            <p className="font-medium">{t("ocr.languages")}</p>
            <p className="text-caption text-muted">{t("ocr.languagesHint")}</p>
            <div className="grid gap-2 sm:grid-cols-2">
              {all.map((pack) => (
                <Checkbox
                  key={pack}
                  label={packName(pack, i18n.language)}
                  {...(engine.languages.includes(pack) ? {} : { hint: t("ocr.missing", { package: packageOf(pack) }) })}
                  checked={field.value.includes(pack)}
                  onChange={(on) => { field.onChange(ticked(all, field.value, pack, on)); }}
                  disabled={!mayWrite}
                />
              ))}
            </div>
          </div>
        );
      }}
    />
  );
}
