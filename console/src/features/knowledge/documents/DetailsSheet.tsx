import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Controller, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { useSubmit } from "@/shared/forms/useSubmit";
import { formatBytes, formatDateTime } from "@/shared/format";
import { Button, CopyId, DateInput, ErrorCallout, Field, TagsInput, Sheet, TextInput, toast } from "@/shared/ui";

import { putRow } from "../live";
import { keys, type Document } from "../reading";
import { patchDocument } from "./changing";
import { dayOf, endOf } from "./order";

interface DetailValues {
  title: string;
  reviewBy: string;
  expiresAt: string;
  labels: string[];
}
const FIELDS = ["title", "reviewBy", "expiresAt", "labels"] as const;

/** What is known of a document beside its text: title, dates, labels, facts. */
export function DetailsSheet({ document, onClose }: { document: Document; onClose: () => void }) {
  const { t } = useTranslation("knowledge");
  const queries = useQueryClient();
  const form = useForm<DetailValues>({
    defaultValues: { title: document.title, reviewBy: dayOf(document.reviewBy), expiresAt: dayOf(document.expiresAt), labels: document.labels },
    mode: "onTouched",
  });
  const { register, control, formState: { errors, isDirty } } = form;
  const save = useMutation({
    mutationFn: (values: DetailValues) =>
      patchDocument(document, {
        title: values.title,
        labels: values.labels,
        ...(values.reviewBy === dayOf(document.reviewBy) ? {} : { reviewBy: endOf(values.reviewBy) }),
        ...(values.expiresAt === dayOf(document.expiresAt) ? {} : { expiresAt: endOf(values.expiresAt) }),
      }),
    onSuccess: (saved) => {
      putRow(queries, keys.documents(saved.baseId), saved);
      void queries.invalidateQueries({ queryKey: keys.document(saved.baseId, saved.id) });
      toast({ text: t("documents.saved", { title: saved.title }), tone: "success" });
      onClose();
    },
  });
  const { submit, trouble } = useSubmit(form, (path) => FIELDS.find((field) => path === field), save.mutateAsync);
  return (
    <Sheet
      open
      onOpenChange={(open) => { if (!open) onClose(); }}
      title={t("documents.details")}
      unsaved={isDirty && !save.isSuccess}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>{t("cancel")}</Button>
          <Button variant="primary" busy={save.isPending} onClick={() => void submit()}>{t("save")}</Button>
        </>
      }
    >
      <form className="space-y-4" noValidate onSubmit={(event) => void submit(event)}>
        {trouble && <ErrorCallout trouble={trouble} />}
        <Field label={t("documents.titleField")} error={errors.title?.message}>
          <TextInput maxLength={255} {...register("title", { validate: (value) => value.trim() !== "" || t("form.nameNeeded") })} />
        </Field>
        <Field label={t("documents.labels")} hint={t("documents.labelsHint")} optional error={errors.labels?.message}>
          <Controller
            control={control}
            name="labels"
            render={({ field }) => (
              <TagsInput
                value={field.value}
                onChange={field.onChange}
                max={20}
              />
            )}
          />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("documents.reviewBy")} optional error={errors.reviewBy?.message}><Controller control={control} name="reviewBy" render={({ field }) => <DateInput {...field} />} /></Field>
          <Field label={t("documents.expiresAt")} hint={t("documents.expiresHint")} optional error={errors.expiresAt?.message}><Controller control={control} name="expiresAt" render={({ field }) => <DateInput {...field} />} /></Field>
        </div>
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
      <dl className="mt-6 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 border-t border-border pt-4 text-dense">
        <Fact name={t("facts.id")}><CopyId value={document.id} label={t("facts.id")} /></Fact>
        <Fact name={t("facts.file")}><span className="anywhere">{document.path}</span></Fact>
        <Fact name={t("facts.size")}>{formatBytes(document.sizeBytes)}</Fact>
        <Fact name={t("facts.version")}><span className="numbers">{document.version}</span></Fact>
        <Fact name={t("facts.added")}>{t("facts.by", { name: document.createdBy, time: formatDateTime(document.createdAt) })}</Fact>
      </dl>
    </Sheet>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
