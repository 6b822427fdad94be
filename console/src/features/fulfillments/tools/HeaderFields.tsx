import { Plus, Trash2 } from "lucide-react";
import { Controller, useFieldArray, useFormContext } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { Button, Checkbox, IconButton, TextInput } from "@/shared/ui";

import { HIDDEN, SAMPLE, type ToolValues } from "./values";

/** The headers of a call. A secret value is write-only: it is shown as dots and stays when nothing else is entered. */
export function HeaderFields({ disabled }: { disabled: boolean }) {
  const { t } = useTranslation("fulfillments");
  const { control, register, watch, setValue, formState } = useFormContext<ToolValues>();
  const { fields, append, remove } = useFieldArray({ control, name: "headers" });
  const headers = watch("headers");
  return (
    <fieldset className="space-y-2">
      <legend className="font-medium">{t("tool.headers")}</legend>
      <p className="text-caption text-subtle">{t("tool.headersHint")}</p>
      {fields.map((field, at) => {
        const errors = formState.errors.headers?.[at];
        const message = errors?.name?.message ?? errors?.value?.message;
        const { secret = false, value = "" } = headers[at] ?? {};
        return (
          <div key={field.id}>
            <div className="flex flex-wrap items-center gap-2">
              <TextInput className="min-w-full flex-1 sm:min-w-32" mono aria-label={t("tool.headerName")} placeholder={SAMPLE.header} invalid={Boolean(errors?.name)} {...register(`headers.${at}.name`)} />
              <TextInput
                className="min-w-full flex-2 sm:min-w-40"
                mono
                autoComplete="off"
                aria-label={t("tool.headerValue")}
                invalid={Boolean(errors?.value)}
                {...register(`headers.${at}.value`)}
                onFocus={() => { if (secret && value === HIDDEN) setValue(`headers.${at}.value`, "", { shouldDirty: true }); }}
                placeholder={secret ? t("tool.secretKept") : ""}
              />
              <Controller
                control={control}
                name={`headers.${at}.secret`}
                render={({ field: box }) => <Checkbox checked={box.value} onChange={box.onChange} label={t("tool.secret")} disabled={disabled} />}
              />
              {!disabled && <IconButton icon={Trash2} label={t("tool.removeHeader")} variant="ghost" className="ml-auto sm:ml-0" onClick={() => { remove(at); }} />}
            </div>
            {message && <p className="mt-1 text-caption text-danger-text">{message}</p>}
          </div>
        );
      })}
      {!disabled && fields.length < 20 && (
        <Button size="small" icon={Plus} onClick={() => { append({ name: "", value: "", secret: false }); }}>{t("tool.addHeader")}</Button>
      )}
    </fieldset>
  );
}
