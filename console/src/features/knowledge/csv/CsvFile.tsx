import { useQuery } from "@tanstack/react-query";
import { Download, FileSpreadsheet } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { formatBytes, formatNumber } from "@/shared/format";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Card, DropZone, Empty, ErrorState, Loading, RelativeTime, Skeleton, toast } from "@/shared/ui";

import { State } from "../documents/State";
import { saveFile } from "@/shared/files";
import { namesQuery, type Base, type Document } from "../reading";
import { CsvUpload } from "./CsvUpload";

const MAX_BYTES = 10 * 1024 * 1024;

/** The one file of a CSV base: how it stands, its download, and the way to another one. */
export function CsvFile({ base }: { base: Base }) {
  const { t } = useTranslation("knowledge");
  const mayWrite = useMay("genai.knowledge.write");
  const documents = useQuery(namesQuery(base.id));
  const [file, setFile] = useState<File | null>(null);
  const current = documents.data?.find((document) => document.source === "csv");
  if (documents.error) return <div className="p-4 lg:p-6"><ErrorState title={t("csv.unread")} trouble={troubleOf(documents.error)} onRetry={() => void documents.refetch()} /></div>;
  if (!documents.data) return <div className="p-4 lg:p-6"><Loading><Skeleton lines={4} /></Loading></div>;
  return (
    <div className="max-w-page flex-1 space-y-6 p-4 lg:p-6">
      {current ? <CurrentFile base={base} file={current} /> : !mayWrite && <Empty icon={FileSpreadsheet} title={t("csv.none")} />}
      {mayWrite && (
        file ? (
          <CsvUpload key={`${file.name}${String(file.lastModified)}`} base={base} file={file} onClose={() => { setFile(null); }} />
        ) : (
          <DropZone
            multiple={false}
            accept={[".csv"]}
            maxBytes={MAX_BYTES}
            title={t(current ? "csv.dropAgain" : "csv.drop")}
            hint={t("csv.dropHint", { limit: formatBytes(MAX_BYTES) })}
            onFiles={(files) => { setFile(files[0] ?? null); }}
          />
        )
      )}
    </div>
  );
}

function CurrentFile({ base, file }: { base: Base; file: Document }) {
  const { t } = useTranslation("knowledge");
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    try {
      await saveFile(`/api/v1/knowledge-bases/${base.id}/csv`, file.path);
    } catch (error) {
      toast({ text: troubleOf(error).message, tone: "danger" });
    }
    setBusy(false);
  };
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <FileSpreadsheet size={24} strokeWidth={1.75} aria-hidden className="shrink-0 text-subtle" />
        <div className="min-w-0 flex-1 basis-48">
          <h2 className="text-h3 anywhere">{file.title}</h2>
          <p className="text-dense text-muted">
            <span className="numbers">{t("csv.rows", { count: base.counts.chunks })}</span>
            {" · "}
            {formatBytes(file.sizeBytes)}
            {" · "}
            <RelativeTime at={file.updatedAt} />
            {" · "}
            {file.createdBy}
          </p>
        </div>
        <State document={file} />
        <Button icon={Download} busy={busy} onClick={() => void download()} title={t("csv.downloadHint", { count: formatNumber(base.counts.chunks) })}>{t("csv.download")}</Button>
      </div>
    </Card>
  );
}
