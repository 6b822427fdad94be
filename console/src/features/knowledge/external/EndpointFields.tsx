import { Plus, Trash2 } from "lucide-react";
import { Controller, useFieldArray, type UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { Button, Checkbox, Field, IconButton, NumberInput, PasswordInput, Switch, TextInput } from "@/shared/ui";

import type { Base } from "../reading";
import { HIDDEN, hasRoom, type EndpointValues } from "./values";

interface EndpointFieldsProps {
  form: UseFormReturn<EndpointValues>;
  base: Base;
  disabled: boolean;
}

/** Address, what lets Comity in, time and terms. */
export function EndpointFields({ form, base, disabled }: EndpointFieldsProps) {
  const { t } = useTranslation("knowledge");
  const { register, control, watch, formState: { errors } } = form;
  const isKept = base.authorizationMasked !== null;
  const drops = watch("dropsAuthorization");
  return (
    <div className="space-y-4">
      <Field label={t("external.endpoint")} hint={t("external.endpointHint")} error={errors.targetEndpoint?.message}>
        <TextInput mono inputMode="url" maxLength={2048} placeholder={t("external.endpointExample")} {...register("targetEndpoint", { required: t("external.endpointNeeded") })} />
      </Field>
      <Field label={t("external.authorization")} optional={!isKept} hint={t(isKept && !drops ? "external.authorizationKept" : "external.authorizationHint")} error={errors.authorization?.message}>
        <PasswordInput autoComplete="off" maxLength={4000} disabled={drops} {...register("authorization")} />
      </Field>
      {isKept && (
        <Controller control={control} name="dropsAuthorization" render={({ field }) => <Checkbox label={t("external.authorizationDrop")} checked={field.value} onChange={field.onChange} disabled={disabled} />} />
      )}
      <Headers form={form} disabled={disabled} />
      <Field label={t("external.timeout")} hint={t("external.timeoutHint")} error={errors.timeoutSeconds?.message}>
        <Controller
          control={control}
          name="timeoutSeconds"
          render={({ field }) => <NumberInput value={field.value} onChange={(value) => { field.onChange(value ?? 10); }} onBlur={field.onBlur} min={1} max={30} unit={t("external.seconds")} disabled={disabled} />}
        />
      </Field>
      <Controller
        control={control}
        name="sendGeneratedTerms"
        render={({ field }) => <Switch label={t("external.terms")} hint={t("external.termsHint")} checked={field.value} onChange={field.onChange} disabled={disabled} />}
      />
    </div>
  );
}

function Headers({ form, disabled }: { form: UseFormReturn<EndpointValues>; disabled: boolean }) {
  const { t } = useTranslation("knowledge");
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "headers" });
  const { errors } = form.formState;
  return (
    <fieldset className="space-y-2">
      <legend className="mb-1 font-medium">{t("external.headers")}</legend>
      {fields.map((field, index) => (
        <div key={field.id} className="flex gap-2">
          <div className="min-w-0 flex-1"><TextInput mono aria-label={t("external.headerName")} placeholder={t("external.headerName")} {...form.register(`headers.${index}.name`)} /></div>
          <div className="min-w-0 flex-1">
            <TextInput
              mono autoComplete="off" aria-label={t("external.headerValue")} placeholder={t("external.headerValue")} {...form.register(`headers.${index}.value`)}
              onFocus={(event) => { if (event.target.value === HIDDEN) event.target.select(); }}
            />
          </div>
          <IconButton icon={Trash2} variant="ghost" label={t("external.headerRemove")} disabled={disabled} onClick={() => { remove(index); }} />
        </div>
      ))}
      {errors.headers?.message && <p role="alert" className="text-dense text-danger-text">{errors.headers.message}</p>}
      <Button size="small" icon={Plus} disabled={disabled || !hasRoom(fields)} onClick={() => { append({ name: "", value: "" }); }}>{t("external.headerAdd")}</Button>
    </fieldset>
  );
}
