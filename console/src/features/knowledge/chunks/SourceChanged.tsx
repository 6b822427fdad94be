import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Callout, Diff, toast } from "@/shared/ui";

import type { Base, Chunk } from "../reading";
import { patchChunk, usePutChunk } from "./changing";

/** The source of an edited chunk says something else now: both texts, and the choice between them. Half a chunk may give way to the whole. */
export function SourceChanged({ base, chunk, onOpen }: { base: Base; chunk: Chunk; onOpen: (chunkId: string) => void }) {
  const { t } = useTranslation("knowledge");
  const mayWrite = useMay("genai.knowledge.write");
  const put = usePutChunk(base.id);
  const settle = useMutation({
    mutationFn: (keepMine: boolean) => patchChunk(base.id, chunk, { keepMine }),
    onSuccess: (saved) => {
      put(saved);
      if (saved.chunkId !== chunk.chunkId) onOpen(saved.chunkId);
    },
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
  return (
    <div className="mb-4">
      <Callout
        tone="warning"
        title={t("source.title")}
        actions={
          mayWrite && (
            <>
              <Button size="small" busy={settle.isPending && settle.variables} onClick={() => { settle.mutate(true); }}>{t("source.keep")}</Button>
              <Button size="small" busy={settle.isPending && !settle.variables} onClick={() => { settle.mutate(false); }}>{t("source.take")}</Button>
            </>
          )
        }
      >
        <p className="mb-2">{t("source.text")}</p>
        <div className="rounded-card bg-surface text-text">
          <Diff label={t("source.title")} before={chunk.content} after={chunk.sourceText ?? ""} beforeLabel={t("source.mine")} afterLabel={t("source.now")} />
        </div>
      </Callout>
    </div>
  );
}
