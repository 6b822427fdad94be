import { useMutation } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data, type Shape } from "@/api";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Callout, Card, Chip, CopyId, Empty, ErrorCallout, Loading, Skeleton, TextInput } from "@/shared/ui";

const LIMIT = 5;
const CHARACTERS = 280;

/** What a question would find in the chosen base, before anything is saved. */
export function Trial({ baseId }: { baseId: string | null }) {
  const { t } = useTranslation("fulfillments");
  const [question, setQuestion] = useState("");
  const run = useMutation({
    mutationFn: (asked: { id: string; query: string }) =>
      data(
        api.POST("/api/v1/knowledge-bases/{base_id}/search", {
          params: { path: { base_id: asked.id } }, body: { query: asked.query, limit: LIMIT, explain: true },
        }),
      ) as Promise<Found>,
  });
  const isReady = baseId !== null && question.trim() !== "";
  return (
    <Card title={t("try.title")} description={t("try.text")}>
      <form
        className="flex gap-2"
        onSubmit={(event) => { event.preventDefault(); if (isReady) run.mutate({ id: baseId, query: question.trim() }); }}
      >
        <div className="min-w-0 flex-1">
          <TextInput icon={Search} aria-label={t("try.question")} placeholder={t("try.question")} maxLength={4000} value={question} onChange={(event) => { setQuestion(event.target.value); }} />
        </div>
        <Button type="submit" busy={run.isPending} disabled={!isReady} reason={baseId === null ? t("try.needsBase") : undefined}>
          {t("try.action")}
        </Button>
      </form>
      <div className="mt-4" aria-live="polite">
        {run.error ? (
          <ErrorCallout trouble={troubleOf(run.error)} />
        ) : run.isPending ? (
          <Loading><Skeleton lines={4} /></Loading>
        ) : run.data ? (
          <Hits found={run.data} />
        ) : null}
      </div>
    </Card>
  );
}

type Found = Shape<"SearchReply">;

function Hits({ found }: { found: Found }) {
  const { t } = useTranslation("fulfillments");
  if (!found.data.length) return <Empty icon={Search} title={t("try.none")} />;
  return (
    <>
      {found.warnings.map((warning) => <Callout key={warning.code} tone="warning">{warning.message}</Callout>)}
      <ol className="divide-y divide-border">
        {found.data.map((hit) => (
          <li key={hit.document.id} className="py-3">
            <div className="mb-1 flex flex-wrap items-center gap-2">
              <Chip tone={hit.sortingScore >= 0.45 ? "success" : "neutral"}><span className="numbers">{hit.sortingScore.toFixed(2)}</span></Chip>
              <span className="min-w-0 flex-1 truncate-line font-medium">{hit.document.title}</span>
              <CopyId value={hit.document.id} label={t("try.chunkId")} />
            </div>
            <p className="text-dense text-muted anywhere">{shortened(hit.document.content)}</p>
            <p className="mt-1 text-caption text-subtle anywhere">{hit.document.path}</p>
          </li>
        ))}
      </ol>
    </>
  );
}

function shortened(text: string): string {
  const plain = text.replace(/\s+/g, " ");
  return plain.length > CHARACTERS ? `${plain.slice(0, CHARACTERS)}…` : plain;
}
