import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { troubleOf } from "@/shared/session/trouble";
import { Button, Dialog, ErrorCallout, Field, TextArea } from "@/shared/ui";

import type { Base, Chunk } from "../reading";
import { Drafts } from "./Drafts";
import { dividesText, middleOf, placeOf, splitChunk } from "./reshaping";
import { useTold } from "./useTold";

interface SplitDialogProps {
  base: Base;
  chunk: Chunk;
  onClose: () => void;
}

/** Puts the cursor where the second chunk shall begin, and shows both before anything is changed. */
export function SplitDialog({ base, chunk, onClose }: SplitDialogProps) {
  const { t } = useTranslation("knowledge");
  const told = useTold(base);
  const [caret, setCaret] = useState(() => middleOf(chunk.content) ?? 0);
  const divides = dividesText(chunk.content, caret);
  const at = placeOf(chunk.content, caret);
  const preview = useQuery({
    queryKey: ["knowledge", "split", base.id, chunk.chunkId, chunk.revision, at],
    queryFn: () => splitChunk(base.id, chunk, at, true),
    enabled: divides, placeholderData: keepPreviousData, retry: false, gcTime: 0,
  });
  const split = useMutation({
    mutationFn: () => splitChunk(base.id, chunk, at, false),
    onSuccess: (made) => { told("split", made); onClose(); },
  });
  const failed = split.error ?? preview.error;
  const footer = (
    <>
      <Button onClick={onClose}>{t("cancel")}</Button>
      <Button variant="primary" type="submit" busy={split.isPending} {...(divides ? {} : { reason: t("reshape.noPlace") })}>{t("reshape.split")}</Button>
    </>
  );
  return (
    <Dialog open size="large" onOpenChange={(open) => { if (!open) onClose(); }} title={t("reshape.splitTitle")} description={t("reshape.splitText")} footer={footer} onSubmit={() => { if (divides) split.mutate(); }}>
      {failed && <ErrorCallout trouble={troubleOf(failed)} />}
      <Field label={t("chunks.content")} hint={t("reshape.placeHint")}>
        <Caret content={chunk.content} caret={caret} onPlace={setCaret} />
      </Field>
      {divides ? <Drafts drafts={preview.data} /> : <p className="text-muted" role="status">{t("reshape.noPlace")}</p>}
    </Dialog>
  );
}

/** A text in which the cursor moves, by mouse and keys, and nothing is typed. */
function Caret({ content, caret, onPlace }: { content: string; caret: number; onPlace: (caret: number) => void }) {
  const refuse = (event: { preventDefault: () => void }) => { event.preventDefault(); };
  return (
    <TextArea
      value={content}
      onChange={() => undefined}
      onBeforeInput={refuse} onPaste={refuse} onCut={refuse} onDrop={refuse}
      onKeyDown={(event) => { if (["Enter", "Backspace", "Delete"].includes(event.key)) refuse(event); }}
      onSelect={(event) => { onPlace(event.currentTarget.selectionStart); }}
      onFocus={(event) => { event.currentTarget.setSelectionRange(caret, caret); }}
      minRows={6}
      maxRows={10}
      spellCheck={false}
    />
  );
}
