import { BookOpen, FilePlus2, Pencil, SlidersHorizontal } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useMay } from "@/shared/session";
import type { Trouble } from "@/shared/session/trouble";
import { Button, Chip, CopyId, cx, Empty, ErrorState, IconButton, Loading, Skeleton, Switch } from "@/shared/ui";

import { useSwitchChunk } from "../chunks/changing";
import { ChunkForm } from "../chunks/ChunkForm";
import { ChunkSheet } from "../chunks/ChunkSheet";
import { isWorking } from "../health";
import type { Chunk } from "../reading";
import type { SplitState } from "./shared";

interface ChunkCardsProps extends SplitState {
  trouble: Trouble | null;
  onRetry: () => void;
}

/** The chunks of the page: read, switched, corrected where they stand. */
export function ChunkCards(props: ChunkCardsProps) {
  const { t } = useTranslation("knowledge");
  const { base, document, place, chunks, trouble, onRetry } = props;
  const mayWrite = useMay("genai.knowledge.write");
  const [open, setOpen] = useState<string | null>(null);
  const count = chunks?.length ?? 0;
  const title = place.page === null ? t("split.chunksAll", { count, shown: String(count) }) : t("split.chunksOn", { count, page: place.page });
  return (
    <div className="flex min-h-full flex-col">
      <div className="sticky top-0 z-10 flex min-h-12 flex-wrap items-center gap-2 border-b border-border bg-canvas px-4 py-2">
        <h2 className="font-medium">{chunks ? title : t("tabs.chunks")}</h2>
        {mayWrite && base.type !== "csv" && <Button size="small" icon={FilePlus2} className="ml-auto" onClick={() => { setOpen("new"); }}>{t("chunks.add")}</Button>}
      </div>
      <div className="flex-1 p-4">
        {trouble ? (
          <ErrorState title={t("chunks.unread")} trouble={trouble} onRetry={onRetry} />
        ) : !chunks ? (
          <Loading><Skeleton lines={6} /></Loading>
        ) : count === 0 ? (
          <Empty icon={BookOpen} title={t(isWorking(document) ? "split.chunksNotYet" : place.page === null ? "split.noChunksAtAll" : "split.noChunks")} />
        ) : (
          <ul className="space-y-3">{chunks.map((chunk) => <ChunkCard key={chunk.chunkId} chunk={chunk} {...props} onOpen={() => { setOpen(chunk.chunkId); }} />)}</ul>
        )}
      </div>
      {open && <ChunkSheet key={open} base={base} chunkId={open} documentId={document.id} onClose={() => { setOpen(null); }} onMade={() => { setOpen(null); }} />}
    </div>
  );
}

interface ChunkCardProps extends SplitState {
  chunk: Chunk;
  onOpen: () => void;
}

function ChunkCard({ chunk, base, place, hovered, onHover, onPick, onOpen }: ChunkCardProps) {
  const { t } = useTranslation("knowledge");
  const mayWrite = useMay("genai.knowledge.write");
  const card = useRef<HTMLLIElement>(null);
  const turn = useSwitchChunk(base.id);
  const [isEditing, setEditing] = useState(false);
  const isPicked = place.chunk === chunk.chunkId;
  const isQuoted = place.span !== null && chunk.start !== null && chunk.end !== null && place.span.start < chunk.end && chunk.start < place.span.end;
  const isLit = hovered === chunk.chunkId || (hovered === null && isPicked);
  useEffect(() => { if (isPicked || isQuoted) card.current?.scrollIntoView({ block: "nearest" }); }, [isPicked, isQuoted]);
  return (
    <li
      ref={card}
      onMouseEnter={() => { onHover(chunk.chunkId); }}
      onMouseLeave={() => { onHover(null); }}
      className={cx("rounded-card border bg-surface p-3 transition-colors", isLit ? "border-accent" : isQuoted ? "border-warning" : "border-border", !chunk.enabled && "opacity-80")}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <CopyId value={chunk.chunkId} label={t("columns.id")} />
        <span className="numbers text-caption text-subtle">{t("chunks.tokens", { count: chunk.tokens })}</span>
        {isQuoted && <Chip tone="warning">{t("split.quoted")}</Chip>}
        {chunk.sourceChanged && <Chip tone="warning">{t("chunks.sourceChanged")}</Chip>}
        {chunk.edited && <Chip tone="info">{t("chunks.edited")}</Chip>}
        <span className="ml-auto flex items-center gap-1">
          {mayWrite && !isEditing && <IconButton icon={Pencil} size="small" variant="ghost" label={t("chunks.edit")} onClick={() => { setEditing(true); }} />}
          <IconButton icon={SlidersHorizontal} size="small" variant="ghost" label={t("split.allFields")} onClick={onOpen} />
          <Switch hideLabel label={t("chunks.use", { id: chunk.chunkId })} checked={chunk.enabled} disabled={!mayWrite} onChange={(on) => void turn(chunk, on)} />
        </span>
      </div>
      {isEditing ? (
        <div className="mt-3"><ChunkForm base={base} chunk={chunk} onDone={() => { setEditing(false); }} /></div>
      ) : (
        <ChunkBody chunk={chunk} onPick={() => { onPick(chunk.chunkId); }} isOpen={isPicked} />
      )}
    </li>
  );
}

function ChunkBody({ chunk, onPick, isOpen }: { chunk: Chunk; onPick: () => void; isOpen: boolean }) {
  const { t } = useTranslation("knowledge");
  return (
    <>
      <button type="button" onClick={onPick} aria-pressed={isOpen} className="mt-2 block w-full rounded-control text-left">
        <span className="block font-medium anywhere">{chunk.title || t("chunks.untitled")}</span>
        <span className={cx("mt-1 block text-dense whitespace-pre-line text-muted anywhere", !isOpen && "line-clamp-5 py-[.1em]")}>{chunk.content}</span>
      </button>
      {(chunk.keywords.length > 0 || chunk.questions.length > 0) && (
        <div className="mt-2 flex flex-wrap gap-1">
          {chunk.keywords.map((keyword) => <Chip key={keyword}>{keyword}</Chip>)}
          {chunk.questions.map((question) => <Chip key={question} tone="voice-ai">{question}</Chip>)}
        </div>
      )}
    </>
  );
}
