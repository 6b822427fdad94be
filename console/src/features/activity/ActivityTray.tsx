import { useQuery } from "@tanstack/react-query";
import { CircleCheck, RefreshCw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { ErrorCallout, Loading, Popover, Skeleton } from "@/shared/ui";

import { EndedRow, OpenRow } from "./rows";
import { useEnds } from "./useEnds";
import { endedLately, latestQuery, openQuery, type Job } from "./work";

interface ActivityTrayProps {
  side: "right" | "top";
  /** The look of what stands in the rail. */
  className: string;
}

/** What runs now and what ended lately: how far, why it waits or failed, the way to stop it and to its result. */
export default function ActivityTray({ side, className }: ActivityTrayProps) {
  const { t } = useTranslation("activity");
  const [isOpen, setOpen] = useState(false);
  const mayRead = useMay("genai.knowledge.read");
  const open = useQuery({ ...openQuery, enabled: mayRead });
  const count = open.data?.length ?? 0;
  useEnds(open.data ?? []);
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
      <Work open={open.data} error={open.error} onRetry={() => void open.refetch()} isIdle={!mayRead} onLeave={() => { setOpen(false); }} />
    </Popover>
  );
}

interface WorkProps {
  open: Job[] | undefined;
  error: Error | null;
  onRetry: () => void;
  /** Who may not read knowledge has no work to see. */
  isIdle: boolean;
  onLeave: () => void;
}

function Work({ open, error, onRetry, isIdle, onLeave }: WorkProps) {
  const { t } = useTranslation("activity");
  const latest = useQuery({ ...latestQuery, enabled: !isIdle });
  const [now] = useState(Date.now);
  const ended = endedLately(latest.data ?? [], now);
  if (error ?? latest.error) return <ErrorCallout trouble={troubleOf(error ?? latest.error)} onRetry={() => { onRetry(); void latest.refetch(); }} />;
  if (!isIdle && !(open && latest.data)) return <Loading><Skeleton lines={3} /></Loading>;
  return (
    <div className="-mx-1 max-h-96 space-y-4 overflow-y-auto px-1">
      {open?.length ? (
        <ul className="divide-y divide-border">{open.map((job) => <OpenRow key={job.jobId} job={job} onLeave={onLeave} />)}</ul>
      ) : (
        <p className="flex items-center gap-2 text-muted">
          <CircleCheck size={16} strokeWidth={1.75} aria-hidden className="text-success" />
          {t("none")}
        </p>
      )}
      {ended.length > 0 && (
        <section aria-label={t("ended")}>
          <h3 className="text-caption font-medium text-muted">{t("ended")}</h3>
          <ul className="divide-y divide-border">{ended.map((job) => <EndedRow key={job.jobId} job={job} onLeave={onLeave} />)}</ul>
        </section>
      )}
    </div>
  );
}
