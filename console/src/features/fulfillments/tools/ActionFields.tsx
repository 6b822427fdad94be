import { Controller, useFormContext } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { Field, NumberInput, RadioGroup, Select, Switch, TextArea, TextInput } from "@/shared/ui";

import { HeaderFields } from "./HeaderFields";
import { ParameterFields } from "./ParameterFields";
import { METHODS, SAMPLE, type Confirm, type Method, type ToolValues } from "./values";

/** The settings of an action: what is sent, what the model fills in, who confirms it. */
export function ActionFields({ disabled }: { disabled: boolean }) {
  const { t } = useTranslation("fulfillments");
  const { control, register, watch, formState } = useFormContext<ToolValues>();
  const { errors } = formState;
  const reads = isReading(watch("method"));
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-[8rem_minmax(0,1fr)]">
        <Method disabled={disabled} />
        <Field label={t("tool.url")} hint={t("tool.urlHint", { example: "{{orderId}}" })} error={errors.url?.message}>
          <TextInput mono inputMode="url" maxLength={2000} placeholder={SAMPLE.url} {...register("url")} />
        </Field>
      </div>
      <ParameterFields disabled={disabled} />
      <HeaderFields disabled={disabled} />
      {!reads && (
        <Field label={t("tool.body")} hint={t("tool.bodyHint")} optional error={errors.body?.message}>
          <TextArea mono minRows={3} maxRows={16} maxLength={20000} placeholder={SAMPLE.body} {...register("body")} />
        </Field>
      )}
      <Safety disabled={disabled} />
      <div className="grid gap-4 sm:grid-cols-[8rem_minmax(0,1fr)]">
        <Field label={t("tool.timeout")} error={errors.timeoutSeconds?.message}>
          <Controller
            control={control}
            name="timeoutSeconds"
            render={({ field }) => <NumberInput value={field.value} onChange={field.onChange} onBlur={field.onBlur} min={1} max={30} unit={t("tool.seconds")} disabled={disabled} />}
          />
        </Field>
        <Field label={t("tool.responseMap")} hint={t("tool.responseMapHint")} optional error={errors.responseMap?.message}>
          <TextInput mono maxLength={2000} placeholder={SAMPLE.map} {...register("responseMap")} />
        </Field>
      </div>
    </>
  );
}

function isReading(method: Method): boolean {
  return method === "GET" || method === "HEAD";
}

/** A method that changes something cannot be safe, so choosing one asks for a confirmation again. */
function Method({ disabled }: { disabled: boolean }) {
  const { t } = useTranslation("fulfillments");
  const { control, setValue, getValues } = useFormContext<ToolValues>();
  const choose = (method: Method) => {
    if (isReading(method)) {
      setValue("body", "", { shouldDirty: true });
      return;
    }
    setValue("safe", false, { shouldDirty: true });
    if (getValues("confirm") === "none") setValue("confirm", "contact", { shouldDirty: true });
  };
  return (
    <Field label={t("tool.method")}>
      <Controller
        control={control}
        name="method"
        render={({ field }) => (
          <Select
            value={field.value} disabled={disabled} options={METHODS.map((value) => ({ value, label: value }))}
            onChange={(value) => { field.onChange(value); choose(value); }}
          />
        )}
      />
    </Field>
  );
}

function Safety({ disabled }: { disabled: boolean }) {
  const { t } = useTranslation("fulfillments");
  const { control, watch, setValue, formState } = useFormContext<ToolValues>();
  const [method, safe] = watch(["method", "safe"]);
  const mark = (next: boolean) => {
    setValue("confirm", next ? "none" : "contact", { shouldDirty: true });
  };
  const reads = isReading(method);
  const options = useConfirmOptions(safe);
  return (
    <>
      <Controller
        control={control}
        name="safe"
        render={({ field }) => (
          <Switch
            checked={field.value} label={t("tool.safe")} hint={t("tool.safeHint")} disabled={disabled || !reads}
            {...(reads ? {} : { reason: t("tool.neverSafe", { method }) })}
            onChange={(next) => { field.onChange(next); mark(next); }}
          />
        )}
      />
      <Field label={t("tool.confirm.label")} error={formState.errors.confirm?.message}>
        <Controller
          control={control}
          name="confirm"
          render={({ field }) => <RadioGroup<Confirm> cards value={field.value} onChange={field.onChange} disabled={disabled} options={options} />}
        />
      </Field>
    </>
  );
}

/** Who confirms a call; nobody only where it is safe. */
export function useConfirmOptions(safe: boolean): { value: Confirm; label: string; hint: string; disabled?: boolean; reason?: string }[] {
  const { t } = useTranslation("fulfillments");
  return (["none", "contact", "agent"] as const).map((value) => ({
    value, label: t(`tool.confirm.${value}`), hint: t(`tool.confirm.${value}Hint`),
    ...(value === "none" && !safe ? { disabled: true, reason: t("tool.confirm.onlySafe") } : {}),
  }));
}
