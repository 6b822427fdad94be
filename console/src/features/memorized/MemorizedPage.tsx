import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { BookmarkCheck, Download, Pencil, Plus, Trash2, Upload } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import { rowsOf } from "@/api";
import { saveFile } from "@/shared/files";
import { useDocumentTitle, useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { useShortcuts } from "@/shared/shortcuts";
import { Button, Empty, ErrorState, Filters, PageHeader, SearchInput, Segmented, Table, toast } from "@/shared/ui";

import { useColumns } from "./columns";
import { Conflicts } from "./Conflicts";
import { listQuery, TABS, type Memorized, type Shown, type Tab } from "./reading";

/** Questions come when somebody imports or deletes. */
const DeleteDialog = lazy(() => import("./DeleteDialog").then((module) => ({ default: module.DeleteDialog })));
const ImportDialog = lazy(() => import("./importing/ImportDialog").then((module) => ({ default: module.ImportDialog })));

interface Search {
  q?: string;
  show?: Tab;
}

export default function MemorizedPage() {
  const { t } = useTranslation("memorized");
  const path = useWorkspacePath();
  const navigate = useNavigate();
  const mayWrite = useMay("genai.memorized.write");
  const { q = "", show = "all" } = useSearch({ strict: false }) as Search;
  const [isImporting, setImporting] = useState(false);
  useDocumentTitle(t("title"));
  const go = (search: Search) => void navigate({ to: ".", search: { ...(search.q ? { q: search.q } : {}), ...(search.show && search.show !== "all" ? { show: search.show } : {}) }, replace: true });
  useShortcuts(mayWrite ? [{ keys: "c", label: t("add"), run: () => void navigate({ to: path("/genai/memorized/new") }) }] : []);
  const add = (variant: "primary" | "secondary") => (
    <Button asChild variant={variant} icon={Plus}>
      <Link to={path("/genai/memorized/new")}>{t("add")}</Link>
    </Button>
  );
  const actions = (
    <>
      {mayWrite && <Button icon={Upload} onClick={() => { setImporting(true); }}>{t("import.action")}</Button>}
      <ExportButton />
      {mayWrite && add("primary")}
    </>
  );
  return (
    <>
      <PageHeader title={t("title")} actions={actions} {...(mayWrite ? {} : { lock: t("lock") })} />
      <div className="max-w-page space-y-4 p-4 lg:p-6">
        <p className="max-w-prose text-muted">{t("what")}</p>
        <div className="flex flex-wrap items-center gap-3">
          <div className="w-full md:max-w-80">
            <SearchInput value={q} onSearch={(text) => { go({ q: text, show }); }} placeholder={t("search")} label={t("search")} shortcut="/" />
          </div>
          <Filters>
            <Segmented label={t("tabs.label")} value={show} onChange={(tab) => { go({ q, show: tab }); }} options={TABS.map((tab) => ({ value: tab, label: t(`tabs.${tab}`) }))} />
          </Filters>
        </div>
        {show === "conflicts" ? <Conflicts /> : <Entries q={q} show={show} add={mayWrite && add("secondary")} onClear={() => { go({ show }); }} />}
      </div>
      <Suspense>{isImporting && <ImportDialog onClose={() => { setImporting(false); }} />}</Suspense>
    </>
  );
}

interface EntriesProps {
  q: string;
  show: Shown;
  add: React.ReactNode;
  onClear: () => void;
}

function Entries({ q, show, add, onClear }: EntriesProps) {
  const { t } = useTranslation("memorized");
  const path = useWorkspacePath();
  const mayWrite = useMay("genai.memorized.write");
  const list = useInfiniteQuery(listQuery(q, show));
  const columns = useColumns();
  const [leaving, setLeaving] = useState<Memorized | null>(null);
  if (list.error) return <ErrorState title={t("unread")} trouble={troubleOf(list.error)} onRetry={() => void list.refetch()} />;
  const empty = show === "all"
    ? <Empty icon={BookmarkCheck} title={t("empty")} action={add}>{t("emptyText")}</Empty>
    : <Empty icon={BookmarkCheck} title={t(`none.${show}`)} />;
  return (
    <>
      <Table
        label={t("title")}
        rows={list.data ? rowsOf(list.data) : undefined}
        columns={columns}
        rowId={(row) => row.id}
        rowLabel={(row) => row.question}
        rowLink={(row, content) => <Link to={path(`/genai/memorized/${row.id}`)}>{content}</Link>}
        rowMenu={(row) => [
          { label: t(mayWrite ? "edit" : "open"), icon: Pencil, href: path(`/genai/memorized/${row.id}`) },
          ...(mayWrite ? (["separator", { label: t("delete"), icon: Trash2, danger: true, onSelect: () => { setLeaving(row); } }] as const) : []),
        ]}
        onEnd={() => { if (list.hasNextPage) void list.fetchNextPage(); }}
        loadingMore={list.isFetchingNextPage}
        refreshing={list.isRefetching}
        filtered={q ? { text: q, onClear } : null}
        empty={empty}
      />
      <Suspense>{leaving && <DeleteDialog one={leaving} onClose={() => { setLeaving(null); }} />}</Suspense>
    </>
  );
}

function ExportButton() {
  const { t } = useTranslation("memorized");
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      await saveFile("/api/v1/memorized-responses/export", "memorized-responses.csv");
    } catch (error) {
      toast({ text: troubleOf(error).message, tone: "danger" });
    }
    setBusy(false);
  };
  return <Button icon={Download} busy={busy} onClick={() => void save()}>{t("export")}</Button>;
}
