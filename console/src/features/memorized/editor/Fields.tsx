import { useQuery } from "@tanstack/react-query";
import { Controller, type UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { DateInput, Field, MultiSelect, Select, Switch, TextArea, TextInput } from "@/shared/ui";

import { assistantsQuery, LANGUAGES, languageName, LIMITS, linesOf, type MemorizedValues } from "../reading";

/** A choice needs a value of its own: an empty one would show nothing. */
const EVERY = "every";

interface FieldsProps {
  form: UseFormReturn<MemorizedValues>;
  disabled: boolean;
  isNew: boolean;
}

/** What is asked, what is answered, and where and when that holds. */
export function Fields({ form, disabled, isNew }: FieldsProps) {
  const { t } = useTranslation("memorized");
  const { register, control, watch, formState: { errors } } = form;
  const alternates = linesOf(watch("alternates")).length;
  return (
    <>
      <Field label={t("question")} hint={t("questionHint")} error={errors.question?.message} count={watch("question").length} max={LIMITS.question}>
        <TextInput autoFocus={isNew} maxLength={LIMITS.question} {...register("question", { validate: (value) => value.trim() !== "" || t("questionNeeded") })} />
      </Field>
      <Field
        label={t("alternates")} hint={t("alternatesHint")} optional error={errors.alternates?.message}
        aside={alternates ? `${String(alternates)} / ${String(LIMITS.alternates)}` : undefined}
      >
        <TextArea minRows={3} {...register("alternates", { validate: (value) => linesOf(value).length <= LIMITS.alternates || t("alternatesMany", { max: LIMITS.alternates }) })} />
      </Field>
      <Field label={t("answer")} hint={t("answerHint")} error={errors.answer?.message} count={watch("answer").length} max={LIMITS.answer}>
        <TextArea minRows={4} maxLength={LIMITS.answer} {...register("answer", { validate: (value) => value.trim() !== "" || t("answerNeeded") })} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Language form={form} disabled={disabled} />
        <Assistants form={form} disabled={disabled} />
        <Field label={t("validFrom")} hint={t("validFromHint")} optional error={errors.validFrom?.message}>
          <Controller control={control} name="validFrom" render={({ field }) => <DateInput withTime {...field} />} />
        </Field>
        <Field label={t("validTo")} hint={t("validToHint")} optional error={errors.validTo?.message}>
          <Controller
            control={control}
            name="validTo"
            rules={{ validate: (value, all) => !value || !all.validFrom || value > all.validFrom || t("validToOrder") }}
            render={({ field }) => <DateInput withTime {...field} />}
          />
        </Field>
      </div>
      <Controller
        control={control}
        name="enabled"
        render={({ field }) => <Switch checked={field.value} onChange={field.onChange} label={t("enabled")} hint={t("enabledHint")} disabled={disabled} />}
      />
    </>
  );
}

function Language({ form, disabled }: Omit<FieldsProps, "isNew">) {
  const { t, i18n } = useTranslation("memorized");
  const { control, watch, formState: { errors } } = form;
  const tags = [...new Set([...LANGUAGES, watch("language")])].filter(Boolean);
  const options = [{ value: EVERY, label: t("everyLanguage") }, ...tags.map((tag) => ({ value: tag, label: languageName(tag, i18n.language) }))];
  return (
    <Field label={t("language")} hint={t("languageHint")} error={errors.language?.message}>
      <Controller
        control={control}
        name="language"
        render={({ field }) => (
          <Select value={field.value || EVERY} onChange={(tag) => { field.onChange(tag === EVERY ? "" : tag); }} options={options} disabled={disabled} />
        )}
      />
    </Field>
  );
}

function Assistants({ form, disabled }: Omit<FieldsProps, "isNew">) {
  const { t } = useTranslation("memorized");
  const assistants = useQuery(assistantsQuery);
  const { control, formState: { errors } } = form;
  return (
    <Field label={t("assistants")} hint={t("assistantsHint")} error={errors.assistantIds?.message}>
      <Controller
        control={control}
        name="assistantIds"
        render={({ field }) => (
          <MultiSelect
            value={field.value}
            onChange={field.onChange}
            disabled={disabled}
            loading={assistants.isPending}
            placeholder={field.value.length ? "" : t("allAssistants")}
            empty={t("noAssistants")}
            options={(assistants.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      />
    </Field>
  );
}
