import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { troubleOf } from "@/shared/session/trouble";
import { ConfirmDialog, toast } from "@/shared/ui";

import { keys, type Base, type Chunk } from "../reading";
import { deleteChunk } from "./changing";

interface DeleteChunkProps {
  base: Base;
  chunk: Chunk;
  onClose: () => void;
  onDeleted?: () => void;
}

/** Takes a chunk out of search for good. */
export function DeleteChunk({ base, chunk, onClose, onDeleted }: DeleteChunkProps) {
  const { t } = useTranslation("knowledge");
  const queries = useQueryClient();
  const remove = async () => {
    try {
      await deleteChunk(base.id, chunk.chunkId);
      toast({ text: t("chunks.deleted", { id: chunk.chunkId }), tone: "success" });
      onDeleted?.();
      void queries.invalidateQueries({ queryKey: keys.base(base.id) });
      await queries.invalidateQueries({ queryKey: keys.chunks(base.id) });
    } catch (error) {
      toast({ text: troubleOf(error).message, tone: "danger" });
      throw error;
    }
  };
  return (
    <ConfirmDialog open onOpenChange={(open) => { if (!open) onClose(); }} title={t("chunks.deleteTitle", { title: chunk.title || chunk.chunkId })} action={t("chunks.delete")} onConfirm={remove}>
      <p>{t("chunks.deleteText")}</p>
    </ConfirmDialog>
  );
}
