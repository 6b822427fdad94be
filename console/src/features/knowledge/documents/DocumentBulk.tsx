import { CircleCheck, CircleSlash, Trash2 } from "lucide-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { BulkBar, Button, toast } from "@/shared/ui";

import { keys, type Document } from "../reading";
import { forEach, patchDocument } from "./changing";
import { DeleteDocuments } from "./DocumentMenu";

/** What can be done with the ticked documents. */
export function DocumentBulk({ documents, onClear }: { documents: Document[]; onClear: () => void }) {
  const { t } = useTranslation("knowledge");
  const queries = useQueryClient();
  const [busy, setBusy] = useState<"on" | "off" | null>(null);
  const [isDeleting, setDeleting] = useState(false);
  const turn = async (enabled: boolean) => {
    setBusy(enabled ? "on" : "off");
    const due = documents.filter((document) => document.enabled !== enabled);
    const refused = await forEach(due, (document) => patchDocument(document, { enabled }));
    const baseId = documents[0]?.baseId ?? "";
    await queries.invalidateQueries({ queryKey: keys.documents(baseId) });
    void queries.invalidateQueries({ queryKey: keys.chunks(baseId) });
    setBusy(null);
    if (refused.length) toast({ text: refused.join(" "), tone: "danger" });
    else onClear();
  };
  return (
    <>
      <BulkBar count={documents.length} onClear={onClear}>
        <Button icon={CircleCheck} busy={busy === "on"} onClick={() => void turn(true)}>{t("documents.enable")}</Button>
        <Button icon={CircleSlash} busy={busy === "off"} onClick={() => void turn(false)}>{t("documents.disable")}</Button>
        <Button variant="danger" icon={Trash2} onClick={() => { setDeleting(true); }}>{t("documents.delete")}</Button>
      </BulkBar>
      {isDeleting && <DeleteDocuments documents={documents} onClose={() => { setDeleting(false); }} onDeleted={onClear} />}
    </>
  );
}
