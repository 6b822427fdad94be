import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Controller, useForm, type UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { api, data, idempotencyKey, ifMatch } from "@/api";
import { useSubmit } from "@/shared/forms/useSubmit";
import { Button, Callout, ErrorCallout, Field, NumberInput, PasswordInput, Sheet, TextInput, toast } from "@/shared/ui";

import { bodyOf, embeddersQuery, fieldOf, valuesOf, type Embedder, type EmbedderValues } from "./reading";

const FORM = "embedder";

/** An embedder behind an address; it is asked and measured before it is kept. */
export function EmbedderSheet({ one, onClose }: { one: Embedder | undefined; onClose: () => void }) {
  const { t } = useTranslation("models");
  const form = useForm<EmbedderValues>({ defaultValues: valuesOf(one), mode: "onTouched" });
  const { errors, isDirty, isSubmitting } = form.formState;
  const save = useSave(one, onClose);
  const { submit, trouble } = useSubmit(form, fieldOf, save.mutateAsync);
  const footer = (
    <>
      <Button onClick={onClose}>{t("cancel")}</Button>
      <Button variant="primary" type="submit" form={FORM} busy={isSubmitting}>{t(one ? "save" : "embedders.create")}</Button>
    </>
  );
  return (
    <Sheet open onOpenChange={(open) => { if (!open) onClose(); }} title={one?.name ?? t("embedders.add")} description={t("embedders.sheetText")} width={480} footer={footer} unsaved={isDirty && !save.isSuccess}>
      <form id={FORM} className="space-y-4" onSubmit={(event) => void submit(event)} noValidate>
        {trouble && <ErrorCallout trouble={trouble} />}
        {one && one.usedBy > 0 && <Callout tone="warning">{t("embedders.usedText", { count: one.usedBy })}</Callout>}
        <Field label={t("name")} error={errors.name?.message}>
          <TextInput maxLength={100} {...form.register("name", { required: t("nameNeeded") })} />
        </Field>
        <Field label={t("baseUrl")} hint={t("embedders.baseUrlHint")} error={errors.baseUrl?.message}>
          <TextInput mono inputMode="url" placeholder={t("baseUrlExample")} {...form.register("baseUrl", { required: t("baseUrlNeeded") })} />
        </Field>
        <Field label={t("model")} error={errors.model?.message}>
          <TextInput mono autoComplete="off" {...form.register("model", { required: t("modelNeeded") })} />
        </Field>
        <Field label={t("key")} optional={!one?.apiKeyMasked} {...(one?.apiKeyMasked ? { hint: t("keyKept", { masked: one.apiKeyMasked }) } : {})} error={errors.apiKey?.message}>
          <PasswordInput autoComplete="off" {...form.register("apiKey")} />
        </Field>
        <Details form={form} />
      </form>
    </Sheet>
  );
}

function Details({ form }: { form: UseFormReturn<EmbedderValues> }) {
  const { t } = useTranslation("models");
  const { register, control, formState: { errors } } = form;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={t("embedders.maxTokens")} error={errors.maxTokens?.message}>
        <Controller control={control} name="maxTokens" render={({ field }) => <NumberInput value={field.value} onChange={field.onChange} onBlur={field.onBlur} min={32} max={100_000} step={256} />} />
      </Field>
      <Field label={t("embedders.batch")} error={errors.batchSize?.message}>
        <Controller control={control} name="batchSize" render={({ field }) => <NumberInput value={field.value} onChange={field.onChange} onBlur={field.onBlur} min={1} max={2048} step={8} />} />
      </Field>
      <Field label={t("embedders.queryPrefix")} optional error={errors.queryPrefix?.message}><TextInput mono {...register("queryPrefix")} /></Field>
      <Field label={t("embedders.passagePrefix")} optional error={errors.passagePrefix?.message}><TextInput mono {...register("passagePrefix")} /></Field>
      <Field label={t("embedders.price")} optional error={errors.price?.message}><TextInput inputMode="decimal" {...register("price")} /></Field>
      <Field label={t("embedders.currency")} optional error={errors.currency?.message}><TextInput maxLength={3} {...register("currency")} /></Field>
    </div>
  );
}

function useSave(one: Embedder | undefined, onClose: () => void) {
  const { t } = useTranslation("models");
  const queries = useQueryClient();
  const [key] = useState(idempotencyKey);
  return useMutation({
    mutationFn: (values: EmbedderValues) => {
      const body = bodyOf(values);
      return one
        ? data(api.PATCH("/api/v1/embedders/{embedder_id}", { params: { path: { embedder_id: one.id } }, body, headers: ifMatch(one.revision) }))
        : data(api.POST("/api/v1/embedders", { body: { ...body, kind: "openai_compatible" }, headers: key }));
    },
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: embeddersQuery.queryKey });
      toast({ text: t("saved", { name: saved.name }), tone: "success" });
      onClose();
    },
  });
}
