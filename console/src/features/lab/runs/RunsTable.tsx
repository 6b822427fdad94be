import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Download, History, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";

import { api, rowsOf } from "@/api";
import { saveFile } from "@/shared/files";
import { formatNumber, formatPercent } from "@/shared/format";
import { useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Empty, ErrorState, RelativeTime, Table, toast, type Column, type MenuEntry } from "@/shared/ui";

import { figuresOf, isOpen, runsQuery, type Run } from "../reading";
import { useRunName } from "./names";
import { RunStatus } from "./RunStatus";

/** The history of runs, of one set or of all. */
export function RunsTable({ setId = "" }: { setId?: string }) {
  const { t } = useTranslation("lab");
  const path = useWorkspacePath();
  const mayWrite = useMay("genai.lab.write");
  const list = useInfiniteQuery(runsQuery(setId));
  const columns = useColumns(setId !== "");
  const nameOf = useRunName();
  if (list.error) return <ErrorState title={t("runs.unread")} trouble={troubleOf(list.error)} onRetry={() => void list.refetch()} />;
  const leave = (run: Run) =>
    api.DELETE("/api/v1/lab/runs/{run_id}", { params: { path: { run_id: run.id } } })
      .then(() => list.refetch())
      .catch((error: unknown) => { toast({ text: troubleOf(error).message, tone: "danger" }); });
  const menu = (run: Run): MenuEntry[] => [
    { label: t("run.zip"), icon: Download, disabled: isOpen(run), onSelect: () => void saveFile(`/api/v1/lab/runs/${run.id}/download`, `lab-run-${run.id.slice(0, 8)}.zip`) },
    ...(mayWrite ? (["separator", { label: t("run.delete"), icon: Trash2, danger: true, disabled: isOpen(run), onSelect: () => void leave(run) }] as const) : []),
  ];
  return (
    <Table
      label={t("runs.title")}
      rows={list.data ? rowsOf(list.data) : undefined}
      columns={columns}
      rowId={(run) => run.id}
      rowLabel={(run) => `${nameOf(run)}, ${run.assistantName}`}
      rowLink={(run, content) => <Link to={path(`/genai/lab/runs/${run.id}`)}>{content}</Link>}
      rowMenu={menu}
      onEnd={() => { if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage(); }}
      loadingMore={list.isFetchingNextPage}
      refreshing={list.isRefetching}
      empty={<Empty icon={History} title={t("runs.empty")}>{t("runs.emptyText")}</Empty>}
    />
  );
}

function useColumns(isOfOneSet: boolean): Column<Run>[] {
  const { t } = useTranslation("lab");
  const nameOf = useRunName();
  return [
    { id: "what", header: t(isOfOneSet ? "columns.assistant" : "columns.set"), minWidth: 160, cell: (run) => (isOfOneSet ? run.assistantName : nameOf(run)) },
    ...(isOfOneSet ? [] : [{ id: "assistant", header: t("columns.assistant"), minWidth: 120, hideBelow: "md" as const, cell: (run: Run) => run.assistantName }]),
    { id: "targets", header: t("columns.targets"), width: 136, hideBelow: "md", cell: (run) => run.targets.map((one) => t(`target.${one.target}`, { defaultValue: t("target.version", { number: one.target }) })).join(", ") },
    { id: "status", header: t("columns.status"), width: 132, cell: (run) => <><RunStatus status={run.status} /> <span className="md:hidden"><Pass run={run} /></span></> },
    { id: "pass", header: t("columns.pass"), width: 76, align: "right", hideBelow: "md", cell: (run) => <Pass run={run} /> },
    { id: "when", header: t("columns.started"), width: 116, hideBelow: "md", cell: (run) => <span className="text-muted"><RelativeTime at={run.createdAt} /></span> },
    { id: "who", header: t("columns.by"), width: 120, hideBelow: "lg", cell: (run) => <span className="truncate-line text-muted">{run.requestedBy}</span> },
  ];
}

function Pass({ run }: { run: Run }) {
  const { t } = useTranslation("lab");
  if (isOpen(run)) return <span className="numbers text-muted">{formatNumber(run.done)}/{formatNumber(run.total)}</span>;
  const shown = run.targets.find((one) => one.target !== run.baseline) ?? run.targets[0];
  const rate = shown && figuresOf(run, shown.target)?.passRate;
  const text = rate === null || rate === undefined ? "–" : formatPercent(rate);
  return <span className="numbers">{run.replay && text !== "–" ? t("replay.share", { share: text }) : text}</span>;
}
