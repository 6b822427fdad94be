import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { api, data, idempotencyKey } from "@/api";
import { useSubmit } from "@/shared/forms/useSubmit";
import { useWorkspacePath } from "@/shared/routing";
import { Button, Dialog, ErrorCallout, Field, MultiSelect, TextInput } from "@/shared/ui";

import { fulfillmentsQuery } from "../reading";

interface Values {
  name: string;
  fulfillmentIds: string[];
}

/** A name and what it may search are enough to begin; everything else has a default. */
export function CreateDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("assistants");
  const form = useForm<Values>({ defaultValues: { name: "", fulfillmentIds: [] }, mode: "onTouched" });
  const { errors, isSubmitting } = form.formState;
  const fulfillments = useQuery(fulfillmentsQuery);
  const create = useCreate();
  const { submit, trouble } = useSubmit(form, (path) => (path.startsWith("fulfillmentIds") ? "fulfillmentIds" : path === "name" ? "name" : undefined), create.mutateAsync);
  const footer = (
    <>
      <Button onClick={onClose}>{t("cancel")}</Button>
      <Button variant="primary" type="submit" busy={isSubmitting}>{t("create")}</Button>
    </>
  );
  return (
    <Dialog open onOpenChange={(open) => { if (!open) onClose(); }} title={t("add")} footer={footer} onSubmit={(event) => void submit(event)}>
      <div className="space-y-4">
        {trouble && <ErrorCallout trouble={trouble} />}
        <Field label={t("fields.name")} error={errors.name?.message} count={form.watch("name").length} max={255}>
          <TextInput autoFocus maxLength={255} {...form.register("name", { validate: (value) => value.trim() !== "" || t("nameNeeded") })} />
        </Field>
        <Field label={t("fields.fulfillmentIds")} hint={t("fulfillmentsHint")} optional error={errors.fulfillmentIds?.message}>
          <Controller
            control={form.control}
            name="fulfillmentIds"
            render={({ field }) => (
              <MultiSelect
                value={field.value}
                onChange={field.onChange}
                onBlur={field.onBlur}
                max={10}
                loading={fulfillments.isPending}
                placeholder={t("choose")}
                options={(fulfillments.data ?? []).map((one) => ({ value: one.id, label: one.name, ...(one.knowledgeBaseName ? { hint: one.knowledgeBaseName } : {}) }))}
              />
            )}
          />
        </Field>
      </div>
    </Dialog>
  );
}

function useCreate() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const path = useWorkspacePath();
  const [key] = useState(idempotencyKey);
  return useMutation({
    mutationFn: (values: Values) => data(api.POST("/api/v1/assistants", { body: values as never, headers: key })),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: ["assistants", "list"] });
      void navigate({ to: path(`/genai/assistants/${made.id}/settings`) });
    },
  });
}
