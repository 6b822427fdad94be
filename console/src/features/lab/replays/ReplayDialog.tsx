import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data, idempotencyKey } from "@/api";
import { formatNumber } from "@/shared/format";
import { useWorkspacePath } from "@/shared/routing";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Callout, Combobox, Dialog, ErrorCallout, Field, Loading, NumberInput, Select, Skeleton } from "@/shared/ui";

import { assistantsQuery, keys } from "../reading";
import { TargetsField } from "../runs/TargetsField";
import { filtersOf, KINDS, SPANS, type Kind, type Pick, type Span, type Wanted } from "./picking";

const SESSIONS_MAX = 200;

/** Which stored sessions are asked again, of which assistant and on what; `wanted`: what the report chose. */
export function ReplayDialog({ wanted, onClose }: { wanted: Wanted; onClose: () => void }) {
  const { t } = useTranslation("lab");
  const [assistantId, setAssistantId] = useState(wanted.assistantId ?? "");
  const [targets, setTargets] = useState(["draft"]);
  const [span, setSpan] = useState<Span>("30");
  const [kind, setKind] = useState<Kind>("all");
  const [sessions, setSessions] = useState<number | null>(50);
  const [now] = useState(Date.now);
  const assistants = useQuery(assistantsQuery);
  const chosen = assistants.data?.find((one) => one.id === assistantId);
  const isNamed = wanted.messageIds !== undefined;
  const pick: Pick = {
    assistantId,
    ...(isNamed ? { messageIds: wanted.messageIds } : { filters: wanted.filters ?? filtersOf(span, kind, now), sessions: sessions ?? 50 }),
  };
  const preview = usePreview(pick, chosen !== undefined);
  const start = useStart(onClose);
  const isReady = chosen !== undefined && targets.length > 0 && (preview.data?.sessions ?? 0) > 0;
  const reason = chosen === undefined ? t("replay.noAssistant") : targets.length === 0 ? t("replay.noTarget") : t("replay.nothing");
  const footer = (
    <>
      <Button onClick={onClose}>{t("cancel")}</Button>
      <Button variant="primary" type="submit" busy={start.isPending} disabled={!isReady} reason={isReady ? undefined : reason}>{t("replay.start")}</Button>
    </>
  );
  return (
    <Dialog open onOpenChange={(open) => { if (!open) onClose(); }} title={t("replay.title")} description={t("replay.text")} footer={footer} onSubmit={() => { if (isReady) start.mutate({ ...pick, targets }); }}>
      <div className="space-y-5">
        {start.error && <ErrorCallout trouble={troubleOf(start.error)} />}
        {assistants.data ? (
          <Field label={t("run.assistant")}>
            <Combobox
              value={assistantId || null}
              onChange={(id) => { setAssistantId(id ?? ""); setTargets(["draft"]); }}
              disabled={wanted.assistantId !== undefined}
              options={assistants.data.map((one) => ({ value: one.id, label: one.name }))}
              placeholder={t("run.chooseAssistant")}
            />
          </Field>
        ) : (
          <Loading><Skeleton lines={2} /></Loading>
        )}
        {isNamed || wanted.filters ? (
          <p className="text-muted">{isNamed ? t("replay.named", { count: wanted.messageIds?.length ?? 0 }) : t("replay.filtered")}</p>
        ) : (
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={t("replay.span")}>
              <Select value={span} onChange={setSpan} options={SPANS.map((days) => ({ value: days, label: t("replay.lastDays", { count: Number(days) }) }))} />
            </Field>
            <Field label={t("replay.kind")}>
              <Select value={kind} onChange={setKind} options={KINDS.map((one) => ({ value: one, label: t(`replay.kinds.${one}`) }))} />
            </Field>
          </div>
        )}
        {!isNamed && (
          <Field label={t("replay.sessions")} hint={t("replay.sessionsHint")}>
            <NumberInput value={sessions} min={1} max={SESSIONS_MAX} onChange={setSessions} />
          </Field>
        )}
        {chosen && <TargetsField assistant={chosen} hint={t("replay.targetsHint")} value={targets} onChange={setTargets} />}
        <Found preview={preview} />
      </div>
    </Dialog>
  );
}

function usePreview(pick: Pick, enabled: boolean) {
  return useQuery({
    queryKey: ["lab", "replay", pick],
    enabled,
    placeholderData: keepPreviousData,
    queryFn: () => data(api.POST("/api/v1/lab/replays/preview", { body: pick as never })),
  });
}

/** How much would be asked. */
function Found({ preview }: { preview: ReturnType<typeof usePreview> }) {
  const { t } = useTranslation("lab");
  if (preview.error) return <ErrorCallout trouble={troubleOf(preview.error)} onRetry={() => void preview.refetch()} />;
  if (!preview.data) return null;
  const { sessions, turns, isCut } = preview.data;
  if (sessions === 0) return <Callout tone="warning">{t("replay.nothing")}</Callout>;
  const said = t("replay.found", { sessions, turns, shown: formatNumber(turns) });
  return <Callout tone="info">{isCut ? `${said} ${t("replay.cut")}` : said}</Callout>;
}

function useStart(onDone: () => void) {
  const path = useWorkspacePath();
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Pick & { targets: string[] }) => data(api.POST("/api/v1/lab/replays", { body: body as never, headers: idempotencyKey() })),
    onSuccess: (run) => {
      queries.setQueryData(keys.run(run.id), run);
      void queries.invalidateQueries({ queryKey: keys.runs });
      onDone();
      void navigate({ to: path(`/genai/lab/runs/${run.id}`) });
    },
  });
}
