import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { ApiError, send } from "@/api";
import { showErrors } from "@/shared/forms";
import type { Trouble } from "@/shared/session/trouble";
import { Button, Dialog, ErrorCallout, Field, Segmented, TextArea, TextInput } from "@/shared/ui";

import { keys } from "../reading";

const MOST = 200_000;

interface TextValues {
  title: string;
  text: string;
  format: "md" | "txt";
}

/** Pasted text as a document. */
export function TextDialog({ baseId, onClose }: { baseId: string; onClose: () => void }) {
  const { t } = useTranslation("knowledge");
  const queries = useQueryClient();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const form = useForm<TextValues>({ defaultValues: { title: "", text: "", format: "md" }, mode: "onTouched" });
  const { register, control, watch, formState: { errors } } = form;
  const needed = (value: string) => value.trim() !== "" || t("text.needed");
  const add = useMutation({
    mutationFn: (values: TextValues) => {
      const address = new URL(`/api/v1/knowledge-bases/${baseId}/documents`, globalThis.location.origin);
      const headers = { "Content-Type": "application/json" };
      return send(new Request(address, { method: "POST", body: JSON.stringify(values), headers }));
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.documents(baseId) });
      onClose();
    },
  });
  const submit = form.handleSubmit(async (values) => {
    setTrouble(null);
    try {
      await add.mutateAsync(values);
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
      title={t("text.title")}
      description={t("text.what")}
      onSubmit={(event) => void submit(event)}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" variant="primary" busy={add.isPending}>{t("text.add")}</Button>
        </>
      }
    >
      <div className="space-y-4">
        {trouble && <ErrorCallout trouble={trouble} />}
        <Field label={t("text.name")} error={errors.title?.message}>
          <TextInput autoFocus maxLength={255} {...register("title", { validate: needed })} />
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
