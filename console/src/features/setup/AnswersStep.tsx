import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { api, data, type Shape } from "@/api";
import { showErrors } from "@/shared/forms";
import type { Trouble } from "@/shared/session/trouble";
import { Button, Callout, ErrorCallout, Field, PasswordInput, RadioGroup, TextInput } from "@/shared/ui";

interface ModelValues {
  baseUrl: string;
  apiKey: string;
  model: string;
}

interface AnswersStepProps {
  onNext: (model: string) => void;
}

/** From documents only, or with a model that writes. */
export function AnswersStep({ onNext }: AnswersStepProps) {
  const { t } = useTranslation("setup");
  const [way, setWay] = useState<"documents" | "model">("documents");
  return (
    <div className="space-y-4">
      <h1 className="text-h2">{t("answers.title")}</h1>
      <RadioGroup
        cards
        label={t("answers.title")}
        value={way}
        onChange={setWay}
        options={[
          { value: "documents", label: t("answers.documents"), hint: t("answers.documentsHint") },
          { value: "model", label: t("answers.model"), hint: t("answers.modelHint") },
        ]}
      />
      {way === "model" ? (
        <ModelForm onNext={onNext} />
      ) : (
        <div className="flex justify-end pt-2">
          <Button variant="primary" onClick={() => { onNext("extractive"); }}>{t("next")}</Button>
        </div>
      )}
    </div>
  );
}

function ModelForm({ onNext }: AnswersStepProps) {
  const { t } = useTranslation("setup");
  const [made, setMade] = useState<Shape<"ModelConnectionRead"> | null>(null);
  const [tested, setTested] = useState<Shape<"ModelTestResult"> | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const { register, handleSubmit, setError, formState } = useForm<ModelValues>({
    defaultValues: { baseUrl: "", apiKey: "", model: "" },
  });

  /** Makes the connection, or brings it up to what is typed, and asks the model a short question. */
  const test = async (values: ModelValues) => {
    const body = {
      name: values.model,
      baseUrl: values.baseUrl,
      models: [{ name: values.model }],
      ...(values.apiKey ? { apiKey: values.apiKey } : {}),
    };
    const path = (id: string) => ({ params: { path: { connection_id: id } } });
    const connection = made
      ? await data(api.PATCH("/api/v1/model-connections/{connection_id}", { ...path(made.id), body }))
      : await data(api.POST("/api/v1/model-connections", { body }));
    setMade(connection);
    const call = { ...path(connection.id), body: { model: values.model } };
    const result = await data(api.POST("/api/v1/model-connections/{connection_id}/test", call));
    return { result, model: `${connection.id}/${values.model}` };
  };
  const run = (goOn: boolean) =>
    handleSubmit(async (values) => {
      setTrouble(null);
      setTested(null);
      try {
        const { result, model } = await test(values);
        setTested(result);
        if (!goOn || !result.ok) return;
        await api.PUT("/api/v1/model-connections/default", { body: { model } });
        onNext(model);
      } catch (error) {
        setTrouble(showErrors(error, setError, fieldOf));
      }
    });
  return (
    <form className="space-y-4" onSubmit={(event) => void run(true)(event)} noValidate>
      {trouble && <ErrorCallout trouble={trouble} />}
      <Field label={t("answers.baseUrl")} hint={t("answers.baseUrlHint")} error={formState.errors.baseUrl?.message}>
        <TextInput mono inputMode="url" placeholder={t("answers.baseUrlExample")} {...register("baseUrl", { required: t("answers.baseUrlNeeded") })} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("answers.key")} optional error={formState.errors.apiKey?.message}>
          <PasswordInput autoComplete="off" {...register("apiKey")} />
        </Field>
        <Field label={t("answers.modelName")} error={formState.errors.model?.message}>
          <TextInput mono autoComplete="off" {...register("model", { required: t("answers.modelNeeded") })} />
        </Field>
      </div>
      {tested && <TestResult result={tested} />}
      <div className="flex flex-wrap justify-end gap-2 pt-2">
        <Button onClick={() => { onNext("extractive"); }}>{t("answers.skip")}</Button>
        <Button busy={formState.isSubmitting} onClick={(event) => void run(false)(event)}>{t("answers.test")}</Button>
        <Button type="submit" variant="primary" busy={formState.isSubmitting}>{t("next")}</Button>
      </div>
    </form>
  );
}

function TestResult({ result }: { result: Shape<"ModelTestResult"> }) {
  const { t } = useTranslation("setup");
  if (result.ok) {
    return <Callout tone="success" title={t("answers.works", { ms: result.firstTokenMs ?? result.latencyMs })}>{result.text}</Callout>;
  }
  return <Callout tone="danger" title={t("answers.failed")}>{result.detail ?? result.reason ?? ""}</Callout>;
}

function fieldOf(path: string): keyof ModelValues | undefined {
  if (path.startsWith("models")) return "model";
  return (["baseUrl", "apiKey"] as const).find((field) => field === path);
}
