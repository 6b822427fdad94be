import { useQueryClient } from "@tanstack/react-query";
import { CirclePause, CirclePlay, CircleX, Download, Eye, FileUp, PencilLine, RefreshCw, RotateCcw, Tag, Trash2 } from "lucide-react";
import { useEffect, useEffectEvent, useRef } from "react";
import { useTranslation } from "react-i18next";

import { useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { ConfirmDialog, toast, type MenuEntry } from "@/shared/ui";

import { saveFile } from "@/shared/files";
import { canBeReadAgain, hasStopped, isWorking } from "../health";
import { keys, type Document } from "../reading";
import { deleteDocument, useReplace, useStep } from "./changing";
import { DetailsSheet } from "./DetailsSheet";
import { TextDialog } from "./TextDialog";
import { ACCEPT } from "./upload";

export interface Asked {
  verb: "details" | "replace" | "text" | "delete";
  document: Document;
}

/** The menu of a document's row. */
export function useDocumentMenu(ask: (asked: Asked) => void): (document: Document) => MenuEntry[] {
  const { t } = useTranslation("knowledge");
  const path = useWorkspacePath();
  const mayWrite = useMay("genai.knowledge.write");
  const step = useStep();
  const download = (document: Document) =>
    saveFile(`/api/v1/knowledge-bases/${document.baseId}/documents/${document.id}/file`, document.path).catch((error: unknown) => {
      toast({ text: troubleOf(error).message, tone: "danger" });
    });
  return (document) => {
    const act = (verb: "retry" | "cancel" | "pause" | "resume") => () => { step.mutate({ document, verb }); };
    const entries: MenuEntry[] = [
      { label: t("open"), icon: Eye, href: path(`/genai/knowledge/${document.baseId}/documents/${document.id}`) },
      ...(document.source === "manual" ? [] : [{ label: t("documents.download"), icon: Download, onSelect: () => void download(document) }]),
    ];
    if (!mayWrite) return entries;
    if (hasStopped(document)) entries.push({ label: t("documents.retry"), icon: RotateCcw, onSelect: act("retry") });
    if (canBeReadAgain(document)) entries.push({ label: t("documents.again"), icon: RefreshCw, onSelect: act("retry") });
    if (isWorking(document)) {
      entries.push(
        document.paused
          ? { label: t("documents.resume"), icon: CirclePlay, onSelect: act("resume") }
          : { label: t("documents.pause"), icon: CirclePause, onSelect: act("pause") },
        { label: t("documents.cancel"), icon: CircleX, onSelect: act("cancel") },
      );
    }
    if (document.source === "text") entries.push({ label: t("text.edit"), icon: PencilLine, shortcut: "e", onSelect: () => { ask({ verb: "text", document }); } });
    else if (document.source !== "manual" && document.source !== "page") entries.push({ label: t("documents.replace"), icon: FileUp, onSelect: () => { ask({ verb: "replace", document }); } });
    entries.push(
      { label: t("documents.details"), icon: Tag, onSelect: () => { ask({ verb: "details", document }); } },
      "separator",
      { label: t("documents.delete"), icon: Trash2, danger: true, onSelect: () => { ask({ verb: "delete", document }); } },
    );
    return entries;
  };
}

interface DocumentDialogsProps {
  asked: Asked | null;
  onClose: () => void;
  onDeleted?: () => void;
}

/** What a choice of the menu opens. */
export function DocumentDialogs({ asked, onClose, onDeleted }: DocumentDialogsProps) {
  if (!asked) return null;
  const { document, verb } = asked;
  if (verb === "details") return <DetailsSheet document={document} onClose={onClose} />;
  if (verb === "text") return <TextDialog baseId={document.baseId} document={document} onClose={onClose} />;
  if (verb === "replace") return <ReplacePicker document={document} onClose={onClose} />;
  return <DeleteDocuments documents={[document]} onClose={onClose} {...(onDeleted ? { onDeleted } : {})} />;
}

/** Opens the browser's own picker at once. */
function ReplacePicker({ document, onClose }: { document: Document; onClose: () => void }) {
  const { t } = useTranslation("knowledge");
  const input = useRef<HTMLInputElement>(null);
  const replace = useReplace();
  const close = useEffectEvent(onClose);
  useEffect(() => {
    const picker = input.current;
    picker?.addEventListener("cancel", close);
    picker?.click();
    return () => picker?.removeEventListener("cancel", close);
  }, []);
  return (
    <input
      ref={input}
      type="file"
      hidden
      aria-label={t("documents.replace")}
      accept={ACCEPT.join(",")}
      onChange={(event) => {
        const file = event.target.files?.[0];
        if (file) replace.mutate({ document, file }, { onSettled: onClose });
        else onClose();
      }}
    />
  );
}

interface DeleteDocumentsProps {
  documents: Document[];
  onClose: () => void;
  onDeleted?: () => void;
}

export function DeleteDocuments({ documents, onClose, onDeleted }: DeleteDocumentsProps) {
  const { t } = useTranslation("knowledge");
  const queries = useQueryClient();
  const count = documents.length;
  const chunks = documents.reduce((sum, document) => sum + document.chunks, 0);
  const remove = async () => {
    for (const document of documents) await deleteDocument(document);
    toast({ text: t("documents.deleted", { count, title: documents[0]?.title ?? "" }), tone: "success" });
    onDeleted?.();
  };
  const settle = () => {
    for (const { baseId } of documents.slice(0, 1)) {
      void queries.invalidateQueries({ queryKey: keys.documents(baseId) });
      void queries.invalidateQueries({ queryKey: keys.chunks(baseId) });
    }
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => { if (!open) onClose(); }}
      title={t("documents.deleteTitle", { count, title: documents[0]?.title ?? "" })}
      action={t("documents.deleteAction", { count })}
      onConfirm={() => remove().catch((error: unknown) => { toast({ text: troubleOf(error).message, tone: "danger" }); }).finally(settle)}
    >
      <p>{t("documents.deleteText", { chunks })}</p>
    </ConfirmDialog>
  );
}
