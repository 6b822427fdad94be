import { useQuery } from "@tanstack/react-query";
import { Merge, Scissors, Sparkles, Trash2 } from "lucide-react";
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
import { MergeDialog } from "./MergeDialog";
import { SourceChanged } from "./SourceChanged";
import { SplitDialog } from "./SplitDialog";
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
        <Open base={base} chunk={chunk.data} isDirty={isDirty} onClose={onClose} onOpen={onMade} onDirty={setDirty} />
      ) : (
        <Loading><Skeleton lines={8} /></Loading>
      )}
    </Sheet>
  );
}

interface OpenProps {
  base: Base;
  chunk: Chunk;
  isDirty: boolean;
  onClose: () => void;
  /** Another chunk takes this one's place. */
  onOpen: (chunkId: string) => void;
  onDirty: (isDirty: boolean) => void;
}

function Open({ base, chunk, isDirty, onClose, onOpen, onDirty }: OpenProps) {
  const { t } = useTranslation("knowledge");
  const mayWrite = useMay("genai.knowledge.write");
  const [asked, setAsked] = useState<"split" | "merge" | "delete" | null>(null);
  const end = () => { setAsked(null); };
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
      {chunk.sourceChanged && <SourceChanged base={base} chunk={chunk} onOpen={onOpen} />}
      <Tabs
        label={t("chunks.sections")}
        tabs={[
          { value: "edit", label: t("chunks.text"), keep: true, content: <ChunkForm key={chunk.chunkId} base={base} chunk={chunk} onDirty={onDirty} /> },
          { value: "history", label: t("chunks.history"), content: <ChunkHistory base={base} chunk={chunk} onOpen={onOpen} /> },
        ]}
      />
      {mayWrite && (
        <div className="mt-8 flex flex-wrap gap-2 border-t border-border pt-4">
          {base.generate && <Button variant="ghost" icon={Sparkles} busy={again.isPending} onClick={() => { again.mutate([chunk.chunkId]); }}>{t("chunks.generateAgain")}</Button>}
          {base.type !== "csv" && <Reshaping chunk={chunk} isDirty={isDirty} onAsk={setAsked} />}
          <Button variant="ghost" icon={Trash2} onClick={() => { setAsked("delete"); }}>{t("chunks.delete")}</Button>
        </div>
      )}
      {asked === "split" && <SplitDialog base={base} chunk={chunk} onClose={end} />}
      {asked === "merge" && <MergeDialog base={base} chunk={chunk} onClose={end} />}
      {asked === "delete" && <DeleteChunk base={base} chunk={chunk} onClose={end} onDeleted={onClose} />}
    </>
  );
}

interface ReshapingProps {
  chunk: Chunk;
  isDirty: boolean;
  onAsk: (kind: "split" | "merge") => void;
}

/** Split and merge work on what is saved and settled. */
function Reshaping({ chunk, isDirty, onAsk }: ReshapingProps) {
  const { t } = useTranslation("knowledge");
  const reason = isDirty ? t("reshape.unsaved") : chunk.sourceChanged ? t("reshape.unsettled") : undefined;
  return (
    <>
      <Button variant="ghost" icon={Scissors} reason={reason} onClick={() => { onAsk("split"); }}>{t("reshape.split")}</Button>
      <Button variant="ghost" icon={Merge} reason={reason} onClick={() => { onAsk("merge"); }}>{t("reshape.merge")}</Button>
    </>
  );
}
