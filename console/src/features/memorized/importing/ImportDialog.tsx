import { ApiError } from "@/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { rowErrors } from "@/shared/files/refusals";
import { RowErrors } from "@/shared/files/RowErrors";
import { formatBytes, formatNumber } from "@/shared/format";
import { saveBlob } from "@/shared/files";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Callout, Dialog, DropZone, ErrorCallout, Loading, Skeleton, toast } from "@/shared/ui";

import type { ImportReply } from "../reading";
import { sendFile } from "./sending";

const MAX_BYTES = 5 * 1024 * 1024;
const SAMPLE = "\uFEFFquestion,answer,alternates,language,valid from,valid to,assistants,enabled\r\nWhen are you open?,From 10 to 18.,Opening hours|What time do you open?,en,,,,true\r\n";

/** A CSV file: chosen, looked through, then taken whole or not at all. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("memorized");
  const [file, setFile] = useState<File | null>(null);
  return (
    <Dialog open onOpenChange={(open) => { if (!open) onClose(); }} title={t("import.title")} size="large">
      <div className="space-y-4">
        <p className="text-muted">{t("import.what")}</p>
        {file ? (
          <Checked key={`${file.name}${String(file.lastModified)}`} file={file} onClose={onClose} onAnother={() => { setFile(null); }} />
        ) : (
          <>
            <DropZone multiple={false} accept={[".csv"]} maxBytes={MAX_BYTES} title={t("import.drop")} hint={t("import.hint", { limit: formatBytes(MAX_BYTES) })} onFiles={(files) => { setFile(files[0] ?? null); }} />
            <Button variant="ghost" onClick={() => { saveBlob(new Blob([SAMPLE], { type: "text/csv" }), "memorized-responses-sample.csv"); }}>{t("import.sample")}</Button>
          </>
        )}
      </div>
    </Dialog>
  );
}

interface CheckedProps {
  file: File;
  onClose: () => void;
  onAnother: () => void;
}

function Checked({ file, onClose, onAnother }: CheckedProps) {
  const { t } = useTranslation("memorized");
  const queries = useQueryClient();
  const stamp = `${file.name}:${String(file.size)}:${String(file.lastModified)}`;
  const check = useQuery({ queryKey: ["memorized", "import", stamp], queryFn: () => sendFile(file, true), retry: false, gcTime: 0, staleTime: Infinity });
  const take = useMutation({
    mutationFn: () => sendFile(file, false),
    onSuccess: async (reply) => {
      toast({ text: t("import.done", { added: reply.added, changed: reply.changed }), tone: "success" });
      onClose();
      await queries.invalidateQueries({ queryKey: ["memorized"] });
    },
  });
  const isNothing = check.data !== undefined && check.data.added + check.data.changed === 0;
  const trouble = take.error ?? check.error;
  return (
    <>
      <p className="anywhere"><span className="font-medium">{file.name}</span> <span className="text-muted">{formatBytes(file.size)}</span></p>
      {trouble ? <Refused error={trouble} /> : check.data ? <Changes reply={check.data} /> : <Loading><Skeleton lines={2} /></Loading>}
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="ghost" onClick={onAnother}>{t("import.another")}</Button>
        <Button
          variant="primary" busy={take.isPending} disabled={!check.data || isNothing} reason={isNothing ? t("import.nothing") : undefined}
          onClick={() => { take.mutate(); }}
        >
          {t("import.take", { count: (check.data?.added ?? 0) + (check.data?.changed ?? 0) })}
        </Button>
      </div>
    </>
  );
}

function Changes({ reply }: { reply: ImportReply }) {
  const { t } = useTranslation("memorized");
  return (
    <>
      {reply.ignoredColumns.length > 0 && <Callout tone="info">{t("import.ignored", { columns: reply.ignoredColumns.join(", ") })}</Callout>}
      <dl className="grid grid-cols-3 gap-3">
        {(["added", "changed", "unchanged"] as const).map((name) => (
          <div key={name} className="rounded-card border border-border p-3">
            <dt className="text-caption text-muted">{t(`import.${name}`)}</dt>
            <dd className="numbers text-h3">{formatNumber(reply[name])}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** Why the file is not taken: by row where cells are broken. */
function Refused({ error }: { error: unknown }) {
  const { t } = useTranslation("memorized");
  const rows = error instanceof ApiError ? rowErrors(error.errors) : [];
  if (!rows.some((row) => row.row !== null)) return <ErrorCallout trouble={troubleOf(error)} />;
  return (
    <Callout tone="danger" title={t("import.refused")}>
      <RowErrors rows={rows} />
    </Callout>
  );
}
