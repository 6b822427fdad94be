import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { formatNumber } from "@/shared/format";
import { useDocumentTitle, useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Chip, ErrorState, Loading, Menu, PageHeader, Skeleton, SplitView } from "@/shared/ui";

import { DocumentDialogs, useDocumentMenu, type Asked } from "../documents/DocumentMenu";
import { StateChip } from "../documents/State";
import { baseQuery, chunkQuery, documentQuery, pageChunksQuery, type Base, type Document } from "../reading";
import { placeOf, type Place } from "./address";
import { ChunkCards } from "./ChunkCards";
import { Original } from "./Original";
import { StateStrip } from "./StateStrip";

/** A document beside its chunks: where each comes from, and what it says now. */
export default function DocumentPage() {
  const { t } = useTranslation("knowledge");
  const path = useWorkspacePath();
  const navigate = useNavigate();
  const { baseId = "", docId = "" } = useParams({ strict: false });
  const base = useQuery(baseQuery(baseId));
  const document = useQuery(documentQuery(baseId, docId));
  const mayWrite = useMay("genai.knowledge.write");
  const [asked, setAsked] = useState<Asked | null>(null);
  const menu = useDocumentMenu(setAsked);
  useDocumentTitle(document.data?.title, base.data?.name, t("title"));
  const trouble = base.error ?? document.error;
  const list = path(`/genai/knowledge/${baseId}/documents`);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader
        title={document.data?.title ?? ""}
        crumbs={[{ label: t("title"), to: path("/genai/knowledge") }, { label: base.data?.name ?? "…", to: list }]}
        chips={document.data && <Facts document={document.data} />}
        actions={document.data && <Menu label={t("split.actions")} items={menu(document.data).slice(1)} />}
        {...(mayWrite ? {} : { lock: t("lock") })}
      />
      {trouble ? (
        <ErrorState title={t("split.unread")} trouble={troubleOf(trouble)} onRetry={() => { void base.refetch(); void document.refetch(); }} />
      ) : base.data && document.data ? (
        <Split base={base.data} document={document.data} onAsk={setAsked} />
      ) : (
        <div className="p-4 lg:p-6"><Loading><Skeleton lines={8} /></Loading></div>
      )}
      <DocumentDialogs asked={asked} onClose={() => { setAsked(null); }} onDeleted={() => void navigate({ to: list, replace: true })} />
    </div>
  );
}

function Facts({ document }: { document: Document }) {
  const { t } = useTranslation("knowledge");
  return (
    <>
      <StateChip document={document} />
      {document.pages > 0 && <Chip>{t("split.pages", { count: document.pages })}</Chip>}
      <Chip>{t("split.chunksAll", { count: document.chunks, shown: formatNumber(document.chunks) })}</Chip>
    </>
  );
}

/** The page to show: the address's, that of its chunk, else the first; null for a document without pages. */
function usePlace(base: Base, document: Document): Place & { isSettled: boolean } {
  const place = placeOf(useSearch({ strict: false }));
  const isAsked = place.page === null && place.chunk !== "";
  const chunk = useQuery({ ...chunkQuery(base.id, place.chunk), enabled: isAsked, retry: false });
  if (document.pages === 0) return { ...place, page: null, isSettled: true };
  const page = place.page ?? chunk.data?.page ?? 1;
  return { ...place, page: Math.min(page, document.pages), isSettled: !isAsked || !chunk.isPending };
}

interface SplitProps {
  base: Base;
  document: Document;
  onAsk: (asked: Asked) => void;
}

function Split({ base, document, onAsk }: SplitProps) {
  const { t } = useTranslation("knowledge");
  const navigate = useNavigate();
  const place = usePlace(base, document);
  const [hovered, setHovered] = useState<string | null>(null);
  const chunks = useQuery({ ...pageChunksQuery(base.id, document.id, place.page), enabled: place.isSettled });
  const go = (search: Record<string, unknown>) => void navigate({ to: ".", search, replace: true });
  const pick = (chunkId: string) => { go({ ...(place.page === null ? {} : { page: place.page }), chunk: chunkId }); };
  const shared = { base, document, place, chunks: chunks.data, hovered, onHover: setHovered, onPick: pick };
  return (
    <>
      <StateStrip document={document} onAsk={onAsk} />
      <div className="min-h-0 flex-1 max-lg:p-4">
        <SplitView
          id="document"
          leftLabel={t("split.document")}
          rightLabel={t("tabs.chunks")}
          left={<Original {...shared} onPage={(page) => { go({ page }); }} />}
          right={<ChunkCards {...shared} trouble={chunks.error ? troubleOf(chunks.error) : null} onRetry={() => void chunks.refetch()} />}
        />
      </div>
    </>
  );
}
