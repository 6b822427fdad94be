import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { troubleOf } from "@/shared/session/trouble";
import { Checkbox, ConfirmDialog, toast } from "@/shared/ui";

import { keys } from "../reading";
import { removeSource } from "./changing";
import { readable, type Source } from "./reading";

/** Following a website no more, with or without its documents. */
export function RemoveWebsite({ source, onClose }: { source: Source; onClose: () => void }) {
  const { t } = useTranslation("knowledge");
  const queries = useQueryClient();
  const [withDocuments, setWithDocuments] = useState(false);
  const address = readable(source.startUrl);
  const remove = async () => {
    try {
      await removeSource(source, withDocuments);
      toast({ text: t("websites.removed", { address }), tone: "success" });
      await queries.invalidateQueries({ queryKey: keys.sources(source.baseId) });
    } catch (error) {
      toast({ text: troubleOf(error).message, tone: "danger" });
      throw error;
    }
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => { if (!open) onClose(); }}
      title={t("websites.removeTitle", { address })}
      action={t(withDocuments ? "websites.removeAll" : "websites.remove")}
      onConfirm={remove}
    >
      <p>{t("websites.removeText")}</p>
      {source.pages.served > 0 && (
        <div className="text-text">
          <Checkbox
            checked={withDocuments}
            onChange={setWithDocuments}
            label={t("websites.removeDocuments", { count: source.pages.served })}
            hint={t("websites.removeDocumentsHint")}
          />
        </div>
      )}
    </ConfirmDialog>
  );
}
