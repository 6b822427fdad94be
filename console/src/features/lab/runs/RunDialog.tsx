import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, ApiError, data } from "@/api";
import { useWorkspacePath } from "@/shared/routing";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Callout, Checkbox, Combobox, Dialog, ErrorCallout, Field, Loading, Skeleton, Switch } from "@/shared/ui";

import { assistantsQuery, keys, MODES, SEVERAL_BASES, toggled, type Mode, type TestSet } from "../reading";
import { TargetsField } from "./TargetsField";

interface RunDialogProps {
  set: TestSet;
  onClose: () => void;
}

interface Choice {
  assistantId: string;
  modes: Mode[];
  targets: string[];
  judge: boolean;
  requireMatch: boolean;
  allowMultipleKnowledgeBases: boolean;
}

const FIRST: Choice = { assistantId: "", modes: ["actual_km"], targets: ["draft"], judge: false, requireMatch: true, allowMultipleKnowledgeBases: false };

/** What a set is tried on: an assistant, up to three modes, its draft and versions. */
export function RunDialog({ set, onClose }: RunDialogProps) {
  const { t } = useTranslation("lab");
  const [choice, setChoice] = useState<Choice>({ ...FIRST, assistantId: set.lastRun?.assistantId ?? "" });
  const assistants = useQuery(assistantsQuery);
  const start = useStart(set, onClose);
  const change = (next: Partial<Choice>) => { setChoice({ ...choice, ...next }); start.reset(); };
  const chosen = assistants.data?.find((one) => one.id === choice.assistantId);
  const isReady = chosen !== undefined && choice.modes.length > 0 && choice.targets.length > 0;
  const footer = (
    <>
      <Button onClick={onClose}>{t("cancel")}</Button>
      <Button variant="primary" type="submit" busy={start.isPending} disabled={!isReady} reason={isReady ? undefined : t("run.incomplete")}>{t("run.start")}</Button>
    </>
  );
  return (
    <Dialog open onOpenChange={(open) => { if (!open) onClose(); }} title={t("run.title", { name: set.name })} description={t("run.text")} footer={footer} onSubmit={() => { if (isReady) start.mutate(choice); }}>
      <div className="space-y-5">
        {start.error && <Refused error={start.error} onAllow={() => { change({ allowMultipleKnowledgeBases: true }); }} />}
        {choice.allowMultipleKnowledgeBases && <Callout tone="info">{t("run.severalAllowed")}</Callout>}
        {assistants.data ? (
          <Field label={t("run.assistant")}>
            <Combobox
              value={choice.assistantId || null}
              onChange={(id) => { change({ assistantId: id ?? "", targets: ["draft"], allowMultipleKnowledgeBases: false }); }}
              options={assistants.data.map((one) => ({ value: one.id, label: one.name }))}
              placeholder={t("run.chooseAssistant")}
            />
          </Field>
        ) : (
          <Loading><Skeleton lines={2} /></Loading>
        )}
        <Modes value={choice.modes} onChange={(modes) => { change({ modes }); }} />
        {chosen && <TargetsField assistant={chosen} hint={t("run.targetsHint")} value={choice.targets} onChange={(targets) => { change({ targets }); }} />}
        <Switch label={t("run.requireMatch")} hint={t("run.requireMatchHint")} checked={choice.requireMatch} onChange={(requireMatch) => { change({ requireMatch }); }} />
        <Switch label={t("run.judge")} hint={t("run.judgeHint")} checked={choice.judge} onChange={(judge) => { change({ judge }); }} />
      </div>
    </Dialog>
  );
}

function useStart(set: TestSet, onDone: () => void) {
  const path = useWorkspacePath();
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (choice: Choice) => data(api.POST("/api/v1/lab/runs", { body: { testSetId: set.id, ...choice } })),
    onSuccess: (run) => {
      queries.setQueryData(keys.run(run.id), run);
      void queries.invalidateQueries({ queryKey: keys.runs });
      onDone();
      void navigate({ to: path(`/genai/lab/runs/${run.id}`) });
    },
  });
}

function Refused({ error, onAllow }: { error: Error; onAllow: () => void }) {
  const { t } = useTranslation("lab");
  if (!(error instanceof ApiError) || error.code !== SEVERAL_BASES) return <ErrorCallout trouble={troubleOf(error)} />;
  return (
    <Callout tone="warning" title={t("run.several")} actions={<Button size="small" onClick={onAllow}>{t("run.allowSeveral")}</Button>}>
      {t("run.severalText")}
    </Callout>
  );
}

function Modes({ value, onChange }: { value: Mode[]; onChange: (modes: Mode[]) => void }) {
  const { t } = useTranslation("lab");
  return (
    <fieldset className="space-y-2">
      <legend className="mb-1.5 font-medium">{t("run.modes")}</legend>
      {MODES.map((mode) => (
        <Checkbox
          key={mode}
          label={t(`mode.${mode}`)}
          hint={t(`modeHint.${mode}`)}
          checked={value.includes(mode)}
          onChange={(on) => { onChange(MODES.filter((one) => toggled(value, mode, on).includes(one))); }}
        />
      ))}
    </fieldset>
  );
}
