import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { FileText, FileUp, Globe, Plus, TextCursorInput } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { rowsOf } from "@/api";
import { formatBytes, formatDate, formatNumber } from "@/shared/format";
import { useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Chip, DropZone, Empty, ErrorState, Filters as FilterGroup, Menu, SearchInput, Segmented, Switch, Table, type Column } from "@/shared/ui";

import { TrySamples } from "../TrySamples";
import { documentsQuery, type Base, type Document } from "../reading";
import { readable } from "../websites/reading";
import { Websites } from "../websites/Websites";
import { WebsiteSheet } from "../websites/WebsiteSheet";
import { DocumentBulk } from "./DocumentBulk";
import { DocumentDialogs, useDocumentMenu, type Asked } from "./DocumentMenu";
import { failingFirst, STATES } from "./order";
import { State } from "./State";
import { TextDialog } from "./TextDialog";
import { ACCEPT, MAX_BYTES } from "./upload";
import { Uploads } from "./Uploads";
import { useSwitch } from "./changing";
import { useUploads } from "./useUploads";

interface Address {
  q?: string;
  state?: string;
}

/** The documents of a base: taking new ones, how they stand, and what can be done with them. */
export function Documents({ base }: { base: Base }) {
  const { t } = useTranslation("knowledge");
  const mayWrite = useMay("genai.knowledge.write");
  const uploads = useUploads(base.id);
  const [adding, setAdding] = useState<"text" | "website" | null>(null);
  const close = () => { setAdding(null); };
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <div className="max-w-page flex-1 space-y-4 p-4 lg:p-6">
        {mayWrite && (
          <DropZone onFiles={uploads.start} accept={ACCEPT} maxBytes={MAX_BYTES} hint={t("documents.dropHint", { limit: formatBytes(MAX_BYTES) })} />
        )}
        <Uploads baseId={base.id} sent={uploads.sent} onClear={uploads.clear} />
        <Websites base={base} />
        <Filters
          base={base}
          add={
            mayWrite && (
              <>
                <input
                  ref={picker}
                  type="file"
                  multiple
                  hidden
                  aria-label={t("documents.files")}
                  accept={ACCEPT.join(",")}
                  onChange={(event) => { uploads.start([...(event.target.files ?? [])]); event.target.value = ""; }}
                />
                <Menu
                  trigger={<Button variant="primary" icon={Plus}>{t("documents.add")}</Button>}
                  align="end"
                  items={[
                    { label: t("documents.files"), icon: FileUp, onSelect: () => { picker.current?.click(); } },
                    { label: t("websites.add"), icon: Globe, onSelect: () => { setAdding("website"); } },
                    { label: t("documents.paste"), icon: TextCursorInput, onSelect: () => { setAdding("text"); } },
                  ]}
                />
              </>
            )
          }
        />
        <Rows base={base} />
      </div>
      {adding === "text" && <TextDialog baseId={base.id} onClose={close} />}
      {adding === "website" && <WebsiteSheet baseId={base.id} onClose={close} />}
    </>
  );
}

function useAddress() {
  const navigate = useNavigate();
  const { q = "", state = "" } = useSearch({ strict: false }) as Address;
  const go = (change: Address) => {
    const next = Object.entries({ q, state, ...change }).filter(([, value]) => value !== "");
    void navigate({ to: ".", search: Object.fromEntries(next), replace: true });
  };
  return { q, state, go };
}

function Filters({ base, add }: { base: Base; add: React.ReactNode }) {
  const { t } = useTranslation("knowledge");
  const { q, state, go } = useAddress();
  const counts: Record<string, number> = { failed: base.counts.failed, working: base.counts.working, ready: base.counts.ready };
  const options = [
    { value: "all", label: t("list.all") },
    ...STATES.map((each) => ({ value: each as string, label: t(`filter.${each}`), ...(counts[each] ? { count: counts[each] } : {}) })),
  ];
  return (
    <div className="flex flex-wrap items-center gap-3">
      <div className="w-full md:max-w-72">
        <SearchInput value={q} onSearch={(text) => { go({ q: text }); }} placeholder={t("documents.search")} label={t("documents.search")} shortcut="/" />
      </div>
      <FilterGroup><Segmented label={t("columns.state")} value={state || "all"} onChange={(next) => { go({ state: next === "all" ? "" : next }); }} options={options} /></FilterGroup>
      <div className="ml-auto">{add}</div>
    </div>
  );
}

