import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Sparkles } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { formatDate, formatNumber } from "@/shared/format";
import { useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Chip, ErrorState, Loading, RelativeTime, Sheet, Skeleton } from "@/shared/ui";

import { Actions } from "./Actions";
import { useSuggest } from "./changing";
import { Effect, Reason } from "./GapRow";
import { gapQuery, type Gap } from "./reading";
import { Trend } from "./Trend";

/** All that is known of a gap, beside the list. */
export function GapSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation("gaps");
  const gap = useQuery(gapQuery(id));
  return (
    <Sheet
      open
      width={640}
      onOpenChange={(open) => { if (!open) onClose(); }}
      title={gap.data?.label ?? t("one")}
      {...(gap.data ? { footer: <Actions gap={gap.data} isMain /> } : {})}
    >
      {gap.error ? (
        <ErrorState title={t("oneUnread")} trouble={troubleOf(gap.error)} onRetry={() => void gap.refetch()} />
      ) : gap.data ? (
        <Details gap={gap.data} />
      ) : (
        <Loading><Skeleton lines={8} /></Loading>
      )}
    </Sheet>
  );
}

function Details({ gap }: { gap: Gap }) {
  const { t } = useTranslation("gaps");
  return (
    <div className="space-y-6">
      <div className="space-y-2">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-dense text-muted">
          <Reason gap={gap} />
          {gap.assignee && <Chip tone="info">{gap.assignee.name}</Chip>}
          <span className="numbers">{t("asked", { count: gap.count, shown: formatNumber(gap.count) })}</span>
          <span className="numbers">{t("people", { count: gap.people, shown: formatNumber(gap.people) })}</span>
          <span>{t("since", { date: formatDate(gap.firstAskedAt) })}</span>
        </div>
        <p className="text-dense text-muted">{t("reasons", { ...gap.reasons })}</p>
        <Trend trend={gap.trend} />
        <Outcome gap={gap} />
      </div>
      <Part title={t("draft.title")}><Draft gap={gap} /></Part>
      <Part title={t("examples")}><Examples gap={gap} /></Part>
      <Part title={t("nearest.title")}><Nearest gap={gap} /></Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="space-y-2">
      <h3 className="text-h3">{title}</h3>
      {children}
    </section>
  );
}

/** What was made of a gap that was accepted, and what came of that. */
function Outcome({ gap }: { gap: Gap }) {
  const { t } = useTranslation("gaps");
  const path = useWorkspacePath();
  const { effect } = gap;
  if (!effect) return null;
  const { memorizedResponseId, documentId, knowledgeBaseId } = effect;
  const to = memorizedResponseId ? `/genai/memorized/${memorizedResponseId}` : `/genai/knowledge/${knowledgeBaseId ?? ""}/documents/${documentId ?? ""}`;
  return (
    <div className="space-y-1 rounded-card bg-sunken px-4 py-3">
      <p className="text-dense">
        {gap.decidedBy && t("effect.by", { name: gap.decidedBy })}{" "}
        {gap.decidedAt && <RelativeTime at={gap.decidedAt} />}{" "}
        <Link to={path(to)} className="text-accent-text underline-offset-4 hover:underline">{t(memorizedResponseId ? "effect.response" : "effect.document")}</Link>
      </p>
      <Effect gap={gap} />
    </div>
  );
}

function Draft({ gap }: { gap: Gap }) {
  const { t } = useTranslation("gaps");
  const mayWrite = useMay("genai.knowledge.write");
  const suggest = useSuggest();
  return (
    <>
      {gap.draft ? (
        <>
          <p className="text-caption text-subtle">{t(`draftBy.${gap.draft.by}`)}</p>
          <p className="whitespace-pre-wrap anywhere">{gap.draft.text}</p>
          {gap.draft.sources.length > 0 && (
            <p className="flex flex-wrap gap-x-3 gap-y-1 text-dense text-muted">
              {t("draft.from")}
              {gap.draft.sources.map((source) => <ChunkLink key={source.id} chunk={source} />)}
            </p>
          )}
        </>
      ) : (
        <p className="text-muted">{t("draft.none")}</p>
      )}
      {mayWrite && <Button size="small" icon={Sparkles} busy={suggest.isPending} onClick={() => { suggest.mutate(gap); }}>{t("draft.again")}</Button>}
    </>
  );
}

function Examples({ gap }: { gap: Gap }) {
  const { t } = useTranslation("gaps");
  const path = useWorkspacePath();
  const mayOpen = useMay("genai.sandbox.live");
  return (
    <ul className="divide-y divide-border rounded-card border border-border">
      {gap.examples.map((one) => (
        <li key={one.messageId} className="space-y-1 px-4 py-2.5">
          <p className="font-medium anywhere">{one.question}</p>
          {one.answer && <p className="line-clamp-4 text-dense text-muted anywhere">{one.answer}</p>}
          <p className="flex flex-wrap gap-x-3 text-caption text-subtle">
            <RelativeTime at={one.at} />
            {one.rating === "down" && <span className="text-danger-text">{t("reason.ratedDown")}</span>}
            {mayOpen && <Link to={path(`/genai/messages/${one.messageId}`)} className="text-accent-text underline-offset-4 hover:underline">{t("why")}</Link>}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Nearest({ gap }: { gap: Gap }) {
  const { t } = useTranslation("gaps");
  if (gap.chunks.length === 0) return <p className="text-muted">{t("nearest.none")}</p>;
  return (
    <ol className="divide-y divide-border rounded-card border border-border">
      {gap.chunks.map((chunk) => (
        <li key={chunk.id} className="flex gap-3 px-4 py-2.5 text-dense">
          <div className="min-w-0 flex-1">
            <ChunkLink chunk={chunk} />
            <p className="line-clamp-2 text-muted anywhere">{chunk.excerpt}</p>
          </div>
          <span className="numbers shrink-0 text-muted" title={t("nearest.score")}>{chunk.score.toFixed(2)}</span>
        </li>
      ))}
    </ol>
  );
}

interface ChunkPlace {
  id: string;
  title: string;
  path: string;
  knowledgeBaseId: string;
}

/** A chunk by its title, opened among the chunks of its base. */
export function ChunkLink({ chunk }: { chunk: ChunkPlace }) {
  const path = useWorkspacePath();
  return (
    <Link to={path(`/genai/knowledge/${chunk.knowledgeBaseId}/chunks`)} search={{ chunk: chunk.id } as never} className="font-medium text-accent-text underline-offset-4 anywhere hover:underline">
      {chunk.title || chunk.path}
    </Link>
  );
}
