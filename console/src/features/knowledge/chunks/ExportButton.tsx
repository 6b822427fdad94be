import { useSearch } from "@tanstack/react-router";
import { Download } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { troubleOf } from "@/shared/session/trouble";
import { Button, toast } from "@/shared/ui";

import { saveFile } from "@/shared/files";
import type { Base } from "../reading";
import { exportOf, type ChunkAddress } from "./address";

/** Saves the chunks that the filters let through as a CSV with their ids. */
export function ExportButton({ base }: { base: Base }) {
  const { t } = useTranslation("knowledge");
  const address: ChunkAddress = useSearch({ strict: false });
  const [busy, setBusy] = useState(false);
  const save = () => {
    setBusy(true);
    saveFile(exportOf(base.id, address), `${base.name}.csv`)
      .catch((error: unknown) => { toast({ text: troubleOf(error).message, tone: "danger" }); })
      .finally(() => { setBusy(false); });
  };
  const nothing = base.counts.chunks === 0 ? t("chunks.empty") : undefined;
  return <Button icon={Download} busy={busy} onClick={save} reason={nothing}>{t("chunks.export")}</Button>;
}
