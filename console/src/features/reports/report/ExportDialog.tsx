import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";

import { formatBytes, formatDateTime, formatNumber } from "@/shared/format";
import { saveFile } from "@/shared/files";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Dialog, ErrorCallout, Loading, Skeleton, Status, toast, type Tone } from "@/shared/ui";

import type { Filters } from "../address";
import { askExport, exportsQuery, type Export } from "../reading";

const TONES: Record<Export["state"], Tone> = { queued: "neutral", running: "info", done: "success", failed: "danger" };

/** Asks for a CSV of what is shown, and gives those of the last days. */
export function ExportDialog({ filters, onClose }: { filters: Filters; onClose: () => void }) {
  const { t } = useTranslation("reports");
  const queries = useQueryClient();
  const list = useQuery(exportsQuery);
  const ask = useMutation({
    mutationFn: () => askExport(filters),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["reports", "exports"] }),
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => { if (!open) onClose(); }}
      title={t("export.title")}
      description={t("export.text")}
      footer={
        <>
          <Button onClick={onClose}>{t("export.close")}</Button>
          <Button variant="primary" busy={ask.isPending} onClick={() => { ask.mutate(); }}>{t("export.ask")}</Button>
        </>
      }
    >
      <div className="space-y-3">
        {ask.error && <ErrorCallout trouble={troubleOf(ask.error)} />}
        {!list.data ? (
          <Loading><Skeleton lines={3} /></Loading>
        ) : list.data.length ? (
          <ul className="divide-y divide-border">
            {list.data.map((one) => <Row key={one.id} one={one} />)}
          </ul>
        ) : (
          <p className="text-muted">{t("export.none")}</p>
        )}
      </div>
    </Dialog>
  );
}

function Row({ one }: { one: Export }) {
  const { t } = useTranslation("reports");
  const save = useMutation({
    mutationFn: () => saveFile(`/api/v1/gen-ai/messages/exports/${one.id}/file`, `messages-${one.createdAt.slice(0, 10)}.csv`),
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
  const rows = t("export.rows", { count: one.rows, shown: formatNumber(one.rows) });
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <span className="min-w-40 flex-1">
        <span className="numbers block">{formatDateTime(one.createdAt)}</span>
        <span className="block text-caption text-subtle">
          {one.requestedBy} · {rows}
          {one.state === "done" && ` · ${formatBytes(one.sizeBytes)}`}
          {one.isCut && ` · ${t("export.cut")}`}
        </span>
      </span>
      <Status tone={TONES[one.state]} busy={one.state === "running"}>{t(`export.state.${one.state}`)}</Status>
      {one.state === "done" && (
        <Button size="small" icon={Download} busy={save.isPending} onClick={() => { save.mutate(); }}>{t("export.save")}</Button>
      )}
    </li>
  );
}
