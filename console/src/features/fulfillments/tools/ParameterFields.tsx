import { Braces, Plus, Rows3, Trash2 } from "lucide-react";
import { Controller, useFieldArray, useFormContext } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { Button, Checkbox, Field, IconButton, Select, TextArea, TextInput } from "@/shared/ui";

import { rowsOfSchema, SAMPLE, schemaOf, schemaOfRows, TYPES, type ToolValues } from "./values";

/** What the model fills in: as rows, or as the JSON Schema itself where rows cannot say it. */
export function ParameterFields({ disabled }: { disabled: boolean }) {
  const { t } = useTranslation("fulfillments");
  const { watch, setValue, register, formState } = useFormContext<ToolValues>();
  const [schema, parameters] = watch(["schema", "parameters"]);
  const isText = schema !== null;
  const rows = isText ? rowsOfSchema(schemaOf({ schema, parameters }) ?? {}) : parameters;
  const toText = () => { setValue("schema", JSON.stringify(schemaOfRows(parameters), null, 2), { shouldDirty: true }); };
  const toRows = () => {
    setValue("parameters", rows ?? [], { shouldDirty: true });
    setValue("schema", null, { shouldDirty: true });
  };
  const error = formState.errors.schema?.message;
  return (
    <fieldset className="space-y-2">
      <div className="flex flex-wrap items-end justify-between gap-2">
        <legend className="font-medium">{t("tool.parameters")}</legend>
        {!disabled && (isText ? (
          <Button size="small" variant="ghost" icon={Rows3} onClick={toRows} disabled={rows === null} reason={rows === null ? t("tool.rowsCannot") : undefined}>{t("tool.asRows")}</Button>
        ) : (
          <Button size="small" variant="ghost" icon={Braces} onClick={toText}>{t("tool.asSchema")}</Button>
        ))}
      </div>
      <p className="text-caption text-subtle">{t("tool.parametersHint", { example: "{{orderId}}" })}</p>
      {isText ? (
        <Field label={t("tool.schema")} hideLabel error={error}><TextArea mono minRows={6} maxRows={20} {...register("schema")} /></Field>
      ) : (
        <>
          <ParameterRows disabled={disabled} />
          {error && <p className="text-caption text-danger-text">{error}</p>}
        </>
      )}
    </fieldset>
  );
}

function ParameterRows({ disabled }: { disabled: boolean }) {
  const { t } = useTranslation("fulfillments");
  const { control, register } = useFormContext<ToolValues>();
  const { fields, append, remove } = useFieldArray({ control, name: "parameters" });
  return (
    <>
      {fields.map((field, at) => (
        <div key={field.id} className="flex flex-wrap items-center gap-2 rounded-control border border-border p-2">
          <TextInput className="min-w-full flex-1 sm:min-w-32" mono aria-label={t("tool.parameterName")} placeholder={SAMPLE.parameter} {...register(`parameters.${at}.name`)} />
          <Controller
            control={control}
            name={`parameters.${at}.type`}
            render={({ field: type }) => (
              <Select
                value={type.value} onChange={type.onChange} label={t("tool.type.label")} disabled={disabled} compact
                options={TYPES.map((value) => ({ value, label: t(`tool.type.${value}`) }))}
              />
            )}
          />
          <Controller
            control={control}
            name={`parameters.${at}.required`}
            render={({ field: box }) => <Checkbox checked={box.value} onChange={box.onChange} label={t("tool.required")} disabled={disabled} />}
          />
          {!disabled && <IconButton icon={Trash2} label={t("tool.removeParameter")} variant="ghost" className="ml-auto sm:ml-0" onClick={() => { remove(at); }} />}
          <TextInput className="min-w-full" aria-label={t("tool.parameterText")} placeholder={t("tool.parameterText")} maxLength={500} {...register(`parameters.${at}.description`)} />
        </div>
      ))}
      {!disabled && fields.length < 20 && (
        <Button size="small" icon={Plus} onClick={() => { append({ name: "", type: "string", required: true, description: "" }); }}>{t("tool.addParameter")}</Button>
      )}
    </>
  );
}
