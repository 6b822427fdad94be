import { useQuery } from "@tanstack/react-query";
import { CircleCheck, RefreshCw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { ErrorCallout, Loading, Popover, Skeleton } from "@/shared/ui";

import { exportsQuery, ofExport, ofRun, parted, runsQuery, type Other } from "./others";
import { EndedJob, EndedOther, OpenJob, OpenOther } from "./rows";
import { useEnds } from "./useEnds";
import { endedLately, latestQuery, openQuery, type Job } from "./work";

interface ActivityTrayProps {
  side: "right" | "top";
  /** The look of what stands in the rail. */
  className: string;
}

/** What runs now and what ended lately: how far, why it waits or failed, the way to stop it, to its result and to its file. */
export default function ActivityTray({ side, className }: ActivityTrayProps) {
  const { t } = useTranslation("activity");
  const [isOpen, setOpen] = useState(false);
  const mayRead = useMay("genai.knowledge.read");
  const jobs = useQuery({ ...openQuery, enabled: mayRead });
  const others = useOthers();
  const count = (jobs.data?.length ?? 0) + others.open.length;
  useEnds(jobs.data ?? [], others.open);
  const label = count ? t("running", { count }) : t("title");
  const trigger = (
    <button type="button" aria-label={label} className={`relative ${className}`}>
      <RefreshCw size={20} strokeWidth={1.75} aria-hidden className={count ? "animate-spin" : ""} />
      {count > 0 && (
        <span aria-hidden className="numbers absolute top-0 right-0 min-w-4 rounded-full bg-accent px-1 text-center text-caption text-on-accent">
          {count}
        </span>
      )}
    </button>
  );
  return (
    <Popover trigger={trigger} label={t("title")} side={side} align="end" width={360} open={isOpen} onOpenChange={setOpen}>
      <h2 className="mb-2 text-h3">{t("title")}</h2>
      <Work jobs={jobs.data} others={others} error={jobs.error ?? others.error} onRetry={() => { void jobs.refetch(); others.retry(); }} isIdle={!mayRead} onLeave={() => { setOpen(false); }} />
    </Popover>
  );
}

interface Others {
  open: Other[];
  ended: Other[];
  error: Error | null;
  retry: () => void;
}

/** Runs of the lab and exports of the report, for who may see them. */
function useOthers(): Others {
  const runs = useQuery({ ...runsQuery, enabled: useMay("genai.lab.read") });
  const exports = useQuery({ ...exportsQuery, enabled: useMay("genai.reports.export") });
  const [now] = useState(Date.now);
  const all = [...(runs.data ?? []).map(ofRun), ...(exports.data ?? []).map(ofExport)];
  return { ...parted(all, now), error: runs.error ?? exports.error, retry: () => { void runs.refetch(); void exports.refetch(); } };
}

interface WorkProps {
  jobs: Job[] | undefined;
  others: Others;
  error: Error | null;
  onRetry: () => void;
  /** Who may not read knowledge has no work on it to see. */
  isIdle: boolean;
  onLeave: () => void;
}

function Work({ jobs, others, error, onRetry, isIdle, onLeave }: WorkProps) {
  const { t } = useTranslation("activity");
  const latest = useQuery({ ...latestQuery, enabled: !isIdle });
  const [now] = useState(Date.now);
  const ended = endedLately(latest.data ?? [], now);
  if (error ?? latest.error) return <ErrorCallout trouble={troubleOf(error ?? latest.error)} onRetry={() => { onRetry(); void latest.refetch(); }} />;
  if (!isIdle && !(jobs && latest.data)) return <Loading><Skeleton lines={3} /></Loading>;
  const isQuiet = !jobs?.length && others.open.length === 0;
  return (
    <div className="-mx-1 max-h-96 space-y-4 overflow-y-auto px-1">
      {isQuiet ? (
        <p className="flex items-center gap-2 text-muted">
          <CircleCheck size={16} strokeWidth={1.75} aria-hidden className="text-success" />
          {t("none")}
        </p>
      ) : (
        <ul className="divide-y divide-border">
          {others.open.map((other) => <OpenOther key={other.id} other={other} onLeave={onLeave} />)}
          {jobs?.map((job) => <OpenJob key={job.jobId} job={job} onLeave={onLeave} />)}
        </ul>
      )}
      {ended.length + others.ended.length > 0 && (
        <section aria-label={t("ended")}>
          <h3 className="text-caption font-medium text-muted">{t("ended")}</h3>
          <ul className="divide-y divide-border">{inOrder(ended, others.ended).map((one) => ("jobId" in one ? <EndedJob key={one.jobId} job={one} onLeave={onLeave} /> : <EndedOther key={one.id} other={one} onLeave={onLeave} />))}</ul>
        </section>
      )}
    </div>
  );
}

const endOf = (one: Job | Other) => ("jobId" in one ? one.updatedAt : one.at);

/** Both together, the latest end first. */
function inOrder(jobs: readonly Job[], others: readonly Other[]): (Job | Other)[] {
  return [...jobs, ...others].sort((one, other) => endOf(other).localeCompare(endOf(one)));
}
