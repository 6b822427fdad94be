import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { api, data, idempotencyKey, ifMatch } from "@/api";
import { useSubmit } from "@/shared/forms/useSubmit";
import { Button, ErrorCallout, Field, PasswordInput, Sheet, TextInput, toast } from "@/shared/ui";

import { bodyOf, fieldOf, rerankersQuery, valuesOf, type Reranker, type RerankerValues } from "./reading";

const FORM = "reranker";

/** A reranker behind an address; it judges a set of examples before it is kept. */
export function RerankerSheet({ one, onClose }: { one: Reranker | undefined; onClose: () => void }) {
  const { t } = useTranslation("models");
  const form = useForm<RerankerValues>({ defaultValues: valuesOf(one), mode: "onTouched" });
  const { errors, isDirty, isSubmitting } = form.formState;
  const save = useSave(one, onClose);
  const { submit, trouble } = useSubmit(form, fieldOf, save.mutateAsync);
  const footer = (
    <>
      <Button onClick={onClose}>{t("cancel")}</Button>
      <Button variant="primary" type="submit" form={FORM} busy={isSubmitting}>{t(one ? "save" : "rerankers.create")}</Button>
    </>
  );
  return (
    <Sheet open onOpenChange={(open) => { if (!open) onClose(); }} title={one?.name ?? t("rerankers.add")} description={t("rerankers.sheetText")} width={480} footer={footer} unsaved={isDirty && !save.isSuccess}>
      <form id={FORM} className="space-y-4" onSubmit={(event) => void submit(event)} noValidate>
        {trouble && <ErrorCallout trouble={trouble} />}
        <Field label={t("name")} error={errors.name?.message}>
          <TextInput maxLength={100} {...form.register("name", { required: t("nameNeeded") })} />
        </Field>
        <Field label={t("baseUrl")} hint={t("rerankers.baseUrlHint")} error={errors.baseUrl?.message}>
          <TextInput mono inputMode="url" placeholder={t("baseUrlExample")} {...form.register("baseUrl", { required: t("baseUrlNeeded") })} />
        </Field>
        <Field label={t("model")} error={errors.model?.message}>
          <TextInput mono autoComplete="off" {...form.register("model", { required: t("modelNeeded") })} />
        </Field>
        <Field label={t("key")} optional={!one?.apiKeyMasked} {...(one?.apiKeyMasked ? { hint: t("keyKept", { masked: one.apiKeyMasked }) } : {})} error={errors.apiKey?.message}>
          <PasswordInput autoComplete="off" {...form.register("apiKey")} />
        </Field>
      </form>
    </Sheet>
  );
}

function useSave(one: Reranker | undefined, onClose: () => void) {
  const { t } = useTranslation("models");
  const queries = useQueryClient();
  const [key] = useState(idempotencyKey);
  return useMutation({
    mutationFn: (values: RerankerValues) => {
      const body = bodyOf(values);
      return one
        ? data(api.PATCH("/api/v1/rerankers/{reranker_id}", { params: { path: { reranker_id: one.id } }, body, headers: ifMatch(one.revision) }))
        : data(api.POST("/api/v1/rerankers", { body, headers: key }));
    },
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: rerankersQuery.queryKey });
      toast({ text: t("saved", { name: saved.name }), tone: "success" });
      onClose();
    },
  });
}
