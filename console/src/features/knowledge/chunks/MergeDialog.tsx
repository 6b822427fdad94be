import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { troubleOf } from "@/shared/session/trouble";
import { Button, Dialog, ErrorCallout, Loading, RadioGroup, Skeleton } from "@/shared/ui";

import type { Base, Chunk } from "../reading";
import { Drafts } from "./Drafts";
import { mergeChunks, neighboursQuery } from "./reshaping";
import { useTold } from "./useTold";

interface MergeDialogProps {
  base: Base;
  chunk: Chunk;
  onClose: () => void;
}

/** Chooses the neighbour that becomes part of a chunk, and shows what comes out before anything is changed. */
export function MergeDialog({ base, chunk, onClose }: MergeDialogProps) {
  const { t } = useTranslation("knowledge");
  const neighbours = useQuery(neighboursQuery(base.id, chunk));
  const trouble = neighbours.error && troubleOf(neighbours.error);
  return (
    <Dialog open size="large" onOpenChange={(open) => { if (!open) onClose(); }} title={t("reshape.mergeTitle")} description={t("reshape.mergeText")}>
      {trouble ? (
        <ErrorCallout trouble={trouble} onRetry={() => void neighbours.refetch()} />
      ) : neighbours.data ? (
        <Choice base={base} chunk={chunk} before={neighbours.data.before} after={neighbours.data.after} onClose={onClose} />
      ) : (
        <Loading><Skeleton lines={4} /></Loading>
      )}
    </Dialog>
  );
}

interface ChoiceProps extends MergeDialogProps {
  before: Chunk | null;
  after: Chunk | null;
}

function Choice({ base, chunk, before, after, onClose }: ChoiceProps) {
  const { t } = useTranslation("knowledge");
  const told = useTold(base);
  const [side, setSide] = useState<"before" | "after">(after ? "after" : "before");
  const other = side === "after" ? after : before;
  const preview = useQuery({
    queryKey: ["knowledge", "merge", base.id, chunk.chunkId, chunk.revision, other?.chunkId, other?.revision],
    queryFn: () => mergeChunks(base.id, chunk, other ? [other] : [], true),
    enabled: other !== null, retry: false, gcTime: 0,
  });
  const merge = useMutation({
    mutationFn: () => mergeChunks(base.id, chunk, other ? [other] : [], false),
    onSuccess: (made) => { told("merge", made, [other?.chunkId ?? null]); onClose(); },
  });
  if (!other) return <p className="text-muted">{t("reshape.alone")}</p>;
  const failed = merge.error ?? preview.error;
  return (
    <>
      <RadioGroup
        cards
        label={t("reshape.with")}
        value={side}
        onChange={setSide}
        options={([["after", after], ["before", before]] as const).flatMap(([value, one]) =>
          one ? [{ value, label: t(`reshape.${value}`, { title: one.title || one.chunkId }), hint: one.content.slice(0, 140) }] : [],
        )}
      />
      {failed ? <ErrorCallout trouble={troubleOf(failed)} /> : <Drafts drafts={preview.data} />}
      <div className="flex justify-end gap-2 pb-2">
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button variant="primary" busy={merge.isPending} disabled={!preview.data} onClick={() => { merge.mutate(); }}>{t("reshape.merge")}</Button>
      </div>
    </>
  );
}
