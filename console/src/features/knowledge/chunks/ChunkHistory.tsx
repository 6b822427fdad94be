import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { formatDateTime } from "@/shared/format";
import { troubleOf } from "@/shared/session/trouble";
import { Chip, Diff, ErrorState, Loading, Skeleton } from "@/shared/ui";

import { revisionsQuery, type Base, type Chunk } from "../reading";

/** What the chunk said before, the newest first; each opens as the difference to the one before it. */
export function ChunkHistory({ base, chunk }: { base: Base; chunk: Chunk }) {
  const { t } = useTranslation("knowledge");
  const revisions = useQuery(revisionsQuery(base.id, chunk.chunkId));
  const [open, setOpen] = useState(chunk.revision);
  if (revisions.error) return <ErrorState title={t("history.unread")} trouble={troubleOf(revisions.error)} onRetry={() => void revisions.refetch()} />;
  if (!revisions.data) return <Loading><Skeleton lines={4} /></Loading>;
  const before = new Map(revisions.data.map((each, at) => [each.revision, revisions.data[at + 1]]));
  return (
    <ol className="divide-y divide-border">
      {revisions.data.map((each) => (
        <li key={each.revision} className="py-2">
          <button
            type="button"
            aria-expanded={open === each.revision}
            onClick={() => { setOpen(open === each.revision ? 0 : each.revision); }}
            className="flex w-full flex-wrap items-center gap-x-3 gap-y-1 rounded-control px-2 py-1 text-left hover:bg-hover"
          >
            <span className="numbers font-medium">{t("history.revision", { number: each.revision })}</span>
            <span className="text-muted">{each.updatedBy}</span>
            <span className="text-caption text-subtle">{formatDateTime(each.updatedAt)}</span>
            {!each.enabled && <Chip>{t("state.off")}</Chip>}
          </button>
          {open === each.revision && <Change now={each} before={before.get(each.revision)} />}
        </li>
      ))}
    </ol>
  );
}

function Change({ now, before }: { now: Chunk; before: Chunk | undefined }) {
  const { t } = useTranslation("knowledge");
  if (!before) return <p className="mt-2 max-h-64 overflow-y-auto rounded-card border border-border p-3 text-dense whitespace-pre-wrap anywhere">{now.content}</p>;
  return <div className="mt-2"><Diff label={t("history.revision", { number: now.revision })} before={asText(before)} after={asText(now)} beforeLabel={t("history.before")} afterLabel={t("history.after")} /></div>;
}

/** Everything a revision says, as one text to compare. */
function asText(chunk: Chunk): string {
  const more = Object.keys(chunk.metadata).length ? [JSON.stringify(chunk.metadata)] : [];
  return [chunk.title, chunk.content, chunk.keywords.join(", "), ...chunk.questions, ...more].filter(Boolean).join("\n\n");
}
