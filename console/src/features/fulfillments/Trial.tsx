import { useMutation } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data, type Shape } from "@/api";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Callout, Card, Chip, CopyId, Empty, ErrorCallout, Loading, Skeleton, TextInput } from "@/shared/ui";

const LIMIT = 5;
const CHARACTERS = 280;

interface TrialProps {
  baseId: string | null;
  labels: string[];
  /** Whether search terms are generated, and by which prompt. */
  isGenerating: boolean;
  prompt: string;
}

/** What a question would find in the chosen base, before anything is saved. */
export function Trial({ baseId, labels, isGenerating, prompt }: TrialProps) {
  const { t } = useTranslation("fulfillments");
  const [question, setQuestion] = useState("");
  const [before, setBefore] = useState("");
  const run = useMutation({
    mutationFn: (body: Shape<"SearchTrial">) => data(api.POST("/api/v1/fulfillments/trial", { body })) as Promise<Tried>,
  });
  const isReady = baseId !== null && question.trim() !== "";
  const send = () => {
    if (!isReady) return;
    const previous = before.trim();
    run.mutate({
      question: question.trim(), knowledgeBaseId: baseId, searchTermGenerator: isGenerating, searchTermGeneratorPrompt: prompt, labels, limit: LIMIT,
      ...(isGenerating && previous ? { previousQuestion: previous } : {}),
    });
  };
  return (
    <Card title={t("try.title")} description={t("try.text")}>
      <form className="space-y-2" onSubmit={(event) => { event.preventDefault(); send(); }}>
        {isGenerating && (
          <TextInput aria-label={t("try.before")} placeholder={t("try.before")} maxLength={4000} value={before} onChange={(event) => { setBefore(event.target.value); }} />
        )}
        <div className="flex gap-2">
          <div className="min-w-0 flex-1">
            <TextInput icon={Search} aria-label={t("try.question")} placeholder={t("try.question")} maxLength={4000} value={question} onChange={(event) => { setQuestion(event.target.value); }} />
          </div>
          <Button type="submit" busy={run.isPending} disabled={!isReady} reason={baseId === null ? t("try.needsBase") : undefined}>
            {t("try.action")}
          </Button>
        </div>
      </form>
      <div className="mt-4" aria-live="polite">
        {run.error ? (
          <ErrorCallout trouble={troubleOf(run.error)} />
        ) : run.isPending ? (
          <Loading><Skeleton lines={4} /></Loading>
        ) : run.data ? (
          <Outcome tried={run.data} />
        ) : null}
      </div>
    </Card>
  );
}

type Tried = Shape<"SearchTrialResult">;

function Outcome({ tried }: { tried: Tried }) {
  const { t } = useTranslation("fulfillments");
  const { found } = tried;
  const warnings = [...tried.warnings, ...found.warnings];
  return (
    <>
      {warnings.map((warning) => <Callout key={`${warning.code}${warning.message}`} tone="warning">{warning.message}</Callout>)}
      {tried.model !== null && <Generated tried={tried} />}
      {found.data.length === 0 && <Empty icon={Search} title={t("try.none")} />}
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

/** What the generator made of the question, and who did. */
function Generated({ tried }: { tried: Tried }) {
  const { t } = useTranslation("fulfillments");
  const by = tried.model === "extractive" ? t("try.withoutModel") : t("try.by", { model: tried.model ?? "", ms: tried.termsMs });
  return (
    <div className="space-y-2 border-b border-border pb-3">
      <Terms label={t("try.terms")} terms={tried.searchTerms} />
      <Terms label={t("try.keywords")} terms={tried.keywords} />
      <p className="text-caption text-subtle anywhere">{by}</p>
    </div>
  );
}

function Terms({ label, terms }: { label: string; terms: readonly string[] }) {
  const { t } = useTranslation("fulfillments");
  return (
    <div>
      <p className="mb-1 text-caption text-subtle">{label}</p>
      {terms.length ? (
        <ul className="flex flex-wrap gap-1.5">{terms.map((term) => <li key={term}><Chip>{term}</Chip></li>)}</ul>
      ) : (
        <p className="text-dense text-muted">{t("try.noTerms")}</p>
      )}
    </div>
  );
}

function shortened(text: string): string {
  const plain = text.replace(/\s+/g, " ");
  return plain.length > CHARACTERS ? `${plain.slice(0, CHARACTERS)}…` : plain;
}
