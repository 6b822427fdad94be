import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck, RefreshCw, X } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type Shape } from "@/api";
import { onLive } from "@/shared/live";
import { useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { ErrorCallout, IconButton, Loading, Popover, ProgressBar, Skeleton, toast, Tooltip } from "@/shared/ui";

import { endedWork, shareOf, workQuery, type Work } from "./work";

interface ActivityTrayProps {
  side: "right" | "top";
  /** The look of what stands in the rail. */
  className: string;
}

/** What runs now: how far, why it waits, the way to stop it and to its result. */
export default function ActivityTray({ side, className }: ActivityTrayProps) {
  const { t } = useTranslation("activity");
  const [isOpen, setOpen] = useState(false);
  const mayRead = useMay("genai.knowledge.read");
  const work = useQuery({ ...workQuery, enabled: mayRead });
  const count = work.data?.length ?? 0;
  useToasts(work.data);
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
      {work.error ? (
        <ErrorCallout trouble={troubleOf(work.error)} onRetry={() => void work.refetch()} />
      ) : mayRead && !work.data ? (
        <Loading><Skeleton lines={3} /></Loading>
      ) : count ? (
        <ul className="max-h-96 divide-y divide-border overflow-y-auto">
          {work.data?.map((item) => <WorkRow key={item.id} work={item} onLeave={() => { setOpen(false); }} />)}
        </ul>
      ) : (
        <p className="flex items-center gap-2 text-muted">
          <CircleCheck size={16} strokeWidth={1.75} aria-hidden className="text-success" />
          {t("none")}
        </p>
      )}
    </Popover>
  );
}

function WorkRow({ work, onLeave }: { work: Work; onLeave: () => void }) {
  const { t } = useTranslation("activity");
  const path = useWorkspacePath();
  const queries = useQueryClient();
  const mayCancel = useMay("genai.knowledge.write");
  const params = { path: { base_id: work.baseId, document_id: work.id } };
  const cancel = useMutation({
    mutationFn: () => api.POST("/api/v1/knowledge-bases/{base_id}/documents/{document_id}/cancel", { params }),
    onSettled: () => queries.invalidateQueries({ queryKey: workQuery.queryKey }),
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
  return (
    <li className="py-2">
      <div className="flex items-center gap-2">
        <Link to={path(`/genai/knowledge/${work.baseId}/documents`)} onClick={onLeave} className="truncate-line flex-1 font-medium hover:underline">
          {work.title}
        </Link>
        {mayCancel && (
          <IconButton icon={X} size="small" variant="ghost" label={t("cancel", { name: work.title })} busy={cancel.isPending} onClick={() => { cancel.mutate(); }} />
        )}
      </div>
      <ProgressBar hideLabel label={work.title} value={shareOf(work)} />
      <Tooltip text={work.baseName}>
        <p className="mt-1 text-caption text-subtle">{work.reason.message}</p>
      </Tooltip>
    </li>
  );
}

/** One toast for each reading that ends, unless the page shows it. */
function useToasts(work: readonly Work[] | undefined): void {
  const { t } = useTranslation("activity");
  const told = useEffectEvent((document: Shape<"DocumentRead">) => {
    const running = new Set(work?.map((item) => item.id));
    const ending = endedWork(running, document);
    if (!ending || globalThis.location.pathname.includes(document.baseId)) return;
    if (ending === "ready") toast({ text: t("ready", { name: document.title }), tone: "success" });
    else toast({ text: t("failed", { name: document.title, reason: document.reason.message }), tone: "danger" });
  });
  useEffect(() => onLive({ kind: "document.changed", apply: ({ data }) => { told(data as unknown as Shape<"DocumentRead">); } }), []);
}
