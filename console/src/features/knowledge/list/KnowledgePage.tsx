import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { BookOpen, FileText, Globe, PackageOpen, Plus, Settings, Sheet as SheetIcon, Trash2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import { rowsOf } from "@/api";
import { formatNumber } from "@/shared/format";
import { useDocumentTitle, useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { useShortcuts } from "@/shared/shortcuts";
import { Button, Empty, ErrorState, Filters, PageHeader, RelativeTime, SearchInput, Segmented, Table, type Column, type MenuEntry } from "@/shared/ui";

import { firstTab } from "../first";
import { Health } from "../Health";
import { basesQuery, type Base } from "../reading";
import { TrySamples } from "../TrySamples";

/** Forms and questions come when somebody creates, imports or deletes. */
const CreateDialog = lazy(() => import("./CreateDialog").then((module) => ({ default: module.CreateDialog })));
const BundleDialog = lazy(() => import("../BundleDialog").then((module) => ({ default: module.BundleDialog })));
const DeleteBaseDialog = lazy(() => import("../DeleteBaseDialog").then((module) => ({ default: module.DeleteBaseDialog })));

interface Address {
  q?: string;
  type?: string;
  create?: boolean;
  bring?: boolean;
}

export default function KnowledgePage() {
  const { t } = useTranslation("knowledge");
  const navigate = useNavigate();
  const mayWrite = useMay("genai.knowledge.write");
  const address = useSearch({ strict: false }) as Address;
  const { q = "", type = "" } = address;
  const list = useBases(q, type);
  useDocumentTitle(t("title"));
  const go = (change: Partial<Address>) => void navigate({ to: ".", search: shortened({ ...address, ...change }), replace: true });
  const isFiltered = q !== "" || type !== "";
  useShortcuts(mayWrite ? [{ keys: "c", label: t("create.action"), run: () => { go({ create: true }); } }] : []);
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          mayWrite && (
            <>
              <Button icon={PackageOpen} onClick={() => { go({ bring: true }); }}>{t("bundle.import")}</Button>
              <Button variant="primary" icon={Plus} onClick={() => { go({ create: true }); }}>{t("create.action")}</Button>
            </>
          )
        }
        {...(mayWrite ? {} : { lock: t("lock") })}
      />
      <div className="max-w-page space-y-4 p-4 lg:p-6">
        <div className="flex flex-wrap items-center gap-3">
          <div className="w-full md:max-w-80">
            <SearchInput value={q} onSearch={(text) => { go({ q: text }); }} placeholder={t("list.search")} label={t("list.search")} shortcut="/" />
          </div>
          <Filters>
            <Segmented
              label={t("list.type")}
              value={type || "all"}
              onChange={(next) => { go({ type: next === "all" ? "" : next }); }}
              options={[
                { value: "all", label: t("list.all") },
                { value: "documents", label: t("type.documentsShort"), icon: FileText },
                { value: "csv", label: t("type.csvShort"), icon: SheetIcon },
                { value: "external", label: t("type.externalShort"), icon: Globe },
              ]}
            />
          </Filters>
        </div>
        {list.error ? (
          <ErrorState title={t("list.unread")} trouble={troubleOf(list.error)} onRetry={() => void list.refetch()} />
        ) : (
          <Bases list={list} filtered={isFiltered ? { text: q || t(`type.${type}`), onClear: () => { go({ q: "", type: "" }); } } : null} onCreate={() => { go({ create: true }); }} />
        )}
      </div>
      <Suspense>
        {mayWrite && address.create && <CreateDialog onClose={() => { go({ create: false }); }} />}
        {mayWrite && address.bring && <BundleDialog onClose={() => { go({ bring: false }); }} />}
      </Suspense>
    </>
  );
}

function shortened(address: Address): Record<string, unknown> {
  return Object.fromEntries(Object.entries(address).filter(([, value]) => value !== "" && value !== false && value !== undefined));
}

interface BasesProps {
  list: ReturnType<typeof useBases>;
  filtered: { text: string; onClear: () => void } | null;
  onCreate: () => void;
}

const useBases = (q: string, type: string) => useInfiniteQuery(basesQuery(q, type));

function Bases({ list, filtered, onCreate }: BasesProps) {
  const { t } = useTranslation("knowledge");
  const path = useWorkspacePath();
  const mayWrite = useMay("genai.knowledge.write");
  const [leaving, setLeaving] = useState<Base | null>(null);
  const columns = useColumns();
  const menu = (base: Base): MenuEntry[] => [
    { label: t("list.openBase"), icon: BookOpen, href: path(`/genai/knowledge/${base.id}/${firstTab(base)}`) },
    { label: t("tabs.settings"), icon: Settings, href: path(`/genai/knowledge/${base.id}/settings`) },
    ...(mayWrite ? (["separator", { label: t("delete.action"), icon: Trash2, danger: true, onSelect: () => { setLeaving(base); } }] as const) : []),
  ];
  return (
    <>
      <Table
        label={t("title")}
        rows={list.data ? rowsOf(list.data) : undefined}
        columns={columns}
        rowId={(base) => base.id}
        rowLabel={(base) => base.name}
        rowLink={(base, content) => <Link to={path(`/genai/knowledge/${base.id}/${firstTab(base)}`)}>{content}</Link>}
        rowMenu={menu}
        onEnd={() => { if (list.hasNextPage) void list.fetchNextPage(); }}
        loadingMore={list.isFetchingNextPage}
        refreshing={list.isRefetching}
        filtered={filtered}
        empty={
          <Empty
            icon={BookOpen}
            title={t("list.empty")}
            action={mayWrite && <><Button icon={Plus} onClick={onCreate}>{t("create.action")}</Button><TrySamples /></>}
          >
            {t("list.emptyText")}
          </Empty>
        }
      />
      <Suspense>{leaving && <DeleteBaseDialog base={leaving} onClose={() => { setLeaving(null); }} />}</Suspense>
    </>
  );
}

const NOTHING = <span className="text-subtle">–</span>;

function useColumns(): Column<Base>[] {
  const { t } = useTranslation("knowledge");
  return [
    { id: "name", header: t("columns.name"), minWidth: 180, cell: (base) => base.name },
    { id: "type", header: t("columns.type"), width: 176, hideBelow: "lg", cell: (base) => <span className="text-muted">{t(`type.${base.type}`)}</span> },
    { id: "documents", header: t("columns.documents"), align: "right", width: 96, hideBelow: "md", cell: (base) => (base.type === "external" ? NOTHING : formatNumber(base.type === "csv" ? base.counts.chunks : base.counts.documents)) },
    { id: "chunks", header: t("columns.chunks"), align: "right", width: 80, hideBelow: "md", cell: (base) => (base.type === "external" ? NOTHING : formatNumber(base.counts.chunks)) },
    { id: "health", header: t("columns.health"), width: 152, cell: (base) => <Health base={base} /> },
    { id: "used", header: t("columns.used"), width: 184, hideBelow: "lg", cell: (base) => <UsedBy base={base} /> },
    { id: "updated", header: t("columns.updated"), width: 112, hideBelow: "md", cell: (base) => <span className="text-muted"><RelativeTime at={base.updatedAt} /></span> },
  ];
}

function UsedBy({ base }: { base: Base }) {
  const { t } = useTranslation("knowledge");
  const { fulfillments = 0, assistants = 0 } = base.usedBy;
  if (fulfillments + assistants === 0) return <span className="text-subtle">{t("list.unused")}</span>;
  return <span className="text-muted">{t("list.usedBy", { fulfillments, assistants })}</span>;
}
