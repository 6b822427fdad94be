import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api";
import { formatBytes } from "@/shared/format";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Checkbox, Dialog, ErrorCallout, ProgressBar } from "@/shared/ui";

import { JobDone, useJob } from "../jobs";
import type { Base } from "../reading";
import type { Version } from "./reading";

/** Writes a version into one file and hands it over when it is ready. */
export function ExportDialog({ base, version, onClose }: { base: Base; version: Version; onClose: () => void }) {
  const { t } = useTranslation("knowledge");
  const [files, setFiles] = useState(true);
  const write = useMutation({
    mutationFn: () =>
      data(api.POST("/api/v1/knowledge-bases/{base_id}/export", { params: { path: { base_id: base.id }, query: { version: version.number, files } } })),
  });
  const job = useJob(write.data);
  const isReady = job?.state === "done";
  const footer = (
    <>
      <Button onClick={onClose}>{t(job ? "bundle.close" : "cancel")}</Button>
      {isReady ? (
        <a className="contents" href={`/api/v1/jobs/${job.jobId}/file`} download><Button variant="primary">{t("bundle.download")}</Button></a>
      ) : (
        <Button variant="primary" type="submit" busy={write.isPending || (job !== undefined && job.state !== "failed")}>{t("versions.export")}</Button>
      )}
    </>
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => { if (!open) onClose(); }}
      title={t("bundle.exportTitle", { number: version.number })}
      description={t("bundle.exportText")}
      footer={footer}
      onSubmit={() => { write.mutate(); }}
    >
      {write.error && <ErrorCallout trouble={troubleOf(write.error)} />}
      {!job && <Checkbox label={t("bundle.files")} checked={files} onChange={setFiles} />}
      {job && !isReady && <ProgressBar label={job.reason.message} value={job.progress.total ? job.progress.done / job.progress.total : null} />}
      {isReady && <JobDone>{t("bundle.ready", { name: String(job.result?.["name"]), size: formatBytes(Number(job.result?.["sizeBytes"])) })}</JobDone>}
    </Dialog>
  );
}
