import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { BookOpen, FilePlus2, ScanText, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { rowsOf } from "@/api";
import { formatNumber } from "@/shared/format";
import { useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { useShortcuts } from "@/shared/shortcuts";
import { Button, Chip, Combobox, CopyId, Empty, ErrorState, SearchInput, Select, Switch, Table, type Column } from "@/shared/ui";

import { chunksQuery, namesQuery, type Base, type Chunk } from "../reading";
import { useBase } from "../useBase";
import { filtersOf, searchOf, type ChunkAddress } from "./address";
import { useSwitchChunk } from "./changing";
import { ChunkSheet } from "./ChunkSheet";
import { DeleteChunk } from "./DeleteChunk";
import { ExportButton } from "./ExportButton";

function useAddress() {
  const navigate = useNavigate();
  const address = useSearch({ strict: false }) as ChunkAddress;
  const go = (change: Partial<ChunkAddress>) => void navigate({ to: ".", search: searchOf({ ...address, ...change }), replace: true });
  return { address, go };
}

/** Every chunk of a base: found, read, corrected, switched. */
export default function ChunksTab() {
  const base = useBase();
  const { address, go } = useAddress();
  return (
    <div className="max-w-page flex-1 space-y-4 p-4 lg:p-6">
      <Filters base={base} />
      <Rows base={base} />
      {address.chunk && <ChunkSheet key={address.chunk} base={base} chunkId={address.chunk} onClose={() => { go({ chunk: "" }); }} onMade={(id) => { go({ chunk: id }); }} />}
    </div>
  );
}

function Filters({ base }: { base: Base }) {
  const { t } = useTranslation("knowledge");
  const { address, go } = useAddress();
  const mayWrite = useMay("genai.knowledge.write");
  useShortcuts(mayWrite ? [{ keys: "c", label: t("chunks.add"), run: () => { go({ chunk: "new" }); } }] : []);
  const names = useQuery({ ...namesQuery(base.id), enabled: base.type !== "csv" });
  return (
    <div className="flex flex-wrap items-center gap-3">
      <div className="w-full md:max-w-72">
        <SearchInput value={address.q ?? ""} onSearch={(q) => { go({ q }); }} placeholder={t("chunks.search")} label={t("chunks.search")} shortcut="/" />
      </div>
      {base.type !== "csv" && (
        <div className="w-full max-w-56">
          <Combobox
            clearable
            label={t("columns.document")}
            placeholder={t("chunks.allDocuments")}
            value={address.documentId ?? null}
            onChange={(documentId) => { go({ documentId: documentId ?? "" }); }}
            options={(names.data ?? []).map((document) => ({ value: document.id, label: document.title }))}
          />
        </div>
      )}
      <Select
        compact
        label={t("chunks.show")}
        value={address.only ?? "all"}
        onChange={(only) => { go({ only: only === "all" ? "" : only }); }}
        options={(["all", "on", "off", "edited", "unedited"] as const).map((only) => ({ value: only as string, label: t(`chunks.only.${only}`) }))}
      />
      <div className="ml-auto flex gap-2">
        <ExportButton base={base} />
        {mayWrite && <Button icon={FilePlus2} onClick={() => { go({ chunk: "new" }); }}>{t("chunks.add")}</Button>}
      </div>
    </div>
  );
}

function Rows({ base }: { base: Base }) {
  const { t } = useTranslation("knowledge");
  const path = useWorkspacePath();
  const { address, go } = useAddress();
  const mayWrite = useMay("genai.knowledge.write");
  const list = useInfiniteQuery(chunksQuery(base.id, filtersOf(address)));
  const [leaving, setLeaving] = useState<Chunk | null>(null);
  const columns = useColumns(base);
  const isFiltered = Boolean(address.q ?? address.documentId ?? address.only);
  if (list.error) return <ErrorState title={t("chunks.unread")} trouble={troubleOf(list.error)} onRetry={() => void list.refetch()} />;
  return (
    <>
      <Table
        label={t("tabs.chunks")}
        rows={list.data ? rowsOf(list.data) : undefined}
        columns={columns}
        rowId={(chunk) => chunk.chunkId}
        rowLabel={(chunk) => chunk.title || chunk.chunkId}
        rowLink={(chunk, content) => <Link to="." search={searchOf({ ...address, chunk: chunk.chunkId })} replace>{content}</Link>}
        rowMenu={(chunk) => [
          { label: t(mayWrite ? "chunks.edit" : "open"), icon: BookOpen, onSelect: () => { go({ chunk: chunk.chunkId }); } },
          ...(base.type === "csv" ? [] : [{ label: t("chunks.inDocument"), icon: ScanText, href: placeOf(path, base, chunk) }]),
          ...(mayWrite ? (["separator", { label: t("chunks.delete"), icon: Trash2, danger: true, onSelect: () => { setLeaving(chunk); } }] as const) : []),
        ]}
        activeId={address.chunk ?? null}
        onEnd={() => { if (list.hasNextPage) void list.fetchNextPage(); }}
        loadingMore={list.isFetchingNextPage}
        refreshing={list.isRefetching}
        {...(isFiltered ? {} : { total: base.counts.chunks })}
        filtered={isFiltered ? { text: address.q ?? t("chunks.filters"), onClear: () => { go({ q: "", documentId: "", only: "" }); } } : null}
        empty={<Empty icon={BookOpen} title={t("chunks.empty")}>{t(base.type === "csv" ? "chunks.emptyCsv" : "chunks.emptyText")}</Empty>}
      />
      {leaving && <DeleteChunk base={base} chunk={leaving} onClose={() => { setLeaving(null); }} />}
    </>
  );
}

/** The address of a chunk in its document. */
function placeOf(path: (to: string) => string, base: Base, chunk: Chunk): string {
  const page = chunk.page === null ? "" : `page=${String(chunk.page)}&`;
  return path(`/genai/knowledge/${base.id}/documents/${chunk.documentId}?${page}chunk=${encodeURIComponent(chunk.chunkId)}`);
}

function useColumns(base: Base): Column<Chunk>[] {
  const { t } = useTranslation("knowledge");
  const mayWrite = useMay("genai.knowledge.write");
  const turn = useSwitchChunk(base.id);
  return [
    { id: "content", header: t("columns.chunk"), minWidth: 240, cell: (chunk) => <ChunkWords chunk={chunk} /> },
    { id: "id", header: t("columns.id"), width: 164, hideBelow: "md", cell: (chunk) => <CopyId value={chunk.chunkId} label={t("columns.id")} /> },
    { id: "keywords", header: t("columns.keywords"), width: 168, hideBelow: "lg", cell: (chunk) => <span className="clamp-2 text-muted">{chunk.keywords.join(", ") || "–"}</span> },
    { id: "questions", header: t("columns.questions"), width: 96, align: "right", hideBelow: "lg", cell: (chunk) => formatNumber(chunk.questions.length) },
    { id: "page", header: t("columns.page"), width: 72, align: "right", hideBelow: "md", cell: (chunk) => formatNumber(chunk.page) },
    { id: "tokens", header: t("columns.tokens"), width: 88, align: "right", hideBelow: "md", cell: (chunk) => formatNumber(chunk.tokens) },
    {
      id: "on", header: t("columns.on"), width: 64,
      cell: (chunk) => (
        <Switch hideLabel label={t("chunks.use", { id: chunk.chunkId })} checked={chunk.enabled} disabled={!mayWrite} {...(mayWrite ? {} : { reason: t("lock") })} onChange={(on) => void turn(chunk, on)} />
      ),
    },
  ];
}

function ChunkWords({ chunk }: { chunk: Chunk }) {
  const { t } = useTranslation("knowledge");
  return (
    <span className="block py-1 font-normal">
      <span className="flex flex-wrap items-center gap-x-2">
        <span className="min-w-0 font-medium anywhere">{chunk.title || t("chunks.untitled")}</span>
        {chunk.sourceChanged && <Chip tone="warning">{t("chunks.sourceChanged")}</Chip>}
        {chunk.edited && <Chip tone="info">{t("chunks.edited")}</Chip>}
      </span>
      <span className="clamp-2 text-muted">{textOf(chunk)}</span>
    </span>
  );
}

/** The words after the title, which the content often repeats. */
function textOf({ title, content }: Chunk): string {
  const plain = content.replace(/\s+/g, " ").trim();
  return (title && plain.startsWith(title) ? plain.slice(title.length).trim() : plain).slice(0, 300) || plain.slice(0, 300);
}
