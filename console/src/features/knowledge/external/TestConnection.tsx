import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, ApiError, data, type Shape } from "@/api";
import { formatDuration } from "@/shared/format";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Callout, Card, Chip, CodeBlock, CopyId, ErrorCallout, JsonView, Status, TextInput } from "@/shared/ui";

import type { Base } from "../reading";

type Tried = Shape<"ConnectionTestResult">;
type Exchange = Shape<"ExchangeRead">;

/** Asks the endpoint a question and shows what went out, what came back and what is taken of it. */
export function TestConnection({ base }: { base: Base }) {
  const { t } = useTranslation("knowledge");
  const [question, setQuestion] = useState("");
  const test = useMutation({
    mutationFn: (asked: string) =>
      data(
        api.POST("/api/v1/knowledge-bases/{base_id}/test-connection", { params: { path: { base_id: base.id } }, body: { question: asked } }),
      ),
  });
  const asked = question.trim() || t("external.sample");
  return (
    <Card title={t("external.test")} description={t("external.testText")}>
      <form className="flex gap-2" onSubmit={(event) => { event.preventDefault(); test.mutate(asked); }}>
        <div className="min-w-0 flex-1">
          <TextInput aria-label={t("test.question")} placeholder={t("external.sample")} maxLength={4000} value={question} onChange={(event) => { setQuestion(event.target.value); }} />
        </div>
        <Button type="submit" busy={test.isPending}>{t("external.testAction")}</Button>
      </form>
      <div className="mt-4 space-y-4" aria-live="polite">
        {test.error ? <Failed error={test.error} /> : test.data ? <Worked tried={test.data} /> : null}
      </div>
    </Card>
  );
}

function Worked({ tried }: { tried: Tried }) {
  const { t } = useTranslation("knowledge");
  return (
    <>
      <Facts exchange={tried.exchange}>
        <Status tone="success">{t("external.works", { count: tried.entries.length })}</Status>
      </Facts>
      {tried.warnings.map((warning) => <Callout key={warning["code"]} tone="warning">{warning["message"]}</Callout>)}
      <ol className="divide-y divide-border">
        {tried.entries.map((entry) => (
          <li key={entry.id} className="py-3">
            <div className="mb-1 flex flex-wrap items-center gap-2">
              <Chip><span className="numbers">{entry.sortingScore.toFixed(2)}</span></Chip>
              <span className="min-w-0 flex-1 text-caption text-subtle anywhere">{entry.path}</span>
              <CopyId value={entry.id} label={t("columns.id")} />
            </div>
            <p className="line-clamp-4 text-dense text-muted anywhere">{entry.content}</p>
          </li>
        ))}
      </ol>
      <Raw exchange={tried.exchange} />
    </>
  );
}

function Failed({ error }: { error: Error }) {
  const exchange = error instanceof ApiError ? (error.errors[0]?.["exchange"] as Exchange | undefined) : undefined;
  return (
    <>
      <ErrorCallout trouble={troubleOf(error)} />
      {exchange && <><Facts exchange={exchange} /><Raw exchange={exchange} /></>}
    </>
  );
}

function Facts({ exchange, children }: { exchange: Exchange; children?: React.ReactNode }) {
  const { t } = useTranslation("knowledge");
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-2 text-dense text-muted">
      {children}
      <span>{exchange.status === null ? t("external.noStatus") : t("external.status", { status: exchange.status })}</span>
      <span className="numbers">{formatDuration(exchange.ms)}</span>
      {exchange.attempts > 1 && <span>{t("external.attempts", { count: exchange.attempts })}</span>}
    </p>
  );
}

/** The exchange as it was, secrets masked. */
function Raw({ exchange }: { exchange: Exchange }) {
  const { t } = useTranslation("knowledge");
  const { method, url, headers, sent } = exchange;
  const reply = parsed(exchange.body);
  return (
    <div className="space-y-3">
      <JsonView label={t("external.request")} value={{ [method]: url, headers, body: sent }} openDepth={3} />
      {reply === undefined
        ? exchange.body !== "" && <CodeBlock label={t("external.reply")} samples={exchange.body} />
        : <JsonView label={t("external.reply")} value={reply} openDepth={4} />}
    </div>
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
