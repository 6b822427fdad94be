import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/api";
import { rowErrors } from "@/shared/files/refusals";
import { RowErrors } from "@/shared/files/RowErrors";
import { formatBytes, formatNumber } from "@/shared/format";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Callout, Card, ErrorCallout, Loading, Select, Skeleton, Switch, toast } from "@/shared/ui";

import { keys, type Base, type CsvReply } from "../reading";
import { ENCODINGS, readHead, type Head } from "./file";
import { putCsv } from "./sending";

const CSV_INVALID = 422950;

interface CsvUploadProps {
  base: Base;
  file: File;
  onClose: () => void;
}

/** A chosen file before it replaces the rows: header, first rows, what would change, what stands in the way. */
export function CsvUpload({ base, file, onClose }: CsvUploadProps) {
  const { t } = useTranslation("knowledge");
  const queries = useQueryClient();
  const [encoding, setEncoding] = useState<string>("utf-8");
  const [overwrite, setOverwrite] = useState(false);
  const stamp = `${file.name}:${String(file.size)}:${String(file.lastModified)}`;
  const head = useQuery({ queryKey: ["knowledge", "csv-head", stamp, encoding], queryFn: () => readHead(file, encoding), gcTime: 0 });
  const wanted = { baseId: base.id, file, encoding };
  const preview = useQuery({
    queryKey: ["knowledge", "csv-preview", base.id, stamp, encoding],
    queryFn: () => putCsv({ ...wanted, overwriteEdits: false, dryRun: true }),
    retry: false, gcTime: 0, staleTime: Infinity,
  });
  const replace = useMutation({
    mutationFn: () => putCsv({ ...wanted, overwriteEdits: overwrite, dryRun: false }),
    onSuccess: async (reply) => {
      toast({ text: t("csv.replaced", { count: reply.rows }), tone: "success" });
      onClose();
      await Promise.all([keys.documents(base.id), keys.chunks(base.id), keys.base(base.id)].map((queryKey) => queries.invalidateQueries({ queryKey })));
    },
  });
  const edited = preview.data?.edited ?? [];
  const isNothing = preview.data !== undefined && preview.data.added + preview.data.changed + preview.data.removed === 0;
  const reason = edited.length && !overwrite ? t("csv.needsOverwrite") : isNothing ? t("csv.nothing") : undefined;
  return (
    <Card title={file.name} description={formatBytes(file.size)} actions={<EncodingSelect value={encoding} onChange={setEncoding} />}>
      <div className="space-y-4">
        {head.data === null && <Callout tone="warning" title={t("csv.wrongEncoding")}>{t("csv.wrongEncodingText")}</Callout>}
        {head.data && <HeadCheck head={head.data} />}
        {preview.error ? (
          <Refused error={preview.error} />
        ) : preview.data ? (
          <Changes reply={preview.data} />
        ) : (
          <Loading><Skeleton lines={2} /></Loading>
        )}
        {edited.length > 0 && <Edited ids={edited} overwrite={overwrite} onChange={setOverwrite} />}
        {replace.error && <Refused error={replace.error} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="ghost" onClick={onClose}>{t("csv.another")}</Button>
          <Button variant="primary" busy={replace.isPending} disabled={!preview.data || reason !== undefined} reason={reason} onClick={() => { replace.mutate(); }}>
            {preview.data ? t("csv.replace", { count: preview.data.rows }) : t("csv.replacePlain")}
          </Button>
        </div>
      </div>
    </Card>
  );
}

function EncodingSelect({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation("knowledge");
  const options = ENCODINGS.map((each) => ({ value: each as string, label: t(`csv.encodings.${each}`) }));
  return <Select compact prefix={t("csv.encoding")} label={t("csv.encoding")} value={value} onChange={onChange} options={options} />;
}

/** The header in words and the first rows. */
function HeadCheck({ head }: { head: Head }) {
  const { t } = useTranslation("knowledge");
  return (
    <>
      {head.missing.length > 0 && <Callout tone="danger" title={t("csv.missing", { columns: head.missing.join(", ") })}>{t("csv.missingText")}</Callout>}
      {head.ignored.length > 0 && <Callout tone="info">{t("csv.ignored", { columns: head.ignored.join(", ") })}</Callout>}
      <div className="overflow-x-auto rounded-card border border-border">
        <table className="w-full text-dense" aria-label={t("csv.firstRows")}>
          <thead>
            <tr>{head.columns.map((name, at) => <th key={`${name}${String(at)}`} scope="col" className="border-b border-border px-3 py-2 text-left text-caption font-medium text-muted">{name}</th>)}</tr>
          </thead>
          <tbody>
            {head.rows.map((row, line) => (
              <tr key={line} className="not-last:border-b not-last:border-border">
                {head.columns.map((name, at) => <td key={`${name}${String(at)}`} className="max-w-96 px-3 py-2 align-top"><span className="clamp-2 anywhere">{row[at] ?? ""}</span></td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Changes({ reply }: { reply: CsvReply }) {
  const { t } = useTranslation("knowledge");
  const counts = [["added", reply.added], ["changed", reply.changed], ["unchanged", reply.unchanged], ["removed", reply.removed]] as const;
  return (
    <dl aria-live="polite" className="grid grid-cols-2 divide-border rounded-card border border-border sm:grid-cols-4 sm:divide-x">
      {counts.map(([key, count]) => (
        <div key={key} className="px-4 py-3">
          <dt className="text-caption text-muted">{t(`csv.counts.${key}`)}</dt>
          <dd className={`numbers text-h2 ${key === "removed" && count > 0 ? "text-danger-text" : ""}`}>{formatNumber(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Edited({ ids, overwrite, onChange }: { ids: string[]; overwrite: boolean; onChange: (value: boolean) => void }) {
  const { t } = useTranslation("knowledge");
  return (
    <Callout tone="warning" title={t("csv.edited", { count: ids.length })}>
      <p className="mb-3 flex max-h-24 flex-wrap gap-x-3 gap-y-1 overflow-y-auto font-mono text-caption">{ids.map((id) => <span key={id}>{id}</span>)}</p>
      <Switch label={t("csv.overwrite")} checked={overwrite} onChange={onChange} />
    </Callout>
  );
}

function Refused({ error }: { error: unknown }) {
  const { t } = useTranslation("knowledge");
  if (!(error instanceof ApiError) || error.code !== CSV_INVALID) return <ErrorCallout trouble={troubleOf(error)} />;
  const rows = rowErrors(error.errors);
  return (
    <Callout tone="danger" title={error.message}>
      <p className="mb-2">{t("csv.refused")}</p>
      {rows.some((row) => row.row !== null) && <RowErrors rows={rows} />}
    </Callout>
  );
}
