import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Trash2 } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { Controller, useForm, type UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { array, boolean, enum as choice, number, object, string } from "zod";

import { api, ApiError, data, ifMatch } from "@/api";
import { showErrors } from "@/shared/forms";
import { Leaving } from "@/shared/forms/Leaving";
import { formatDateTime } from "@/shared/format";
import { useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import type { Trouble } from "@/shared/session/trouble";
import { Button, Card, CopyId, ErrorCallout, Field, NumberInput, RadioGroup, SaveBar, Slider, Switch, TextArea, TextInput, toast } from "@/shared/ui";

import { DeleteBaseDialog } from "../DeleteBaseDialog";
import { LanguageField, useLanguageName } from "../LanguageField";
import { keys, type Base } from "../reading";
import { useBase } from "../useBase";
import { BaseConflict } from "./BaseConflict";
import { ConvertCard } from "./ConvertCard";
import { EmbedderCard } from "./EmbedderCard";
import { OcrCard } from "./OcrCard";
import { RerankerField } from "./RerankerField";
import { bodyOf, fieldOf, valuesOf, type BaseValues } from "./values";

/** The fields of a base, its facts, and the way to delete it. */
export default function SettingsTab() {
  const base = useBase();
  const mayWrite = useMay("genai.knowledge.write");
  return (
      <div className="grid max-w-page flex-1 content-start items-start gap-6 p-4 lg:p-6 xl:grid-cols-[minmax(0,45rem)_17.5rem]">
        <div className="min-w-0 space-y-6">
          <SettingsForm key={base.id} base={base} />
          {base.type !== "external" && <EmbedderCard base={base} />}
          {mayWrite && base.type === "documents_legacy" && <ConvertCard base={base} />}
          {mayWrite && <Danger base={base} />}
        </div>
        <Facts base={base} />
      </div>
  );
}

function useSchema() {
  const { t } = useTranslation("knowledge");
  return object({
    name: string().trim().min(1, t("form.nameNeeded")).max(255),
    description: string().max(500),
    language: string(),
    mode: choice(["structure", "fixed"]),
    targetTokens: number({ error: t("form.tokensRange") }).int().min(100, t("form.tokensRange")).max(800, t("form.tokensRange")),
    overlapPercent: number().min(0).max(30),
    generate: boolean(),
    ocr: choice(["off", "auto", "always"]),
    ocrLanguages: array(string()),
    reranker: string(),
    publishing: choice(["automatic", "manual"]),
    keepVersions: number({ error: t("form.versionsRange") }).int().min(1, t("form.versionsRange")).max(100, t("form.versionsRange")),
  });
}

function SettingsForm({ base }: { base: Base }) {
  const { t } = useTranslation("knowledge");
  const mayWrite = useMay("genai.knowledge.write");
  const queries = useQueryClient();
  const form = useForm<BaseValues>({ defaultValues: valuesOf(base), resolver: zodResolver(useSchema()), mode: "onTouched" });
  const [revision, setRevision] = useState(base.revision);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [theirs, setTheirs] = useState<Base | null>(null);
  const takeOver = (now: Base) => { setRevision(now.revision); form.reset(valuesOf(now)); };
  const save = useMutation({
    mutationFn: ({ values, over }: { values: BaseValues; over: number }) =>
      data(
        api.PATCH("/api/v1/knowledge-bases/{base_id}", {
          params: { path: { base_id: base.id }, header: ifMatch(over) as never }, body: bodyOf(values, base.type), headers: ifMatch(over),
        }),
      ),
    onSuccess: (saved) => {
      takeOver(saved);
      queries.setQueryData(keys.base(base.id), saved);
      void queries.invalidateQueries({ queryKey: keys.lists });
      toast({ text: t("settings.saved"), tone: "success" });
    },
  });
  const send = async (values: BaseValues, over: number) => {
    setTrouble(null);
    try {
      await save.mutateAsync({ values, over });
    } catch (error) {
      if (error instanceof ApiError && error.code === 409001) setTheirs((error.errors[0]?.["current"] as Base | undefined) ?? null);
      else setTrouble(showErrors(error, form.setError, fieldOf));
    }
  };
  const submit = form.handleSubmit((values) => send(values, revision));
  const changes = Object.keys(form.formState.dirtyFields).length;
  // A newer reading is taken over while nothing is typed; else saving tells of the conflict.
  const followNewer = useEffectEvent(() => { if (base.revision !== revision && changes === 0) takeOver(base); });
  useEffect(() => { followNewer(); }, [base.revision]);
  return (
    <form className="space-y-6" noValidate onSubmit={(event) => void submit(event)}>
      {trouble && <ErrorCallout trouble={trouble} />}
      <Fields form={form} base={base} mayWrite={mayWrite} />
      <SaveBar
        changes={mayWrite ? changes : 0}
        saving={save.isPending}
        saveLabel={t("save")}
        onSave={() => void submit()}
        onDiscard={() => { form.reset(); setTrouble(null); }}
      />
      {theirs && (
        <BaseConflict
          mine={form.getValues()}
          theirs={theirs}
          busy={save.isPending}
          onClose={() => { setTheirs(null); }}
          onApply={(values) => { setTheirs(null); void send(values, theirs.revision); }}
        />
      )}
      <Leaving isDirty={changes > 0 && !save.isPending} />
    </form>
  );
}

function Fields({ form, base, mayWrite }: { form: UseFormReturn<BaseValues>; base: Base; mayWrite: boolean }) {
  const { t } = useTranslation("knowledge");
  const nameOf = useLanguageName();
  const { register, control, watch, formState: { errors } } = form;
  const publishing = (["automatic", "manual"] as const).map((value) => ({ value, label: t(`settings.publishings.${value}`), hint: t(`settings.publishingHints.${value}`) }));
  return (
    <fieldset disabled={!mayWrite} className="space-y-6">
      <Card title={t("settings.about")}>
        <div className="space-y-4">
          <Field label={t("form.name")} error={errors.name?.message} count={watch("name").length} max={255}><TextInput maxLength={255} {...register("name")} /></Field>
          <Field label={t("form.description")} optional error={errors.description?.message} count={watch("description").length} max={500}>
            <TextArea minRows={2} maxLength={500} {...register("description")} />
          </Field>
          <Field label={t("form.language")} hint={base.nextLanguage ? t("settings.languageNext", { language: nameOf(base.language) }) : t("form.languageHint")} error={errors.language?.message}>
            <Controller control={control} name="language" render={({ field }) => <LanguageField value={field.value} onChange={field.onChange} disabled={!mayWrite} />} />
          </Field>
        </div>
      </Card>
      {base.type === "documents" && <Chunking form={form} mayWrite={mayWrite} />}
      {base.type === "documents" && <OcrCard form={form} mayWrite={mayWrite} />}
      {(base.type === "documents" || base.type === "csv") && (
        <Card title={t("settings.generating")}>
          <Controller control={control} name="generate" render={({ field }) => <Switch label={t("settings.generate")} hint={t("settings.generateHint")} checked={field.value} onChange={field.onChange} disabled={!mayWrite} />} />
        </Card>
      )}
      {base.type !== "external" && (
        <Card title={t("rerank.title")}>
          <Controller control={control} name="reranker" render={({ field }) => <RerankerField value={field.value} onChange={field.onChange} error={errors.reranker?.message} disabled={!mayWrite} />} />
        </Card>
      )}
      {base.type !== "external" && <Card title={t("settings.versions")} description={t("settings.versionsText")}>
        <div className="space-y-4">
        <Controller control={control} name="publishing" render={({ field }) => <RadioGroup cards label={t("settings.publishing")} value={field.value} onChange={field.onChange} options={publishing} disabled={!mayWrite} />} />
        <Field label={t("settings.keep")} error={errors.keepVersions?.message}>
          <Controller control={control} name="keepVersions" render={({ field }) => <NumberInput value={field.value} onChange={field.onChange} onBlur={field.onBlur} min={1} max={100} disabled={!mayWrite} />} />
        </Field>
        </div>
      </Card>}
    </fieldset>
  );
}

function Chunking({ form, mayWrite }: { form: UseFormReturn<BaseValues>; mayWrite: boolean }) {
  const { t } = useTranslation("knowledge");
  const { control, formState: { errors } } = form;
  const modes = (["structure", "fixed"] as const).map((mode) => ({ value: mode, label: t(`settings.modes.${mode}`), hint: t(`settings.modeHints.${mode}`) }));
  return (
    <Card title={t("settings.chunking")} description={t("settings.chunkingText")}>
      <div className="space-y-4">
        <Controller control={control} name="mode" render={({ field }) => <RadioGroup cards label={t("settings.mode")} value={field.value} onChange={field.onChange} options={modes} disabled={!mayWrite} />} />
        <Field label={t("settings.tokens")} hint={t("settings.tokensHint")} error={errors.targetTokens?.message}>
          <Controller control={control} name="targetTokens" render={({ field }) => <NumberInput value={field.value} onChange={field.onChange} onBlur={field.onBlur} min={100} max={800} step={50} disabled={!mayWrite} />} />
        </Field>
        <Field label={t("settings.overlap")} hint={t("settings.overlapHint")} error={errors.overlapPercent?.message}>
          <Controller control={control} name="overlapPercent" render={({ field }) => <Slider label={t("settings.overlap")} value={field.value ?? 0} onChange={field.onChange} min={0} max={30} step={1} format={(value) => `${String(value)} %`} disabled={!mayWrite} />} />
        </Field>
      </div>
    </Card>
  );
}

function Facts({ base }: { base: Base }) {
  const { t } = useTranslation("knowledge");
  const facts: [string, React.ReactNode][] = [
    [t("facts.id"), <CopyId key="id" value={base.id} short label={t("facts.id")} />],
    [t("form.type"), t(`type.${base.type}`)],
    [t("facts.live"), <span key="live" className="numbers">{base.liveVersion}</span>],
    [t("columns.used"), t("list.usedBy", { fulfillments: base.usedBy["fulfillments"] ?? 0, assistants: base.usedBy["assistants"] ?? 0 })],
    [t("facts.created"), formatDateTime(base.createdAt)],
    [t("columns.updated"), formatDateTime(base.updatedAt)],
  ];
  return (
    <Card title={t("facts.title")}>
      <dl className="space-y-3 text-dense">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="text-caption text-muted">{name}</dt>
            <dd className="anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Danger({ base }: { base: Base }) {
  const { t } = useTranslation("knowledge");
  const path = useWorkspacePath();
  const navigate = useNavigate();
  const [isDeleting, setDeleting] = useState(false);
  return (
    <Card title={t("settings.danger")}>
      <div className="flex flex-wrap items-center gap-4">
        <p className="min-w-0 flex-1 basis-64 text-muted">{t("settings.dangerText")}</p>
        <Button variant="danger" icon={Trash2} onClick={() => { setDeleting(true); }}>{t("delete.action")}</Button>
      </div>
      {isDeleting && (
        <DeleteBaseDialog base={base} onClose={() => { setDeleting(false); }} onDeleted={() => void navigate({ to: path("/genai/knowledge"), replace: true, ignoreBlocker: true })} />
      )}
    </Card>
  );
}
