import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Download, FlaskConical, Play, Repeat, Trash2, Upload } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import { rowsOf } from "@/api";
import { formatNumber } from "@/shared/format";
import { useDocumentTitle, useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { useShortcuts } from "@/shared/shortcuts";
import { Button, Empty, ErrorState, PageHeader, RelativeTime, SearchInput, Table, type Column, type MenuEntry } from "@/shared/ui";

import { saveFile } from "@/shared/files";
import { setsQuery, type TestSet } from "./reading";
import { readWanted } from "./replays/picking";
import { RunsTable } from "./runs/RunsTable";
import { RunStatus } from "./runs/RunStatus";

/** Questions come when somebody asks them. */
const RunDialog = lazy(() => import("./runs/RunDialog").then((module) => ({ default: module.RunDialog })));
const DeleteSetDialog = lazy(() => import("./sets/DeleteSetDialog").then((module) => ({ default: module.DeleteSetDialog })));
const ReplayDialog = lazy(() => import("./replays/ReplayDialog").then((module) => ({ default: module.ReplayDialog })));
const SaveCaseDialog = lazy(() => import("./sets/SaveCaseDialog").then((module) => ({ default: module.SaveCaseDialog })));
const UploadDialog = lazy(() => import("./sets/UploadDialog").then((module) => ({ default: module.UploadDialog })));

interface Address {
  q?: string;
  upload?: boolean;
  /** The exchanges that cases are made of, with commas between. */
  save?: string;
  /** Which sessions are to be asked again: `true`, or what the report chose. */
  replay?: unknown;
}

/** The test sets, and below them every run there was. */
export default function LabPage() {
  const { t } = useTranslation("lab");
  const navigate = useNavigate();
  const mayWrite = useMay("genai.lab.write");
  const { q = "", upload = false, save, replay } = useSearch({ strict: false }) as Address;
  const wanted = readWanted(replay);
  useDocumentTitle(t("title"));
  const go = (next: Address) => void navigate({ to: ".", search: { ...(next.q ? { q: next.q } : {}), ...(next.upload ? { upload: true } : {}), ...(next.replay ? { replay: true } : {}) }, replace: true });
  useShortcuts(mayWrite ? [{ keys: "c", label: t("upload.action"), run: () => { go({ q, upload: true }); } }] : []);
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={mayWrite && <Button variant="primary" icon={Upload} onClick={() => { go({ q, upload: true }); }}>{t("upload.action")}</Button>}
        {...(mayWrite ? {} : { lock: t("lock") })}
      />
      <div className="max-w-page space-y-8 p-4 lg:p-6">
        <section className="space-y-4" aria-labelledby="lab-sets">
          <div className="flex flex-wrap items-end justify-between gap-3">
            <div>
              <h2 id="lab-sets" className="text-h2">{t("sets.title")}</h2>
              <p className="max-w-prose text-muted">{t("what")}</p>
            </div>
            <div className="w-full md:max-w-80">
              <SearchInput value={q} onSearch={(text) => { go({ q: text }); }} placeholder={t("sets.search")} label={t("sets.search")} shortcut="/" />
            </div>
          </div>
          <Sets q={q} onClear={() => { go({}); }} onUpload={() => { go({ upload: true }); }} />
        </section>
        <section className="space-y-4" aria-labelledby="lab-runs">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <h2 id="lab-runs" className="text-h2">{t("runs.title")}</h2>
            {mayWrite && <Button icon={Repeat} onClick={() => { go({ q, replay: true }); }}>{t("replay.action")}</Button>}
          </div>
          <RunsTable />
        </section>
      </div>
      <Suspense>
        {mayWrite && upload && <UploadDialog onClose={() => { go({ q }); }} />}
        {mayWrite && save !== undefined && <SaveCaseDialog messageIds={save.split(",")} onClose={() => { go({ q }); }} />}
        {mayWrite && wanted && <ReplayDialog wanted={wanted} onClose={() => { go({ q }); }} />}
      </Suspense>
    </>
  );
}

interface SetsProps {
  q: string;
  onClear: () => void;
  onUpload: () => void;
}

function Sets({ q, onClear, onUpload }: SetsProps) {
  const { t } = useTranslation("lab");
  const path = useWorkspacePath();
  const mayWrite = useMay("genai.lab.write");
  const list = useInfiniteQuery(setsQuery(q));
  const [running, setRunning] = useState<TestSet | null>(null);
  const [leaving, setLeaving] = useState<TestSet | null>(null);
  const columns = useColumns();
  if (list.error) return <ErrorState title={t("sets.unread")} trouble={troubleOf(list.error)} onRetry={() => void list.refetch()} />;
  const menu = (row: TestSet): MenuEntry[] => [
    ...(mayWrite ? [{ label: t("run.action"), icon: Play, onSelect: () => { setRunning(row); } }] : []),
    { label: t("sets.download"), icon: Download, onSelect: () => void saveFile(`/api/v1/lab/test-sets/${row.id}/file`, `${row.name}.csv`) },
    ...(mayWrite ? (["separator", { label: t("sets.delete"), icon: Trash2, danger: true, onSelect: () => { setLeaving(row); } }] as const) : []),
  ];
  return (
    <>
      <Table
        label={t("sets.title")}
        rows={list.data ? rowsOf(list.data) : undefined}
        columns={columns}
        rowId={(row) => row.id}
        rowLabel={(row) => row.name}
        rowLink={(row, content) => <Link to={path(`/genai/lab/sets/${row.id}`)}>{content}</Link>}
        rowMenu={menu}
        onEnd={() => { if (list.hasNextPage) void list.fetchNextPage(); }}
        loadingMore={list.isFetchingNextPage}
        refreshing={list.isRefetching}
        filtered={q ? { text: q, onClear } : null}
        empty={
          <Empty icon={FlaskConical} title={t("sets.empty")} action={mayWrite && <Button icon={Upload} onClick={onUpload}>{t("upload.action")}</Button>}>
            {t("sets.emptyText")}
          </Empty>
        }
      />
      <Suspense>
        {running && <RunDialog set={running} onClose={() => { setRunning(null); }} />}
        {leaving && <DeleteSetDialog set={leaving} onClose={() => { setLeaving(null); }} />}
      </Suspense>
    </>
  );
}

function useColumns(): Column<TestSet>[] {
  const { t } = useTranslation("lab");
  return [
    { id: "name", header: t("columns.name"), minWidth: 180, cell: (row) => row.name },
    { id: "cases", header: t("columns.cases"), width: 80, align: "right", cell: (row) => formatNumber(row.cases) },
    { id: "steps", header: t("columns.steps"), width: 80, align: "right", hideBelow: "md", cell: (row) => formatNumber(row.steps) },
    { id: "last", header: t("columns.lastRun"), width: 240, hideBelow: "md", cell: (row) => <LastRun row={row} /> },
    { id: "edited", header: t("columns.edited"), width: 120, hideBelow: "lg", cell: (row) => <span className="text-muted"><RelativeTime at={row.updatedAt} /></span> },
  ];
}

function LastRun({ row }: { row: TestSet }) {
  const { t } = useTranslation("lab");
  const path = useWorkspacePath();
  if (!row.lastRun) return <span className="text-subtle">{t("sets.neverRun")}</span>;
  return (
    <span className="flex items-center gap-2">
      <RunStatus status={row.lastRun.status as never} />
      <Link className="truncate-line hover:underline" to={path(`/genai/lab/runs/${row.lastRun.id}`)}>{row.lastRun.assistantName}</Link>
    </span>
  );
}
