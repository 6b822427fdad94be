import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { CircleStop, Download } from "lucide-react";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api";
import { saveFile } from "@/shared/files";
import { formatDateTime, formatDuration, formatNumber } from "@/shared/format";
import { useDocumentTitle, useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Callout, Card, ErrorState, Filters, Loading, PageHeader, ProgressBar, Segmented, Skeleton, toast } from "@/shared/ui";

import { isOpen, keys, runQuery, type Run, type Shown } from "../reading";
import { CaseSheet } from "./CaseSheet";
import { Matrix } from "./Matrix";
import { useRunName } from "./names";
import { RunStatus } from "./RunStatus";
import { Totals } from "./Totals";

interface Address {
  show?: Shown;
  step?: number;
}

/** One run: how far it is, its figures, and every case on every target. */
export default function RunPage() {
  const { t } = useTranslation("lab");
  const path = useWorkspacePath();
  const { runId = "" } = useParams({ strict: false }) as { runId?: string };
  const read = useQuery(runQuery(runId));
  const run = read.data;
  const nameOf = useRunName();
  useDocumentTitle(run && nameOf(run), t("title"));
  if (read.error) return <ErrorState title={t("runs.unread")} trouble={troubleOf(read.error)} onRetry={() => void read.refetch()} />;
  return (
    <>
      <PageHeader
        title={run ? t(run.replay ? "replay.of" : "run.of", { assistant: run.assistantName, count: run.replay?.sessions ?? 0 }) : ""}
        crumbs={[{ label: t("title"), to: path("/genai/lab") }, ...(run?.testSetId ? [{ label: run.testSetName, to: path(`/genai/lab/sets/${run.testSetId}`) }] : [])]}
        chips={run && <RunStatus status={run.status} />}
        actions={run && <Actions run={run} />}
      />
      <div className="max-w-page space-y-6 p-4 lg:p-6">{run ? <Body run={run} /> : <Loading><Skeleton lines={8} /></Loading>}</div>
    </>
  );
}

function Body({ run }: { run: Run }) {
  const { t } = useTranslation("lab");
  const navigate = useNavigate();
  const { show = "all", step } = useSearch({ strict: false }) as Address;
  const go = (next: Address) => void navigate({ to: ".", search: { ...(next.show && next.show !== "all" ? { show: next.show } : {}), ...(next.step === undefined ? {} : { step: next.step }) }, replace: true });
  return (
    <>
      <About run={run} />
      {isOpen(run) ? <Progress run={run} /> : <Totals run={run} />}
      {run.error && <Callout tone="danger">{run.error}</Callout>}
      <Publishing run={run} />
      <section className="space-y-3" aria-labelledby="run-cases">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 id="run-cases" className="text-h2">{t(run.replay ? "replay.turns" : "cases.title")}</h2>
          <Filters>
            <Segmented
              label={t("cases.show")}
              value={show}
              onChange={(value) => { go({ show: value }); }}
              options={[
                { value: "all" as const, label: t("cases.all") },
                { value: "failed" as const, label: t(run.replay ? "replay.differing" : "cases.failed") },
                ...(run.baseline === null || run.replay ? [] : [{ value: "regressions" as const, label: t("cases.regressions") }]),
              ]}
            />
          </Filters>
        </div>
        <Matrix run={run} show={show} onOpen={(position) => { go({ show, step: position }); }} onAll={() => { go({}); }} />
      </section>
      {step !== undefined && <CaseSheet run={run} show={show} position={step} onMove={(position) => { go({ show, step: position }); }} onClose={() => { go({ show }); }} />}
    </>
  );
}

function Actions({ run }: { run: Run }) {
  const { t } = useTranslation("lab");
  const queries = useQueryClient();
  const mayWrite = useMay("genai.lab.write");
  const cancel = useMutation({
    mutationFn: () => data(api.POST("/api/v1/lab/runs/{run_id}/cancel", { params: { path: { run_id: run.id } } })),
    onSuccess: (told) => { queries.setQueryData(keys.run(run.id), told); },
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
  if (isOpen(run)) {
    return mayWrite && <Button icon={CircleStop} busy={cancel.isPending || run.status === "cancelling"} onClick={() => { cancel.mutate(); }}>{t("run.cancel")}</Button>;
  }
  return <Button icon={Download} onClick={() => void saveFile(`/api/v1/lab/runs/${run.id}/download`, `lab-run-${run.id.slice(0, 8)}.zip`)}>{t("run.zip")}</Button>;
}

function Progress({ run }: { run: Run }) {
  const { t } = useTranslation("lab");
  const detail = t(run.replay ? "replay.progress" : "run.progress", { done: formatNumber(run.done), total: formatNumber(run.total), failed: run.failed });
  return (
    <Card>
      <ProgressBar
        label={t(run.status === "queued" ? "run.waiting" : "run.running")}
        value={run.status === "queued" ? null : run.total ? run.done / run.total : null}
        detail={<span className="numbers">{detail}</span>}
        tone={run.failed ? "warning" : "accent"}
      />
    </Card>
  );
}

function About({ run }: { run: Run }) {
  const { t } = useTranslation("lab");
  const took = run.startedAt && run.endedAt ? Date.parse(run.endedAt) - Date.parse(run.startedAt) : null;
  const parts = [
    run.replay ? [t("replay.what"), ...(run.replay.isCut ? [t("replay.cut")] : [])].join(" ") : run.modes.map((mode) => t(`mode.${mode}`)).join(" · "),
    t("run.by", { name: run.requestedBy, at: formatDateTime(run.createdAt) }),
    ...(took === null ? [] : [t("run.took", { time: formatDuration(took) })]),
    ...(run.judgeModel ? [t("run.judgedBy", { model: run.judgeModel })] : run.options.judge ? [t("run.judgeOff")] : []),
  ];
  return <p className="text-muted">{parts.join(" · ")}</p>;
}

function Publishing({ run }: { run: Run }) {
  const { t } = useTranslation("lab");
  if (!run.publishes) return null;
  if (run.publishedVersion !== null) return <Callout tone="success">{t("run.published", { number: run.publishedVersion })}</Callout>;
  if (run.publishRefused !== null) return <Callout tone="danger" title={t("run.notPublished")}>{run.publishRefused}</Callout>;
  return <Callout tone="info">{t("run.publishes")}</Callout>;
}
