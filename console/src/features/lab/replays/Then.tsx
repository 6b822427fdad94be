import { Link } from "@tanstack/react-router";
import { ThumbsDown, ThumbsUp } from "lucide-react";
import { useTranslation } from "react-i18next";

import { formatDateTime } from "@/shared/format";
import { useWorkspacePath } from "@/shared/routing";
import { Chip } from "@/shared/ui";

import type { Case, Result } from "../reading";

type Recorded = NonNullable<Case["recorded"]>;

/** What was answered when the question was asked. */
export function Then({ recorded }: { recorded: Recorded }) {
  const { t } = useTranslation("lab");
  const path = useWorkspacePath();
  const { messageId, version, at, outcome, answer, chunkIds, rating } = recorded;
  const Icon = rating === "up" ? ThumbsUp : ThumbsDown;
  return (
    <article className="min-w-0 space-y-3 rounded-card border border-border bg-neutral-soft p-3">
      <header className="flex flex-wrap items-start justify-between gap-2">
        <div>
          <h3 className="text-h3">{t("replay.then")}</h3>
          <p className="text-caption text-muted">{[formatDateTime(at), t(`target.${version}`, { defaultValue: t("target.version", { number: version }) })].join(" · ")}</p>
        </div>
        {rating && <Icon size={16} strokeWidth={1.75} role="img" aria-label={t(`rating.${rating}`)} className={rating === "up" ? "text-success-text" : "text-danger-text"} />}
      </header>
      <p className="anywhere whitespace-pre-wrap">{answer || "–"}</p>
      {chunkIds.length > 0 && <p className="anywhere font-mono text-caption text-subtle">{chunkIds.join(", ")}</p>}
      <footer className="flex flex-wrap gap-x-3 text-caption text-subtle">
        <span>{t(`outcome.${outcome}`, { defaultValue: outcome })}</span>
        <Link className="text-link hover:underline" to={path(`/genai/messages/${messageId}`)}>{t("cases.inspect")}</Link>
      </footer>
    </article>
  );
}

/** What is not as it was then. */
export function Differences({ result }: { result: Result }) {
  const { t } = useTranslation("lab");
  if (!result.differences?.length) return null;
  return (
    <p className="flex flex-wrap gap-1">
      {result.differences.map((one) => <Chip key={one} tone="warning">{t(`replay.differs.${one}`)}</Chip>)}
    </p>
  );
}
