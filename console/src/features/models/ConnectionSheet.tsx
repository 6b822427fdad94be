import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Controller, useFieldArray, useForm, type UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { api, data, idempotencyKey, ifMatch } from "@/api";
import { useSubmit } from "@/shared/forms/useSubmit";
import { Button, ErrorCallout, Field, IconButton, NumberInput, PasswordInput, Sheet, Switch, TextInput, toast } from "@/shared/ui";

import { bodyOf, fieldOf, NEW_OFFER, valuesOf, type Connection, type ConnectionValues } from "./reading";

const FORM = "model-connection";

/** A connection to an OpenAI-compatible endpoint: address, key and the models behind it. */
export function ConnectionSheet({ one, onClose }: { one: Connection | undefined; onClose: () => void }) {
  const { t } = useTranslation("models");
  const form = useForm<ConnectionValues>({ defaultValues: valuesOf(one), mode: "onTouched" });
  const { errors, isDirty, isSubmitting } = form.formState;
  const save = useSave(one, onClose);
  const { submit, trouble } = useSubmit(form, fieldOf, save.mutateAsync);
  const footer = (
    <>
      <Button onClick={onClose}>{t("cancel")}</Button>
      <Button variant="primary" type="submit" form={FORM} busy={isSubmitting}>{t(one ? "save" : "create")}</Button>
    </>
  );
  return (
    <Sheet open onOpenChange={(open) => { if (!open) onClose(); }} title={one?.name ?? t("add")} description={t("sheetText")} width={480} footer={footer} unsaved={isDirty && !save.isSuccess}>
      <form id={FORM} className="space-y-4" onSubmit={(event) => void submit(event)} noValidate>
        {trouble && <ErrorCallout trouble={trouble} />}
        <Field label={t("name")} error={errors.name?.message} count={form.watch("name").length} max={100}>
          <TextInput maxLength={100} {...form.register("name", { required: t("nameNeeded") })} />
        </Field>
        <Field label={t("baseUrl")} hint={t("baseUrlHint")} error={errors.baseUrl?.message}>
          <TextInput mono inputMode="url" placeholder={t("baseUrlExample")} {...form.register("baseUrl", { required: t("baseUrlNeeded") })} />
        </Field>
        <Field label={t("key")} optional={!one?.apiKeyMasked} {...(one?.apiKeyMasked ? { hint: t("keyKept", { masked: one.apiKeyMasked }) } : {})} error={errors.apiKey?.message}>
          <PasswordInput autoComplete="off" {...form.register("apiKey")} />
        </Field>
        <Offers form={form} />
      </form>
    </Sheet>
  );
}

function useSave(one: Connection | undefined, onClose: () => void) {
  const { t } = useTranslation("models");
  const queries = useQueryClient();
  const [key] = useState(idempotencyKey);
  return useMutation({
    mutationFn: (values: ConnectionValues) => {
      const body = bodyOf(values);
      return one
        ? data(
            api.PATCH("/api/v1/model-connections/{connection_id}", {
              params: { path: { connection_id: one.id } }, body, headers: ifMatch(one.revision),
            }),
          )
        : data(api.POST("/api/v1/model-connections", { body, headers: key }));
    },
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: ["models"] });
      toast({ text: t("saved", { name: saved.name }), tone: "success" });
      onClose();
    },
  });
}

/** The models of the endpoint, each with its window and, where it costs, its price. */
function Offers({ form }: { form: UseFormReturn<ConnectionValues> }) {
  const { t } = useTranslation("models");
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "models" });
  const { errors } = form.formState;
  return (
    <fieldset className="space-y-3">
      <legend className="mb-2 text-h3">{t("models")}</legend>
      {fields.map((field, index) => (
        <div key={field.id} className="space-y-3 rounded-card border border-border p-3">
          <Field
            label={t("model")}
            error={errors.models?.[index]?.name?.message}
            action={fields.length > 1 && <IconButton icon={Trash2} size="small" variant="ghost" label={t("removeModel")} onClick={() => { remove(index); }} />}
          >
            <TextInput mono autoComplete="off" {...form.register(`models.${index}.name`, { required: t("modelNeeded") })} />
          </Field>
          <div className="grid gap-3 sm:grid-cols-2">
            <Tokens form={form} name={`models.${index}.contextTokens`} label={t("context")} min={256} max={10_000_000} />
            <Tokens form={form} name={`models.${index}.maxOutputTokens`} label={t("output")} min={16} max={1_000_000} />
            <Field label={t("inputPrice")} optional><TextInput inputMode="decimal" {...form.register(`models.${index}.input`)} /></Field>
            <Field label={t("outputPrice")} optional><TextInput inputMode="decimal" {...form.register(`models.${index}.output`)} /></Field>
            <Field label={t("currency")} optional>
              <TextInput maxLength={3} {...form.register(`models.${index}.currency`, { setValueAs: (text: string) => text.trim().toUpperCase() })} />
            </Field>
          </div>
          <Controller
            control={form.control}
            name={`models.${index}.tools`}
            render={({ field: box }) => <Switch checked={box.value} onChange={box.onChange} label={t("callsTools")} hint={t("callsToolsHint")} />}
          />
        </div>
      ))}
      <Button size="small" icon={Plus} onClick={() => { append(NEW_OFFER); }}>{t("addModel")}</Button>
    </fieldset>
  );
}

interface TokensProps {
  form: UseFormReturn<ConnectionValues>;
  name: `models.${number}.contextTokens` | `models.${number}.maxOutputTokens`;
  label: string;
  min: number;
  max: number;
}

function Tokens({ form, name, label, min, max }: TokensProps) {
  return (
    <Field label={label}>
      <Controller
        control={form.control}
        name={name}
        render={({ field }) => <NumberInput value={field.value} onChange={field.onChange} onBlur={field.onBlur} min={min} max={max} step={1024} />}
      />
    </Field>
  );
}
