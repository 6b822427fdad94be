import { CircleCheck, CircleSlash, RefreshCw, Trash2 } from "lucide-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { BulkBar, Button, toast } from "@/shared/ui";

import { keys, type Document } from "../reading";
import { canBeReadAgain, hasStopped } from "../health";
import { forEach, patchDocument, readAgain } from "./changing";
import { DeleteDocuments } from "./DocumentMenu";

/** What can be done with the ticked documents. */
export function DocumentBulk({ documents, onClear }: { documents: Document[]; onClear: () => void }) {
  const { t } = useTranslation("knowledge");
  const queries = useQueryClient();
  const [busy, setBusy] = useState<"on" | "off" | "again" | null>(null);
  const [isDeleting, setDeleting] = useState(false);
  const readable = documents.filter((document) => canBeReadAgain(document) || hasStopped(document));
  const each = async (what: "on" | "off" | "again", due: Document[], act: (document: Document) => Promise<unknown>) => {
    setBusy(what);
    const refused = await forEach(due, act);
    const baseId = documents[0]?.baseId ?? "";
    await queries.invalidateQueries({ queryKey: keys.documents(baseId) });
    void queries.invalidateQueries({ queryKey: keys.chunks(baseId) });
    setBusy(null);
    if (refused.length) toast({ text: refused.join(" "), tone: "danger" });
    else onClear();
  };
  const turn = (enabled: boolean) =>
    each(enabled ? "on" : "off", documents.filter((document) => document.enabled !== enabled), (document) => patchDocument(document, { enabled }));
  return (
    <>
      <BulkBar count={documents.length} onClear={onClear}>
        <Button icon={CircleCheck} busy={busy === "on"} onClick={() => void turn(true)}>{t("documents.enable")}</Button>
        <Button icon={CircleSlash} busy={busy === "off"} onClick={() => void turn(false)}>{t("documents.disable")}</Button>
        {readable.length > 0 && (
          <Button icon={RefreshCw} busy={busy === "again"} onClick={() => void each("again", readable, readAgain)}>{t("documents.again")}</Button>
        )}
        <Button variant="danger" icon={Trash2} onClick={() => { setDeleting(true); }}>{t("documents.delete")}</Button>
      </BulkBar>
      {isDeleting && <DeleteDocuments documents={documents} onClose={() => { setDeleting(false); }} onDeleted={onClear} />}
    </>
  );
}
