import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { send, type Shape } from "@/api";
import { useWorkspacePath } from "@/shared/routing";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Callout, Dialog, DropZone, ErrorCallout, ProgressBar } from "@/shared/ui";

import { JobDone, useJob } from "./jobs";
import { keys, type Base } from "./reading";

type Job = Shape<"JobRead">;

interface BundleDialogProps {
  /** The base whose newest state the bundle replaces; none: it becomes a new base. */
  into?: Base;
  onClose: () => void;
}

/** Brings a bundle in: checked as it arrives, then read by a job. */
export function BundleDialog({ into, onClose }: BundleDialogProps) {
  const { t } = useTranslation("knowledge");
  const path = useWorkspacePath();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const bring = useMutation({
    mutationFn: async (file: File) => {
      const body = new FormData();
      body.append("file", file);
      if (into) body.append("into", into.id);
      const address = new URL("/api/v1/knowledge-bases/import", globalThis.location.origin);
      return (await (await send(new Request(address, { method: "POST", body }))).json()) as Job;
    },
  });
  const job = useJob(bring.data);
  const isDone = job?.state === "done";
  const result = job?.result ?? {};
  useEffect(() => { if (isDone && into) void queries.invalidateQueries({ queryKey: ["knowledge"] }); }, [isDone, into, queries]);
  const open = () => {
    void queries.invalidateQueries({ queryKey: keys.lists });
    onClose();
    void navigate({ to: path(`/genai/knowledge/${String(result["baseId"])}/chunks`) });
  };
  const footer = (
    <>
      <Button onClick={onClose}>{t(job ? "bundle.close" : "cancel")}</Button>
      {isDone && <Button variant="primary" onClick={open}>{t(into ? "bundle.showChunks" : "bundle.open")}</Button>}
    </>
  );
  return (
    <Dialog open onOpenChange={(isOpen) => { if (!isOpen) onClose(); }} title={into ? t("bundle.replaceTitle", { name: into.name }) : t("bundle.import")} description={t(into ? "bundle.replaceText" : "bundle.importText")} footer={footer}>
      {bring.error && <ErrorCallout trouble={troubleOf(bring.error)} />}
      {!job && !bring.isPending && (
        <DropZone title={t("bundle.drop")} hint={t("bundle.dropHint")} accept={[".comity-kb", ".zip"]} multiple={false} onFiles={([file]) => { if (file) { setName(file.name); bring.mutate(file); } }} />
      )}
      {(bring.isPending || (job && !isDone && job.state !== "failed")) && (
        <ProgressBar label={job?.reason.message ?? t("bundle.sending", { name })} value={job?.progress.total ? job.progress.done / job.progress.total : null} />
      )}
      {job?.state === "failed" && <Callout tone="danger">{job.reason.message}</Callout>}
      {isDone && (
        <>
          <JobDone>{t(into ? "bundle.replaced" : "bundle.broughtIn", { name: String(result["name"]), documents: Number(result["documents"]), chunks: Number(result["chunks"]) })}</JobDone>
          {into && <p className="text-dense text-muted">{result["version"] === null ? t("bundle.publishNext") : t("bundle.wayBack", { number: Number(result["version"]) })}</p>}
          {result["embedded"] === false && <Callout tone="warning">{t(into ? "bundle.embeddingNow" : "bundle.notEmbedded")}</Callout>}
          {Number(result["renamedCount"]) > 0 && <p className="text-dense text-muted">{t("bundle.renamed", { count: Number(result["renamedCount"]) })}</p>}
          {Number(result["purged"]) > 0 && <p className="text-dense text-muted">{t("bundle.purged", { count: Number(result["purged"]) })}</p>}
        </>
      )}
    </Dialog>
  );
}
