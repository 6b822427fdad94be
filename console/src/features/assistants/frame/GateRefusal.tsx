import { Link } from "@tanstack/react-router";
import { Play } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ApiError } from "@/api";
import { useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { Button, Callout, Field, TextArea } from "@/shared/ui";

import type { PublishWanted } from "./PublishDialog";

export const PUBLISH_BLOCKED = 409902;
const REASON_MAX = 500;

interface GateRefusalProps {
  error: ApiError;
  busy: boolean;
  onPublish: (wanted: PublishWanted) => void;
}

/** Why the gate keeps the draft back, the run that says so, and what may be done about it. */
export function GateRefusal({ error, busy, onPublish }: GateRefusalProps) {
  const { t } = useTranslation("assistants");
  const mayRun = useMay("genai.lab.write");
  const mayOverride = useMay("genai.gate.override");
  const [reason, setReason] = useState<string | null>(null);
  const wasNotRun = error.errors.some((one) => one.rule === "notRun");
  return (
    <Callout tone="danger" title={error.message}>
      <ul className="mb-3 max-h-48 list-disc space-y-1 overflow-y-auto pl-5">
        {error.errors.map((one, at) => <li key={at} className="anywhere"><Failure message={one.message} runId={one["labRunId"]} /></li>)}
      </ul>
      <div className="flex flex-wrap gap-2">
        {wasNotRun && mayRun && <Button size="small" icon={Play} busy={busy} onClick={() => { onPublish({ runGate: true }); }}>{t("gate.runAndPublish")}</Button>}
        {mayOverride && reason === null && <Button size="small" variant="ghost" onClick={() => { setReason(""); }}>{t("gate.override")}</Button>}
      </div>
      {reason !== null && (
        <div className="mt-3 space-y-3">
          <Field label={t("gate.reason")} hint={t("gate.reasonHint")} count={reason.length} max={REASON_MAX}>
            <TextArea minRows={2} maxLength={REASON_MAX} value={reason} onChange={(event) => { setReason(event.target.value); }} />
          </Field>
          <Button variant="danger" size="small" busy={busy} disabled={!reason.trim()} reason={reason.trim() ? undefined : t("gate.reasonNeeded")} onClick={() => { onPublish({ override: true, overrideReason: reason }); }}>
            {t("gate.publishAnyway")}
          </Button>
        </div>
      )}
    </Callout>
  );
}

function Failure({ message, runId }: { message: string; runId: unknown }) {
  const path = useWorkspacePath();
  if (typeof runId !== "string") return <>{message}</>;
  return <Link className="underline" to={path(`/genai/lab/runs/${runId}`)} search={{ show: "failed" } as never}>{message}</Link>;
}
