import { useQuery } from "@tanstack/react-query";
import { Sparkles, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { formatDateTime } from "@/shared/format";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Chip, CopyId, ErrorState, Loading, Sheet, Skeleton, Tabs } from "@/shared/ui";

import { chunkQuery, type Base, type Chunk } from "../reading";
import { ChunkForm } from "./ChunkForm";
import { ChunkHistory } from "./ChunkHistory";
import { DeleteChunk } from "./DeleteChunk";
import { SourceChanged } from "./SourceChanged";
import { useGenerateAgain } from "./useGenerateAgain";

interface ChunkSheetProps {
  base: Base;
  /** `new`: one made by hand. */
  chunkId: string;
  /** The document a new chunk joins. */
  documentId?: string;
  onClose: () => void;
  onMade: (chunkId: string) => void;
}

/** One chunk beside the list: its form and its history. */
export function ChunkSheet({ base, chunkId, documentId, onClose, onMade }: ChunkSheetProps) {
  const { t } = useTranslation("knowledge");
  const isNew = chunkId === "new";
  const [isDirty, setDirty] = useState(false);
  const chunk = useQuery({ ...chunkQuery(base.id, chunkId), enabled: !isNew });
  return (
    <Sheet
      open
      width={640}
      unsaved={isDirty}
      onOpenChange={(open) => { if (!open) onClose(); }}
      title={isNew ? t("chunks.add") : chunk.data?.title || t("chunks.one")}
      {...(isNew ? { description: t(base.type === "csv" ? "chunks.addCsv" : "chunks.addText") } : {})}
    >
      {isNew ? (
        <ChunkForm base={base} {...(documentId ? { documentId } : {})} onMade={onMade} onDirty={setDirty} />
      ) : chunk.error ? (
        <ErrorState title={t("chunks.oneUnread")} trouble={troubleOf(chunk.error)} onRetry={() => void chunk.refetch()} />
      ) : chunk.data ? (
        <Open base={base} chunk={chunk.data} onClose={onClose} onDirty={setDirty} />
      ) : (
        <Loading><Skeleton lines={8} /></Loading>
      )}
    </Sheet>
  );
}

interface OpenProps {
  base: Base;
  chunk: Chunk;
  onClose: () => void;
  onDirty: (isDirty: boolean) => void;
}

function Open({ base, chunk, onClose, onDirty }: OpenProps) {
  const { t } = useTranslation("knowledge");
  const mayWrite = useMay("genai.knowledge.write");
  const [isDeleting, setDeleting] = useState(false);
  const again = useGenerateAgain(base);
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2 text-dense text-muted">
        <CopyId value={chunk.chunkId} label={t("columns.id")} />
        <span className="anywhere">{chunk.path}</span>
        <span className="numbers">{t("chunks.tokens", { count: chunk.tokens })}</span>
        {chunk.edited && <Chip tone="info">{t("chunks.edited")}</Chip>}
        {chunk.generated.length > 0 && <Chip tone="neutral">{t("chunks.generated", { fields: chunk.generated.map((name) => t(`chunks.${name as "title"}`)).join(", ") })}</Chip>}
        <span>{t("chunks.revision", { number: chunk.revision, name: chunk.updatedBy, time: formatDateTime(chunk.updatedAt) })}</span>
      </div>
      {chunk.sourceChanged && <SourceChanged base={base} chunk={chunk} />}
      <Tabs
        label={t("chunks.sections")}
        tabs={[
          { value: "edit", label: t("chunks.text"), keep: true, content: <ChunkForm key={chunk.chunkId} base={base} chunk={chunk} onDirty={onDirty} /> },
          { value: "history", label: t("chunks.history"), content: <ChunkHistory base={base} chunk={chunk} /> },
        ]}
      />
      {mayWrite && (
        <div className="mt-8 flex flex-wrap gap-2 border-t border-border pt-4">
          {base.generate && <Button variant="ghost" icon={Sparkles} busy={again.isPending} onClick={() => { again.mutate([chunk.chunkId]); }}>{t("chunks.generateAgain")}</Button>}
          <Button variant="ghost" icon={Trash2} onClick={() => { setDeleting(true); }}>{t("chunks.delete")}</Button>
        </div>
      )}
      {isDeleting && <DeleteChunk base={base} chunk={chunk} onClose={() => { setDeleting(false); }} onDeleted={onClose} />}
    </>
  );
}