function Rows({ base }: { base: Base }) {
  const { t } = useTranslation("knowledge");
  const path = useWorkspacePath();
  const mayWrite = useMay("genai.knowledge.write");
  const { q, state, go } = useAddress();
  const list = useInfiniteQuery(documentsQuery(base.id, { q, state }));
  const failing = useInfiniteQuery({ ...documentsQuery(base.id, { q, state: "failed" }), enabled: state === "" && base.counts.failed > 0 });
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<Asked | null>(null);
  const columns = useColumns();
  const menu = useDocumentMenu(setAsked);
  const rows = list.data ? failingFirst(state === "" ? rowsOf(failing.data) : [], rowsOf(list.data)) : undefined;
  const isFiltered = q !== "" || state !== "";
  if (list.error) return <ErrorState title={t("documents.unread")} trouble={troubleOf(list.error)} onRetry={() => void list.refetch()} />;
  return (
    <>
      <Table
        label={t("tabs.documents")}
        rows={rows}
        columns={columns}
        rowId={(document) => document.id}
        rowLabel={(document) => document.title}
        rowLink={(document, content) => <Link to={path(`/genai/knowledge/${base.id}/documents/${document.id}`)}>{content}</Link>}
        rowMenu={menu}
        {...(mayWrite ? { selected: ticked, onSelect: setTicked } : {})}
        onEnd={() => { if (list.hasNextPage) void list.fetchNextPage(); }}
        loadingMore={list.isFetchingNextPage}
        refreshing={list.isRefetching}
        {...(isFiltered ? {} : { total: base.counts.documents })}
        filtered={isFiltered ? { text: q || t(`filter.${state}`), onClear: () => { go({ q: "", state: "" }); } } : null}
        empty={
          <Empty icon={FileText} title={t("documents.empty")} action={mayWrite && <TrySamples baseId={base.id} />}>{t(mayWrite ? "documents.emptyText" : "documents.emptyRead")}</Empty>
        }
      />
      <DocumentBulk documents={(rows ?? []).filter((row) => ticked.has(row.id))} onClear={() => { setTicked(new Set()); }} />
      <DocumentDialogs asked={asked} onClose={() => { setAsked(null); }} />
    </>
  );
}

function useColumns(): Column<Document>[] {
  const { t } = useTranslation("knowledge");
  const mayWrite = useMay("genai.knowledge.write");
  const turn = useSwitch();
  return [
    { id: "title", header: t("columns.document"), minWidth: 144, cell: (document) => <Title document={document} /> },
    { id: "state", header: t("columns.state"), width: 208, cell: (document) => <State document={document} /> },
    { id: "pages", header: t("columns.pages"), align: "right", width: 72, hideBelow: "md", cell: (document) => formatNumber(document.pages || null) },
    { id: "chunks", header: t("columns.chunks"), align: "right", width: 80, hideBelow: "md", cell: (document) => formatNumber(document.chunks) },
    { id: "dates", header: t("columns.expires"), width: 152, hideBelow: "lg", cell: (document) => <Dates document={document} /> },
    { id: "labels", header: t("columns.labels"), width: 120, hideBelow: "lg", cell: (document) => <Labels labels={document.labels} /> },
    {
      id: "on", header: t("columns.on"), width: 64, hideBelow: "md",
      cell: (document) => (
        <Switch hideLabel label={t("documents.use", { title: document.title })} checked={document.enabled} disabled={!mayWrite} {...(mayWrite ? {} : { reason: t("lock") })} onChange={(on) => void turn(document, on)} />
      ),
    },
  ];
}

/** The title; below it where a page of a website was fetched from. */
function Title({ document }: { document: Document }) {
  return (
    <span className="block min-w-0">
      <span className="anywhere">{document.title}</span>
      {document.source === "page" && <span className="block text-caption font-normal text-subtle anywhere">{readable(document.path)}</span>}
    </span>
  );
}

function Dates({ document }: { document: Document }) {
  const { t } = useTranslation("knowledge");
  const now = Date.now();
  if (document.expiresAt) {
    const isOver = new Date(document.expiresAt).getTime() < now;
    return <span className={isOver ? "text-danger-text" : "text-muted"}>{t(isOver ? "documents.expired" : "documents.expires", { date: formatDate(document.expiresAt) })}</span>;
  }
  if (document.reviewBy) {
    const isDue = new Date(document.reviewBy).getTime() < now;
    return <span className={isDue ? "text-warning-text" : "text-muted"}>{t("documents.review", { date: formatDate(document.reviewBy) })}</span>;
  }
  return <span className="text-subtle">–</span>;
}

function Labels({ labels }: { labels: string[] }) {
  if (!labels.length) return <span className="text-subtle">–</span>;
  return (
    <span className="flex flex-wrap gap-1">
      {labels.slice(0, 2).map((label) => <Chip key={label}>{label}</Chip>)}
      {labels.length > 2 && <Chip title={labels.slice(2).join(", ")}>{`+${String(labels.length - 2)}`}</Chip>}
    </span>
  );
}
