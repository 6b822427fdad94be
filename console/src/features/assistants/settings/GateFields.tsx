import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api";
import { useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { Field, MultiSelect, NumberInput, RadioGroup } from "@/shared/ui";

import type { Assistant } from "../reading";
import { useDraft } from "./draft";

const MODES: readonly Assistant["gate"]["mode"][] = ["off", "warn", "block"];
const MOST_SETS = 10;

/** What must have passed in the AI Lab before a publish. */
export function GateFields() {
  const { t } = useTranslation("assistants");
  const { values, set, flush, errorOf, mayWrite } = useDraft();
  const { gate } = values;
  const change = (next: Partial<Assistant["gate"]>) => { set("gate", { ...gate, ...next }); };
  return (
    <div className="space-y-4 border-t border-border pt-4">
      <div>
        <h3 className="text-h3">{t("gate.title")}</h3>
        <p className="mt-1 text-dense text-muted">{t("gate.note")}</p>
      </div>
      <RadioGroup
        label={t("gate.title")}
        value={gate.mode}
        onChange={(mode) => { change({ mode }); }}
        options={MODES.map((mode) => ({ value: mode, label: t(`gate.mode.${mode}`), hint: t(`gate.modeHint.${mode}`) }))}
        disabled={!mayWrite}
      />
      {gate.mode !== "off" && (
        <>
          <TestSets gate={gate} error={errorOf("gate")} disabled={!mayWrite} onChange={(testSetIds) => { change({ testSetIds }); }} onBlur={flush} />
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={t("gate.minPassRate")} hint={t("gate.minPassRateHint")}>
              <NumberInput value={Math.round(gate.minPassRate * 1000) / 10} onChange={(share) => { if (share !== null) change({ minPassRate: share / 100 }); }} onBlur={flush} min={0} max={100} step={1} unit="%" disabled={!mayWrite} />
            </Field>
            <Field label={t("gate.maxRegressions")} hint={t("gate.maxRegressionsHint")}>
              <NumberInput value={gate.maxRegressions} onChange={(count) => { if (count !== null) change({ maxRegressions: count }); }} onBlur={flush} min={0} step={1} disabled={!mayWrite} />
            </Field>
          </div>
        </>
      )}
    </div>
  );
}

interface TestSetsProps {
  gate: Assistant["gate"];
  error: string | undefined;
  disabled: boolean;
  onChange: (ids: string[]) => void;
  onBlur: () => void;
}

function TestSets({ gate, error, disabled, onChange, onBlur }: TestSetsProps) {
  const { t } = useTranslation("assistants");
  const path = useWorkspacePath();
  const mayRead = useMay("genai.lab.read");
  const sets = useQuery({
    queryKey: ["lab", "sets", "of-gates"],
    enabled: mayRead,
    queryFn: async () => (await data(api.GET("/api/v1/lab/test-sets", { params: { query: { limit: 200 } } }))).data,
  });
  return (
    <Field label={t("gate.sets")} error={error} hint={t("gate.setsHint")} action={<Link className="text-link text-dense hover:underline" to={path("/genai/lab")}>{t("gate.toLab")}</Link>}>
      <MultiSelect
        value={gate.testSetIds}
        onChange={onChange}
        onBlur={onBlur}
        max={MOST_SETS}
        options={(sets.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
        loading={sets.isLoading}
        placeholder={t("gate.chooseSets")}
        disabled={disabled}
      />
    </Field>
  );
}
