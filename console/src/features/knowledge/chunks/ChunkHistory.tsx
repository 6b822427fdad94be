import { useMutation, useQuery } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { formatDateTime } from "@/shared/format";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Chip, Diff, ErrorState, Loading, Skeleton, toast } from "@/shared/ui";

import { revisionsQuery, type Base, type Chunk } from "../reading";
import { undoReshaping, useReadAgain } from "./reshaping";

interface HistoryProps {
  base: Base;
  chunk: Chunk;
  /** Another chunk takes this one's place. */
  onOpen: (chunkId: string) => void;
}

/** What the chunk said before, the newest first; each opens as the difference to the one before it. */
export function ChunkHistory({ base, chunk, onOpen }: HistoryProps) {
  const { t } = useTranslation("knowledge");
  const revisions = useQuery(revisionsQuery(base.id, chunk.chunkId));
  const [open, setOpen] = useState(chunk.revision);
  if (revisions.error) return <ErrorState title={t("history.unread")} trouble={troubleOf(revisions.error)} onRetry={() => void revisions.refetch()} />;
  if (!revisions.data) return <Loading><Skeleton lines={4} /></Loading>;
  const before = new Map(revisions.data.map((each, at) => [each.revision, revisions.data[at + 1]]));
  return (
    <ol className="divide-y divide-border">
      {revisions.data.map((each) => (
        <li key={each.revision} className="py-2">
          <button
            type="button"
            aria-expanded={open === each.revision}
            onClick={() => { setOpen(open === each.revision ? 0 : each.revision); }}
            className="flex w-full flex-wrap items-center gap-x-3 gap-y-1 rounded-control px-2 py-1 text-left hover:bg-hover"
          >
            <span className="numbers font-medium">{t("history.revision", { number: each.revision })}</span>
            <span className="text-muted">{each.updatedBy}</span>
            <span className="text-caption text-subtle">{formatDateTime(each.updatedAt)}</span>
            {!each.enabled && <Chip>{t("state.off")}</Chip>}
            {each.reshaping && <Chip tone="info">{t(`reshape.by.${each.reshaping.kind}`, { ids: each.reshaping.chunkIds.join(", ") })}</Chip>}
          </button>
          {each.reshaping && each.revision === chunk.revision && <Undo base={base} chunk={chunk} onOpen={onOpen} />}
          {open === each.revision && <Change now={each} before={before.get(each.revision)} />}
        </li>
      ))}
    </ol>
  );
}

/** Takes back the split or merge that the chunk came from last. */
function Undo({ base, chunk, onOpen }: HistoryProps) {
  const { t } = useTranslation("knowledge");
  const mayWrite = useMay("genai.knowledge.write");
  const readAgain = useReadAgain(base.id);
  const undo = useMutation({
    mutationFn: () => undoReshaping(base.id, chunk),
    onSuccess: (made) => {
      toast({ text: t("reshape.undone"), tone: "success" });
      const back = made.map((one) => one.chunkId);
      if (back[0] && !back.includes(chunk.chunkId)) onOpen(back[0]);
      readAgain(back);
    },
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
  if (!mayWrite) return null;
  return (
    <div className="px-2 pt-1">
      <Button size="small" icon={Undo2} busy={undo.isPending} onClick={() => { undo.mutate(); }}>{t(`reshape.undo.${chunk.reshaping?.kind ?? "split"}`)}</Button>
    </div>
  );
}

function Change({ now, before }: { now: Chunk; before: Chunk | undefined }) {
  const { t } = useTranslation("knowledge");
  if (!before) return <p className="mt-2 max-h-64 overflow-y-auto rounded-card border border-border p-3 text-dense whitespace-pre-wrap anywhere">{now.content}</p>;
  return <div className="mt-2"><Diff label={t("history.revision", { number: now.revision })} before={asText(before)} after={asText(now)} beforeLabel={t("history.before")} afterLabel={t("history.after")} /></div>;
}

/** Everything a revision says, as one text to compare. */
function asText(chunk: Chunk): string {
  const more = Object.keys(chunk.metadata).length ? [JSON.stringify(chunk.metadata)] : [];
  return [chunk.title, chunk.content, chunk.keywords.join(", "), ...chunk.questions, ...more].filter(Boolean).join("\n\n");
}
