import { useTranslation } from "react-i18next";

import { troubleOf } from "@/shared/session/trouble";
import { toast } from "@/shared/ui";

import type { Base } from "../reading";
import { undoReshaping, useReadAgain, type ChunkDraft } from "./reshaping";

/** Tells of a split or a merge, with Undo, and has everything that shows its chunks read again. */
export function useTold(base: Base) {
  const { t } = useTranslation("knowledge");
  const readAgain = useReadAgain(base.id);
  return (kind: "split" | "merge", made: ChunkDraft[], gone: (string | null)[] = []) => {
    const [first] = made;
    const ids = [...made.map((one) => one.chunkId), ...gone];
    readAgain(ids);
    const undo = async () => {
      if (!first?.chunkId || first.revision === null) return;
      try {
        await undoReshaping(base.id, { chunkId: first.chunkId, revision: first.revision });
        toast({ text: t("reshape.undone"), tone: "success" });
      } catch (error) {
        toast({ text: troubleOf(error).message, tone: "danger" });
      }
      readAgain(ids);
    };
    toast({ text: t(kind === "split" ? "reshape.wasSplit" : "reshape.wasMerged"), undo: () => void undo() });
  };
}
