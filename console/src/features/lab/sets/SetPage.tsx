import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Download, Play, Trash2, Upload } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { rowsOf } from "@/api";
import { saveFile } from "@/shared/files";
import { formatNumber } from "@/shared/format";
import { useDocumentTitle, useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Callout, Chip, ErrorState, Loading, Menu, PageHeader, Skeleton, Table, type Column, type MenuEntry } from "@/shared/ui";

import { setQuery, stepsQuery, type Step, type TestSet } from "../reading";
import { RunDialog } from "../runs/RunDialog";
import { RunsTable } from "../runs/RunsTable";
import { DeleteSetDialog } from "./DeleteSetDialog";
import { UploadDialog } from "./UploadDialog";

type Open = "run" | "replace" | "delete" | null;

/** One test set: what it asks and expects, and its runs. */
export default function SetPage() {
  const { t } = useTranslation("lab");
  const path = useWorkspacePath();
  const navigate = useNavigate();
  const { setId = "" } = useParams({ strict: false }) as { setId?: string };
  const mayWrite = useMay("genai.lab.write");
  const one = useQuery(setQuery(setId));
  const [open, setOpen] = useState<Open>(null);
  useDocumentTitle(one.data?.name, t("title"));
  const close = () => { setOpen(null); };
  if (one.error) return <ErrorState title={t("sets.unread")} trouble={troubleOf(one.error)} onRetry={() => void one.refetch()} />;
  const set = one.data;
  return (
    <>
      <PageHeader
        title={set?.name ?? ""}
        crumbs={[{ label: t("title"), to: path("/genai/lab") }]}
        chips={set && <Chip>{t("sets.count", { cases: set.cases, steps: set.steps })}</Chip>}
        actions={set && <Actions set={set} mayWrite={mayWrite} onOpen={setOpen} />}
        {...(mayWrite ? {} : { lock: t("lock") })}
      />
      <div className="max-w-page space-y-8 p-4 lg:p-6">
        {set ? <Notices set={set} /> : <Loading><Skeleton lines={6} /></Loading>}
        <section className="space-y-3" aria-labelledby="set-runs">
          <h2 id="set-runs" className="text-h2">{t("runs.title")}</h2>
          <RunsTable setId={setId} />
        </section>
        <section className="space-y-3" aria-labelledby="set-steps">
          <h2 id="set-steps" className="text-h2">{t("steps.title")}</h2>
          <Steps setId={setId} />
        </section>
      </div>
      {set && open === "run" && <RunDialog set={set} onClose={close} />}
      {set && open === "replace" && <UploadDialog set={set} onClose={close} />}
      {set && open === "delete" && <DeleteSetDialog set={set} onClose={close} onDone={() => void navigate({ to: path("/genai/lab") })} />}
    </>
  );
}

function Actions({ set, mayWrite, onOpen }: { set: TestSet; mayWrite: boolean; onOpen: (open: Open) => void }) {
  const { t } = useTranslation("lab");
  const items: MenuEntry[] = [
    { label: t("sets.download"), icon: Download, onSelect: () => void saveFile(`/api/v1/lab/test-sets/${set.id}/file`, `${set.name}.csv`) },
    ...(mayWrite
      ? ([
          { label: t("upload.replace"), icon: Upload, onSelect: () => { onOpen("replace"); } },
          "separator",
          { label: t("sets.delete"), icon: Trash2, danger: true, onSelect: () => { onOpen("delete"); } },
        ] as const)
      : []),
  ];
  return (
    <>
      <Menu items={items} label={t("sets.more", { name: set.name })} />
      {mayWrite && <Button variant="primary" icon={Play} onClick={() => { onOpen("run"); }}>{t("run.action")}</Button>}
    </>
  );
}

function Notices({ set }: { set: TestSet }) {
  const { t } = useTranslation("lab");
  const ignored = set.notices.filter((one) => one.code === "column_ignored").map((one) => one.value);
  const unknown = set.notices.filter((one) => one.code === "chunk_unknown").map((one) => one.value);
  if (!ignored.length && !unknown.length && !set.usedBy.length) return null;
  return (
    <div className="space-y-3">
      {set.usedBy.length > 0 && <Callout tone="info">{t("sets.guards", { names: set.usedBy.map((one) => String(one["name"])).join(", ") })}</Callout>}
      {unknown.length > 0 && (
        <Callout tone="warning" title={t("sets.unknownChunks", { count: unknown.length })}>
          <span className="font-mono text-caption anywhere">{unknown.slice(0, 20).join(", ")}{unknown.length > 20 && " …"}</span>
        </Callout>
      )}
      {ignored.length > 0 && <Callout tone="info">{t("sets.ignored", { columns: ignored.join(", ") })}</Callout>}
    </div>
  );
}

function Steps({ setId }: { setId: string }) {
  const { t } = useTranslation("lab");
  const list = useInfiniteQuery(stepsQuery(setId));
  const columns = useColumns();
  if (list.error) return <ErrorState title={t("sets.unread")} trouble={troubleOf(list.error)} onRetry={() => void list.refetch()} />;
  return (
    <Table
      label={t("steps.title")}
      rows={list.data ? rowsOf(list.data) : undefined}
      columns={columns}
      rowId={(row) => row.no}
      onEnd={() => { if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage(); }}
      loadingMore={list.isFetchingNextPage}
      refreshing={list.isRefetching}
    />
  );
}

function useColumns(): Column<Step>[] {
  const { t } = useTranslation("lab");
  return [
    { id: "no", header: t("columns.no"), width: 128, cell: (row) => <span className="font-mono text-caption anywhere">{row.no}</span> },
    { id: "question", header: t("columns.question"), minWidth: 200, cell: (row) => <span className="line-clamp-2 anywhere py-1">{row.question}</span> },
    { id: "chunks", header: t("columns.expectedChunk"), width: 150, hideBelow: "md", cell: (row) => <span className="line-clamp-2 font-mono text-caption anywhere">{row.expectedChunkIds.join(", ") || "–"}</span> },
    { id: "answer", header: t("columns.expectedAnswer"), minWidth: 160, hideBelow: "lg", cell: (row) => <span className="line-clamp-2 anywhere py-1">{row.expectedAnswer || "–"}</span> },
    { id: "checks", header: t("columns.checks"), width: 96, align: "right", hideBelow: "md", cell: (row) => formatNumber(checksOf(row)) },
    { id: "tags", header: t("columns.tags"), width: 140, hideBelow: "lg", cell: (row) => <span className="flex flex-wrap gap-1">{row.tags.map((tag) => <Chip key={tag}>{tag}</Chip>)}</span> },
  ];
}

function checksOf(row: Step): number {
  const single = [row.expect, row.language, row.maxSeconds].filter((one) => one !== null && one !== undefined).length;
  return row.mustContain.length + row.mustNotContain.length + row.mustCite.length + single;
}
