import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { FileText, Globe, Sheet as SheetIcon } from "lucide-react";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { boolean, enum as choice, object, string, type infer as Values } from "zod";

import { api, data, idempotencyKey } from "@/api";
import { useSubmit } from "@/shared/forms/useSubmit";
import { useWorkspacePath } from "@/shared/routing";
import { Button, Checkbox, Dialog, ErrorCallout, Field, PasswordInput, RadioGroup, TextArea, TextInput } from "@/shared/ui";

import { firstTab } from "../first";
import { LanguageField } from "../LanguageField";
import { keys } from "../reading";

const FIELDS = ["name", "description", "language", "type", "targetEndpoint", "authorization"] as const;

function useSchema() {
  const { t } = useTranslation("knowledge");
  return object({
    type: choice(["documents", "csv", "external"]),
    targetEndpoint: string().trim().max(2048),
    authorization: string().trim().max(4000),
    name: string().trim().min(1, t("form.nameNeeded")).max(255),
    description: string().max(500),
    language: string(),
    generate: boolean(),
  }).refine((values) => values.type !== "external" || values.targetEndpoint !== "", { path: ["targetEndpoint"], message: t("external.endpointNeeded") });
}

/** A new base: its type, its name, its language. */
export function CreateDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("knowledge");
  const path = useWorkspacePath();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const schema = useSchema();
  const [key] = useState(idempotencyKey);
  const form = useForm<Values<typeof schema>>({
    resolver: zodResolver(schema), mode: "onTouched", defaultValues: { type: "documents", name: "", description: "", language: "auto", generate: false, targetEndpoint: "", authorization: "" },
  });
  const { register, control, watch, formState: { errors } } = form;
  const make = useMutation({
    mutationFn: ({ targetEndpoint, authorization, generate, ...plain }: Values<typeof schema>) => {
      const own = plain.type === "external" ? { targetEndpoint, ...(authorization ? { authorization } : {}) } : { generate };
      return data(api.POST("/api/v1/knowledge-bases", { body: { ...plain, ...own }, headers: key }));
    },
    onSuccess: (base) => {
      void queries.invalidateQueries({ queryKey: keys.lists });
      void navigate({ to: path(`/genai/knowledge/${base.id}/${firstTab(base)}`) });
    },
  });
  const { submit, trouble } = useSubmit(form, (field) => FIELDS.find((known) => known === field), make.mutateAsync);
  return (
    <Dialog
      open
      onOpenChange={(open) => { if (!open) onClose(); }}
      title={t("create.title")}
      onSubmit={(event) => void submit(event)}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" variant="primary" busy={make.isPending}>{t("create.submit")}</Button>
        </>
      }
    >
      <div className="space-y-4">
        {trouble && <ErrorCallout trouble={trouble} />}
        <Field label={t("form.name")} error={errors.name?.message} count={watch("name").length} max={255}>
          <TextInput autoFocus maxLength={255} {...register("name")} />
        </Field>
        <Controller
          control={control}
          name="type"
          render={({ field }) => (
            <Field label={t("form.type")} hint={t("form.typeHint")}>
              <RadioGroup
                cards
                label={t("form.type")}
                value={field.value}
                onChange={field.onChange}
                options={[
                  { value: "documents", label: t("type.documents"), hint: t("type.documentsHint"), icon: FileText },
                  { value: "csv", label: t("type.csv"), hint: t("type.csvHint"), icon: SheetIcon },
                  { value: "external", label: t("type.external"), hint: t("type.externalHint"), icon: Globe },
                ]}
              />
            </Field>
          )}
        />
        {watch("type") === "external" && (
          <>
            <Field label={t("external.endpoint")} hint={t("external.endpointHint")} error={errors.targetEndpoint?.message}>
              <TextInput mono inputMode="url" maxLength={2048} placeholder={t("external.endpointExample")} {...register("targetEndpoint")} />
            </Field>
            <Field label={t("external.authorization")} optional hint={t("external.authorizationHint")} error={errors.authorization?.message}>
              <PasswordInput autoComplete="off" maxLength={4000} {...register("authorization")} />
            </Field>
          </>
        )}
        <Field label={t("form.description")} optional error={errors.description?.message} count={watch("description").length} max={500}>
          <TextArea minRows={2} maxLength={500} {...register("description")} />
        </Field>
        <Controller
          control={control}
          name="language"
          render={({ field }) => (
            <Field label={t("form.language")} hint={t("form.languageHint")}><LanguageField value={field.value} onChange={field.onChange} /></Field>
          )}
        />
        {watch("type") !== "external" && (
          <Controller
            control={control}
            name="generate"
            render={({ field }) => <Checkbox label={t("settings.generate")} hint={t("settings.generateHint")} checked={field.value} onChange={(on) => { field.onChange(on === true); }} />}
          />
        )}
      </div>
    </Dialog>
  );
}
