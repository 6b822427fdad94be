import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { ApiError, ifMatch, send } from "@/api";
import { showErrors } from "@/shared/forms";
import { troubleOf, type Trouble } from "@/shared/session/trouble";
import { Button, Dialog, ErrorCallout, Field, Loading, Segmented, Skeleton, TextArea, TextInput } from "@/shared/ui";

import { keys, type Document } from "../reading";

const MOST = 200_000;

interface TextValues {
  title: string;
  text: string;
  format: "md" | "txt";
}

interface TextDialogProps {
  baseId: string;
  /** The text to edit; without one a new one is written. */
  document?: Document;
  onClose: () => void;
}

const NOTHING: TextValues = { title: "", text: "", format: "md" };

/** A text as a document: written or pasted, and edited in place. */
export function TextDialog({ baseId, document, onClose }: TextDialogProps) {
  const { t } = useTranslation("knowledge");
  const read = useQuery({
    queryKey: [...keys.document(baseId, document?.id ?? ""), "text", document?.version ?? 0],
    queryFn: () => readText(document!),
    enabled: document !== undefined,
    staleTime: Infinity,
  });
  if (!document) return <TextForm baseId={baseId} start={NOTHING} onClose={onClose} />;
  if (read.data) return <TextForm baseId={baseId} start={read.data} document={document} onClose={onClose} />;
  return (
    <Dialog open onOpenChange={(open) => { if (!open) onClose(); }} size="large" title={t("text.edit")}>
      {read.error ? <ErrorCallout trouble={troubleOf(read.error)} onRetry={() => void read.refetch()} /> : <Loading><Skeleton lines={8} /></Loading>}
    </Dialog>
  );
}

async function readText(document: Document): Promise<TextValues> {
  const address = new URL(`/api/v1/knowledge-bases/${document.baseId}/documents/${document.id}/file`, globalThis.location.origin);
  const reply = await send(new Request(address));
  return { title: document.title, text: await reply.text(), format: document.path.endsWith(".txt") ? "txt" : "md" };
}

function sendText(baseId: string, values: TextValues, document: Document | undefined): Promise<Response> {
  const path = `/api/v1/knowledge-bases/${baseId}/documents${document ? `/${document.id}` : ""}`;
  const headers = { "Content-Type": "application/json", ...(document ? ifMatch(document.revision) : {}) };
  const address = new URL(path, globalThis.location.origin);
  return send(new Request(address, { method: document ? "PUT" : "POST", body: JSON.stringify(values), headers }));
}

function TextForm({ baseId, start, document, onClose }: TextDialogProps & { start: TextValues }) {
  const { t } = useTranslation("knowledge");
  const queries = useQueryClient();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const form = useForm<TextValues>({ defaultValues: start, mode: "onTouched" });
  const { register, control, watch, formState: { errors } } = form;
  const needed = (value: string) => value.trim() !== "" || t("text.needed");
  const save = useMutation({
    mutationFn: (values: TextValues) => sendText(baseId, values, document),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.documents(baseId) });
      if (document) void queries.invalidateQueries({ queryKey: keys.document(baseId, document.id) });
      onClose();
    },
  });
  const submit = form.handleSubmit(async (values) => {
    setTrouble(null);
    try {
      await save.mutateAsync(values);
    } catch (error) {
      setTrouble(showErrors(error, form.setError, (path) => (path === "title" || path === "text" ? path : undefined)));
      if (error instanceof ApiError && error.errors.length === 0) form.setFocus("text");
    }
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => { if (!open) onClose(); }}
      size="large"
      title={t(document ? "text.edit" : "text.title")}
      description={t(document ? "text.editWhat" : "text.what")}
      onSubmit={(event) => void submit(event)}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" variant="primary" busy={save.isPending}>{t(document ? "save" : "text.add")}</Button>
        </>
      }
    >
      <div className="space-y-4">
        {trouble && <ErrorCallout trouble={trouble} />}
        <Field label={t("text.name")} error={errors.title?.message}>
          <TextInput autoFocus={!document} maxLength={255} {...register("title", { validate: needed })} />
        </Field>
        <Field
          label={t("text.text")}
          error={errors.text?.message}
          count={watch("text").length}
          max={MOST}
          action={
            <Controller
              control={control}
              name="format"
              render={({ field }) => (
                <Segmented
                  label={t("text.format")}
                  value={field.value}
                  onChange={field.onChange}
                  options={[{ value: "md", label: t("text.markdown") }, { value: "txt", label: t("text.plain") }]}
                />
              )}
            />
          }
        >
          <TextArea minRows={12} maxRows={20} maxLength={MOST} {...register("text", { validate: needed })} />
        </Field>
      </div>
    </Dialog>
  );
}
