import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api";
import { formatDateTime, formatNumber, formatTime } from "@/shared/format";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Callout, Card, ErrorCallout, Loading, ProgressBar, Skeleton, toast } from "@/shared/ui";

import { useLanguageName } from "../LanguageField";
import type { Base } from "../reading";
import { generationsQuery, shareOf, sidesOf, type Generation, type Job } from "./embedding";
import { ReembedDialog } from "./ReembedDialog";

/** By what the base is embedded, embedding it anew while it serves, and the way back. */
export function EmbedderCard({ base }: { base: Base }) {
  const { t } = useTranslation("knowledge");
  const mayWrite = useMay("genai.knowledge.write");
  const [isAsking, setAsking] = useState(false);
  const read = useQuery(generationsQuery(base.id));
  const job = read.data?.job ?? null;
  return (
    <Card
      title={t("embed.title")}
      description={t("embed.text")}
      actions={mayWrite && read.data && !job && <Button size="small" onClick={() => { setAsking(true); }}>{t("embed.change")}</Button>}
    >
      {read.error ? (
        <ErrorCallout trouble={troubleOf(read.error)} onRetry={() => void read.refetch()} />
      ) : !read.data ? (
        <Loading><Skeleton lines={2} /></Loading>
      ) : (
        <div className="space-y-4">
          <Serving base={base} {...sidesOf(read.data)} mayWrite={mayWrite && !job} />
          {job && <Running job={job} mayWrite={mayWrite} />}
        </div>
      )}
      {isAsking && <ReembedDialog base={base} onClose={() => { setAsking(false); }} />}
    </Card>
  );
}

interface ServingProps {
  base: Base;
  serving: Generation | undefined;
  before: Generation | undefined;
  mayWrite: boolean;
}

function Serving({ base, serving, before, mayWrite }: ServingProps) {
  const nameOf = useLanguageName();
  const { t } = useTranslation("knowledge");
  const queries = useQueryClient();
  const undo = useMutation({
    mutationFn: () => data(api.POST("/api/v1/knowledge-bases/{base_id}/reembed/undo", { params: { path: { base_id: base.id } } })),
    onSuccess: async ({ done }) => {
      toast({ text: t(done ? "embed.undone" : "embed.undoing"), tone: "success" });
      await queries.invalidateQueries({ queryKey: generationsQuery(base.id).queryKey });
    },
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
  return (
    <>
      {serving ? (
        <div>
          <p className="font-medium">{serving.embedder === "local" ? t("embed.local") : serving.embedderName}</p>
          <p className="numbers text-caption text-subtle anywhere">
            {t("embed.facts", { chunks: formatNumber(serving.chunks), dimensions: serving.dimensions })} · <span className="font-mono">{serving.embedderRevision}</span>
          </p>
        </div>
      ) : (
        <p className="text-muted">{t("embed.none")}</p>
      )}
      {serving && !serving.current && <Callout tone="warning">{t("embed.outdated")}</Callout>}
      {serving && serving.chunks < base.counts.chunks && <Callout tone="info">{t("embed.partial", { count: base.counts.chunks - serving.chunks })}</Callout>}
      {before?.undoUntil && mayWrite && (
        <div className="flex flex-wrap items-center gap-3">
          <p className="min-w-0 flex-1 basis-64 text-dense text-muted">
            {before.language === serving?.language
              ? t("embed.undoText", { name: before.embedder === "local" ? t("embed.local") : before.embedderName, time: formatDateTime(before.undoUntil) })
              : t("embed.undoLanguage", { language: nameOf(before.language), time: formatDateTime(before.undoUntil) })}
          </p>
          <Button size="small" icon={Undo2} busy={undo.isPending} onClick={() => { undo.mutate(); }}>{t("embed.undo")}</Button>
        </div>
      )}
    </>
  );
}

function Running({ job, mayWrite }: { job: Job; mayWrite: boolean }) {
  const { t } = useTranslation("knowledge");
  const queries = useQueryClient();
  const isPaused = job.state === "paused";
  const act = useMutation({
    mutationFn: (verb: "pause" | "cancel") => {
      const path = { job_id: job.jobId };
      return verb === "cancel"
        ? data(api.POST("/api/v1/jobs/{job_id}/cancel", { params: { path } }))
        : data(api.POST("/api/v1/jobs/{job_id}/pause", { params: { path, query: { paused: !isPaused } } }));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["knowledge", "base", job.knowledgeBaseId] }),
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
  const { done, total } = job.progress;
  return (
    <div className="space-y-2 rounded-card border border-border p-3">
      <ProgressBar label={isPaused ? t("embed.paused") : t(`embed.steps.${job.step}`)} value={shareOf(job)} detail={t("embed.of", { done: formatNumber(done), total: formatNumber(total) })} />
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-0 flex-1 text-caption text-subtle">
          {job.eta ? t("embed.eta", { time: formatTime(job.eta) }) : job.reason.code === "working" ? "" : job.reason.message}
        </p>
        {mayWrite && (
          <>
            <Button size="small" busy={act.isPending} onClick={() => { act.mutate("pause"); }}>{t(isPaused ? "embed.resume" : "embed.pause")}</Button>
            <Button size="small" onClick={() => { act.mutate("cancel"); }}>{t("embed.stop")}</Button>
          </>
        )}
      </div>
    </div>
  );
}
