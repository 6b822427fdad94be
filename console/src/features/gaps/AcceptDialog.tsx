import { useMutation, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { Controller, useForm, type UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { api, data, idempotencyKey } from "@/api";
import { useSubmit } from "@/shared/forms/useSubmit";
import { useMay } from "@/shared/session";
import { Button, Callout, Dialog, ErrorCallout, Field, Segmented, Select, TextArea, TextInput, toast } from "@/shared/ui";

import { bodyOf, fieldOf, LIMITS, linesOf, valuesOf, type AcceptValues } from "./accepting";
import { usePut } from "./changing";
import { basesQuery, type Gap } from "./reading";

/** Answering a gap for good: by a memorized response, or by a text document. The draft is there to be changed. */
export function AcceptDialog({ gap, onClose }: { gap: Gap; onClose: () => void }) {
  const { t } = useTranslation("gaps");
  const { baseId = "" } = useParams({ strict: false });
  const mayMemorize = useMay("genai.memorized.write");
  const bases = useQuery(basesQuery);
  const form = useForm<AcceptValues>({ defaultValues: { ...valuesOf(gap, baseId), kind: mayMemorize ? "response" : "document" }, mode: "onTouched" });
  const { control, watch, formState } = form;
  const kind = watch("kind");
  const accept = useAccept(gap);
  const kinds = [...(mayMemorize ? ["response" as const] : []), ...(bases.data?.length ? ["document" as const] : [])];
  const { submit, trouble } = useSubmit(form, fieldOf, async (values) => {
    await accept.mutateAsync(values);
    onClose();
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => { if (!open) onClose(); }}
      size="large"
      title={t("accept.title")}
      description={gap.label}
      onSubmit={(event) => void submit(event)}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" variant="primary" busy={formState.isSubmitting}>{t(`accept.submit.${kind}`)}</Button>
        </>
      }
    >
      {kinds.length > 1 && (
        <Controller
          control={control}
          name="kind"
          render={({ field }) => (
            <Segmented label={t("accept.as")} value={field.value} onChange={field.onChange} options={kinds.map((one) => ({ value: one, label: t(`accept.kinds.${one}`) }))} />
          )}
        />
      )}
      <p className="text-muted">{t(`accept.kindText.${kind}`)}</p>
      {trouble && <ErrorCallout trouble={trouble} />}
      {gap.draft ? (
        <Callout tone="neutral">{t(`accept.draft.${gap.draft.by}`)}</Callout>
      ) : (
        <Callout tone="neutral">{t("accept.noDraft")}</Callout>
      )}
      {kind === "response" ? <ResponseFields form={form} /> : <DocumentFields form={form} bases={bases.data ?? []} />}
    </Dialog>
  );
}

function ResponseFields({ form }: { form: UseFormReturn<AcceptValues> }) {
  const { t } = useTranslation("gaps");
  const { register, watch, formState: { errors } } = form;
  const needed = (value: string) => value.trim() !== "" || t("needed");
  const count = linesOf(watch("alternates")).length;
  return (
    <>
      <Field label={t("accept.question")} error={errors.question?.message} count={watch("question").length} max={LIMITS.question}>
        <TextInput maxLength={LIMITS.question} {...register("question", { validate: needed })} />
      </Field>
      <Field label={t("accept.alternates")} hint={t("accept.alternatesHint")} optional error={errors.alternates?.message} aside={count ? `${String(count)} / ${String(LIMITS.alternates)}` : undefined}>
        <TextArea minRows={3} maxRows={8} {...register("alternates", { validate: (value) => linesOf(value).length <= LIMITS.alternates || t("accept.tooMany", { max: LIMITS.alternates }) })} />
      </Field>
      <Field label={t("accept.answer")} error={errors.answer?.message} count={watch("answer").length} max={LIMITS.answer}>
        <TextArea minRows={5} maxRows={14} maxLength={LIMITS.answer} {...register("answer", { validate: needed })} />
      </Field>
    </>
  );
}

function DocumentFields({ form, bases }: { form: UseFormReturn<AcceptValues>; bases: { id: string; name: string }[] }) {
  const { t } = useTranslation("gaps");
  const { register, control, watch, formState: { errors } } = form;
  const needed = (value: string) => value.trim() !== "" || t("needed");
  return (
    <>
      <Field label={t("accept.base")} error={errors.baseId?.message}>
        <Controller
          control={control}
          name="baseId"
          rules={{ validate: (value) => bases.some(({ id }) => id === value) || t("accept.chooseBase") }}
          render={({ field }) => (
            <Select value={bases.some(({ id }) => id === field.value) ? field.value : ""} onChange={field.onChange} options={bases.map(({ id, name }) => ({ value: id, label: name }))} placeholder={t("accept.chooseBase")} />
          )}
        />
      </Field>
      <Field label={t("accept.heading")} error={errors.title?.message}>
        <TextInput maxLength={LIMITS.title} {...register("title", { validate: needed })} />
      </Field>
      <Field label={t("accept.text")} hint={t("accept.textHint")} error={errors.text?.message} count={watch("text").length} max={LIMITS.text}>
        <TextArea minRows={8} maxRows={16} maxLength={LIMITS.text} {...register("text", { validate: needed })} />
      </Field>
    </>
  );
}

function useAccept(gap: Gap) {
  const { t } = useTranslation("gaps");
  const put = usePut();
  const [key] = useState(idempotencyKey);
  return useMutation({
    mutationFn: (values: AcceptValues) =>
      data(api.POST("/api/v1/gaps/{gap_id}/accept", { params: { path: { gap_id: gap.id } }, body: bodyOf(values), headers: key })),
    onSuccess: async (shown, { kind }) => {
      toast({ text: t(`accept.done.${kind}`), tone: "success" });
      await put(shown);
    },
  });
}
