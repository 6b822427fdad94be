import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Download, X } from "lucide-react";
import { Suspense, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { api } from "@/api";
import { saveFile } from "@/shared/files";
import { useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { IconButton, ProgressBar, RelativeTime, Status, toast } from "@/shared/ui";

import type { Other } from "./others";
import { placeOf, shareOf, stepOf, type Job } from "./work";

interface OpenProps {
  title: string;
  /** Where it is told of, below the workspace. */
  to: string;
  onLeave: () => void;
  share: number | null;
  detail: ReactNode;
  about: string;
  /** Ends it, for who may; `stopLabel` says what would be ended. */
  stop: (() => Promise<unknown>) | null;
  stopLabel: string;
}

/** Work that goes on: how far it is, and the way to end it. */
function Open({ title, to, onLeave, share, detail, about, stop, stopLabel }: OpenProps) {
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: async () => stop?.(),
    onSettled: () => queries.invalidateQueries({ queryKey: ["activity"] }),
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
  return (
    <li className="py-2">
      <div className="flex items-center gap-2">
        <Title to={to} onLeave={onLeave}>{title}</Title>
        {stop && <IconButton icon={X} size="small" variant="ghost" label={stopLabel} busy={cancel.isPending} onClick={() => { cancel.mutate(); }} />}
      </div>
      <ProgressBar hideLabel label={title} value={share} />
      <p className="numbers mt-1 flex justify-between gap-3 text-caption text-subtle">
        <span>{detail}</span>
        <span className="truncate-line">{about}</span>
      </p>
    </li>
  );
}

/** The name of work, which leads to where it is told of. */
function Title({ to, onLeave, children }: { to: string; onLeave: () => void; children: string }) {
  const path = useWorkspacePath();
  return <Link to={path(to)} onClick={onLeave} className="truncate-line flex-1 font-medium hover:underline">{children}</Link>;
}

const TONES = { done: "success", failed: "danger", cancelled: "neutral" } as const;

interface EndedProps {
  title: string;
  to: string;
  onLeave: () => void;
  state: keyof typeof TONES;
  about: string;
  at: string;
  file?: Other["file"] | undefined;
  children?: ReactNode;
}

/** Work that has ended: how, why it failed, and its file. */
function Ended({ title, to, onLeave, state, about, at, file, children }: EndedProps) {
  const { t } = useTranslation("activity");
  const save = useMutation({
    mutationFn: ({ path, name }: { path: string; name: string }) => saveFile(path, name),
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
  return (
    <li className="py-2">
      <div className="flex items-center gap-2">
        <Title to={to} onLeave={onLeave}>{title}</Title>
        {file && <IconButton icon={Download} size="small" variant="ghost" label={t("download", { name: title })} busy={save.isPending} onClick={() => { save.mutate(file); }} />}
        <Status tone={TONES[state]}>{t(`states.${state}`)}</Status>
      </div>
      <p className="numbers mt-1 flex justify-between gap-3 text-caption text-subtle">
        <span className="truncate-line">{about}</span>
        <span className="shrink-0"><RelativeTime at={at} /></span>
      </p>
      {children}
    </li>
  );
}

interface JobProps {
  job: Job;
  onLeave: () => void;
}

const homeOf = (job: Job) => `/genai/knowledge/${job.knowledgeBaseId}/${placeOf(job)}`;

function useAbout(): (job: Job) => string {
  const { t } = useTranslation("activity");
  return (job) => (job.kind === "ingest" ? job.knowledgeBaseName : t(`kinds.${job.kind}`));
}

export function OpenJob({ job, onLeave }: JobProps) {
  const { t } = useTranslation("activity");
  const mayCancel = useMay("genai.knowledge.write");
  const aboutOf = useAbout();
  const step = stepOf(job);
  const stop = () => api.POST("/api/v1/jobs/{job_id}/cancel", { params: { path: { job_id: job.jobId } } });
  return (
    <Open
      title={job.title}
      to={homeOf(job)}
      onLeave={onLeave}
      share={shareOf(job)}
      detail={step ? t(`steps.${step.key}`, step.values) : job.reason.message}
      about={aboutOf(job)}
      stop={mayCancel ? stop : null}
      stopLabel={t(job.kind === "ingest" ? "cancel" : "stop", { name: job.title })}
    />
  );
}

export function EndedJob({ job, onLeave }: JobProps) {
  const aboutOf = useAbout();
  const state = job.state as keyof typeof TONES;
  const { name } = job.result;
  const hasFile = job.kind === "export" && job.result["file"] === true;
  const file = hasFile ? { path: `/api/v1/jobs/${job.jobId}/file`, name: typeof name === "string" ? name : `${job.title}.comity-kb` } : null;
  return (
    <Ended title={job.title} to={homeOf(job)} onLeave={onLeave} state={state} about={aboutOf(job)} at={job.updatedAt} file={file}>
      {state === "failed" && <Suspense>{job.errors.map((error) => <Why key={error.code} error={error} />)}</Suspense>}
    </Ended>
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

interface OtherProps {
  other: Other;
  onLeave: () => void;
}

export function OpenOther({ other, onLeave }: OtherProps) {
  const { t } = useTranslation("activity");
  const mayTest = useMay("genai.lab.write");
  const title = t(other.name.key, other.name.values);
  const stop = () => api.POST("/api/v1/lab/runs/{run_id}/cancel", { params: { path: { run_id: other.id } } });
  return (
    <Open
      title={title}
      to={other.path}
      onLeave={onLeave}
      share={other.share}
      detail={t(other.detail.key, other.detail.values)}
      about={t(`kinds.${other.kind}`)}
      stop={mayTest && other.kind !== "messages" ? stop : null}
      stopLabel={t("stop", { name: title })}
    />
  );
}

export function EndedOther({ other, onLeave }: OtherProps) {
  const { t } = useTranslation("activity");
  const about = `${t(`kinds.${other.kind}`)} · ${t(other.detail.key, other.detail.values)}`;
  return (
    <Ended title={t(other.name.key, other.name.values)} to={other.path} onLeave={onLeave} state={other.state as keyof typeof TONES} about={about} at={other.at} file={other.file}>
      {other.error && <p className="anywhere text-caption text-danger-text">{other.error}</p>}
    </Ended>
  );
}
