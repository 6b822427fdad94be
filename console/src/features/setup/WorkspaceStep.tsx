import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import type { FieldError } from "@/api";
import { changeLanguage, LANGUAGES, type Language } from "@/shared/i18n";
import { Button, Combobox, Field, Select, TextInput } from "@/shared/ui";

import { slugOf, type SetupProgress } from "./progress";

export interface WorkspaceValues {
  workspace: string;
  slug: string;
  timeZone: string;
  language: Language;
}

interface WorkspaceStepProps {
  progress: SetupProgress;
  refused: readonly FieldError[];
  isBusy: boolean;
  onBack: () => void;
  onNext: (values: WorkspaceValues) => void;
}

const ZONES = Intl.supportedValuesOf("timeZone");

/** What the organisation is called here, its address, language and clock. */
export function WorkspaceStep({ progress, refused, isBusy, onBack, onNext }: WorkspaceStepProps) {
  const { t, i18n } = useTranslation("setup");
  const [ownSlug, setOwnSlug] = useState(progress.slug !== "" && progress.slug !== slugOf(progress.workspace));
  const { register, handleSubmit, control, setValue, formState } = useForm<WorkspaceValues>({
    mode: "onTouched",
    defaultValues: {
      workspace: progress.workspace,
      slug: progress.slug,
      timeZone: progress.timeZone,
      language: (i18n.resolvedLanguage ?? "en") as Language,
    },
  });
  const errorOf = (field: keyof WorkspaceValues, path: string) =>
    formState.errors[field]?.message ??
    (formState.dirtyFields[field] ? undefined : refused.find((item) => item.path === path)?.message);
  return (
    <form className="space-y-4" onSubmit={(event) => void handleSubmit(onNext)(event)} noValidate>
      <h1 className="text-h2">{t("workspace.title")}</h1>
      <Field label={t("workspace.name")} hint={t("workspace.nameHint")} error={errorOf("workspace", "workspace.name")}>
        <TextInput
          autoFocus
          maxLength={100}
          autoComplete="organization"
          {...register("workspace", {
            required: t("workspace.nameNeeded"),
            onChange: (event: { target: { value: string } }) => {
              if (!ownSlug) setValue("slug", slugOf(event.target.value), { shouldValidate: formState.isSubmitted });
            },
          })}
        />
      </Field>
      <Field label={t("workspace.slug")} hint={t("workspace.slugHint")} error={errorOf("slug", "workspace.slug")}>
        <TextInput
          mono
          maxLength={40}
          autoComplete="off"
          {...register("slug", {
            pattern: { value: /^[a-z0-9-]{3,40}$/, message: t("workspace.slugWrong") },
            required: t("workspace.slugWrong"),
            onChange: () => { setOwnSlug(true); },
          })}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("workspace.language")}>
          <Controller
            control={control}
            name="language"
            render={({ field }) => (
              <Select
                value={field.value}
                onChange={(language) => {
                  field.onChange(language);
                  void changeLanguage(language);
                }}
                options={LANGUAGES.map((language) => ({ value: language, label: t(`shell:language.${language}`) }))}
              />
            )}
          />
        </Field>
        <Field label={t("workspace.zone")} error={errorOf("timeZone", "workspace.timeZone")}>
          <Controller
            control={control}
            name="timeZone"
            render={({ field }) => (
              <Combobox
                value={field.value}
                onChange={(zone) => { field.onChange(zone ?? "UTC"); }}
                options={zones(field.value).map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
              />
            )}
          />
        </Field>
      </div>
      <div className="flex justify-between gap-2 pt-2">
        <Button onClick={onBack}>{t("back")}</Button>
        <Button type="submit" variant="primary" busy={isBusy}>{t("workspace.action")}</Button>
      </div>
    </form>
  );
}

function zones(current: string): string[] {
  return [...new Set([current, "UTC", ...ZONES])];
}
