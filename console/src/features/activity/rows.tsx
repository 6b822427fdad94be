import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { X } from "lucide-react";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";

import { api } from "@/api";
import { useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { IconButton, ProgressBar, RelativeTime, Status, toast } from "@/shared/ui";

import { placeOf, shareOf, stepOf, type Job } from "./work";

interface RowProps {
  job: Job;
  onLeave: () => void;
}

/** The name of a job, which leads to its document, or to where its base tells of it. */
function Title({ job, onLeave }: RowProps) {
  const path = useWorkspacePath();
  return (
    <Link
      to={path(`/genai/knowledge/${job.knowledgeBaseId}/${placeOf(job)}`)}
      onClick={onLeave}
      className="truncate-line flex-1 font-medium hover:underline"
    >
      {job.title}
    </Link>
  );
}

export function OpenRow({ job, onLeave }: RowProps) {
  const { t } = useTranslation("activity");
  const queries = useQueryClient();
  const mayCancel = useMay("genai.knowledge.write");
  const cancel = useMutation({
    mutationFn: () => api.POST("/api/v1/jobs/{job_id}/cancel", { params: { path: { job_id: job.jobId } } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["activity"] }),
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
  const step = stepOf(job);
  return (
    <li className="py-2">
      <div className="flex items-center gap-2">
        <Title job={job} onLeave={onLeave} />
        {mayCancel && (
          <IconButton icon={X} size="small" variant="ghost" label={t(job.kind === "ingest" ? "cancel" : "stop", { name: job.title })} busy={cancel.isPending} onClick={() => { cancel.mutate(); }} />
        )}
      </div>
      <ProgressBar hideLabel label={job.title} value={shareOf(job)} />
      <p className="numbers mt-1 flex justify-between gap-3 text-caption text-subtle">
        <span>{step ? t(`steps.${step.key}`, step.values) : job.reason.message}</span>
        <span className="truncate-line">{job.kind === "ingest" ? job.knowledgeBaseName : t(`kinds.${job.kind}`)}</span>
      </p>
    </li>
  );
}

const TONES = { done: "success", failed: "danger", cancelled: "neutral" } as const;

export function EndedRow({ job, onLeave }: RowProps) {
  const { t } = useTranslation("activity");
  const state = job.state as keyof typeof TONES;
  return (
    <li className="py-2">
      <div className="flex items-center gap-2">
        <Title job={job} onLeave={onLeave} />
        <Status tone={TONES[state]}>{t(`states.${state}`)}</Status>
      </div>
      <p className="mt-1 flex justify-between gap-3 text-caption text-subtle">
        <span className="truncate-line">{job.kind === "ingest" ? job.knowledgeBaseName : t(`kinds.${job.kind}`)}</span>
        <span className="shrink-0"><RelativeTime at={job.updatedAt} /></span>
      </p>
      {state === "failed" && <Suspense>{job.errors.map((error) => <Why key={error.code} error={error} />)}</Suspense>}
    </li>
  );
}

/** Why it failed, in the words that the document's own page has for it; the server's are English. */
function Why({ error }: { error: Job["errors"][number] }) {
  const { t, i18n } = useTranslation(["activity", "knowledge"]);
  const isEnglish = i18n.language.startsWith("en");
  return (
    <p className="anywhere text-caption text-danger-text">
      {isEnglish ? error.message : t(`knowledge:reason.${error.code}`, { defaultValue: error.message })}
    </p>
  );
}
