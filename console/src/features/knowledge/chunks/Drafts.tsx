import { useTranslation } from "react-i18next";

import { Chip, Loading, Skeleton } from "@/shared/ui";

import type { ChunkDraft } from "./reshaping";

/** What a split or a merge would make, in reading order. */
export function Drafts({ drafts }: { drafts: ChunkDraft[] | undefined }) {
  const { t } = useTranslation("knowledge");
  if (!drafts) return <Loading><Skeleton lines={4} /></Loading>;
  return (
    <ol aria-label={t("reshape.preview")} className={drafts.length > 1 ? "grid gap-3 sm:grid-cols-2" : ""}>
      {drafts.map((draft, place) => (
        <li key={place} className="rounded-card border border-border p-3">
          <div className="mb-2 flex flex-wrap items-center gap-x-2 gap-y-1 text-caption text-muted">
            <span className="font-medium">{draft.title || t("chunks.untitled")}</span>
            {draft.chunkId ? <span className="font-mono">{draft.chunkId}</span> : <Chip tone="info">{t("reshape.newId")}</Chip>}
            <span className="numbers">{t("chunks.tokens", { count: draft.tokens })}</span>
          </div>
          <p className="max-h-48 overflow-y-auto text-dense whitespace-pre-wrap anywhere">{draft.content}</p>
          <Beside label={t("chunks.keywords")} values={draft.keywords} />
          <Beside label={t("chunks.questions")} values={draft.questions} />
        </li>
      ))}
    </ol>
  );
}

function Beside({ label, values }: { label: string; values: string[] }) {
  if (!values.length) return null;
  return <p className="mt-2 text-caption text-muted"><span className="font-medium">{label}</span> {values.join(" · ")}</p>;
}
