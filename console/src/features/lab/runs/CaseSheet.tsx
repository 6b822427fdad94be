import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";

import { rowsOf } from "@/api";
import { formatDuration, formatNumber, formatPercent } from "@/shared/format";
import { useWorkspacePath } from "@/shared/routing";
import { Dialog, IconButton, Loading, Skeleton, Status } from "@/shared/ui";

import { casesQuery, type Case, type Result, type Run, type Shown } from "../reading";
import { useTargetName } from "./names";
import { Differences, Then } from "../replays/Then";
import { Sameness, Verdict } from "./Verdict";

interface CaseSheetProps {
  run: Run;
  show: Shown;
  position: number;
  onMove: (position: number) => void;
  onClose: () => void;
}

/** One step: what was expected, and beside each other what every target said, from which sources, and what was checked. */
export function CaseSheet({ run, show, position, onMove, onClose }: CaseSheetProps) {
  const { t } = useTranslation("lab");
  const list = useInfiniteQuery(casesQuery(run.id, show));
  const rows = list.data ? rowsOf(list.data) : [];
  const at = rows.findIndex((row) => row.position === position);
  const one = rows[at];
  const before = rows[at - 1];
  const after = rows[at + 1];
  const footer = (
    <div className="flex gap-2">
      <IconButton icon={ChevronLeft} label={t("cases.before")} disabled={!before} onClick={() => { if (before) onMove(before.position); }} />
      <IconButton icon={ChevronRight} label={t("cases.after")} disabled={!after} onClick={() => { if (after) onMove(after.position); }} />
    </div>
  );
  return (
    <Dialog open onOpenChange={(open) => { if (!open) onClose(); }} size="large" title={one ? (one.recorded ? t("replay.turn", { session: one.recorded.sessionId, turn: one.step }) : one.no) : t("cases.title")} footer={footer}>
      {one ? <Body run={run} one={one} /> : <Loading><Skeleton lines={5} /></Loading>}
    </Dialog>
  );
}

function Body({ run, one }: { run: Run; one: Case }) {
  const { t } = useTranslation("lab");
  return (
    <div className="space-y-5">
      <p className="anywhere text-h3">{one.question || t("replay.gone")}</p>
      <Expected one={one} />
      {one.results.length === 0 && <p className="text-muted">{t("cases.notYet")}</p>}
      <div className="grid gap-4 md:grid-cols-2">
        {one.recorded && <Then recorded={one.recorded} />}
        {one.results.map((result) => <Answer key={`${result.target}.${result.mode}`} run={run} one={one} result={result} />)}
      </div>
    </div>
  );
}

function Expected({ one }: { one: Case }) {
  const { t } = useTranslation("lab");
  const { expected } = one;
  const rows = [
    [t("columns.expectedAnswer"), expected.expectedAnswer],
    [t("columns.expectedChunk"), expected.expectedChunkIds.join(", ")],
    [t("columns.tags"), expected.tags.join(", ")],
  ].filter(([, value]) => value);
  if (!rows.length) return null;
  return (
    <dl className="space-y-2 rounded-card bg-neutral-soft p-3">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt className="text-caption text-muted">{label}</dt>
          <dd className="anywhere whitespace-pre-wrap">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Answer({ run, one, result }: { run: Run; one: Case; result: Result }) {
  const { t } = useTranslation("lab");
  const path = useWorkspacePath();
  const nameOf = useTargetName();
  return (
    <article className="min-w-0 space-y-3 rounded-card border border-border bg-surface p-3">
      <header className="flex flex-wrap items-start justify-between gap-2">
        <div>
          <h3 className="text-h3">{nameOf(run, result.target)}</h3>
          {!run.replay && <p className="text-caption text-muted">{t(`mode.${result.mode}`)}</p>}
        </div>
        {run.replay ? <Sameness passed={result.passed} isFirst={one.firstDifference.includes(result.target)} /> : <Verdict passed={result.passed} hasRegressed={one.regressions.includes(result.target)} />}
      </header>
      {result.error && <Status tone="danger">{result.error}</Status>}
      {result.skipped && <p className="text-muted">{t(`skipped.${result.skipped}`, { defaultValue: result.skipped })}</p>}
      <Differences result={result} />
      {result.answer !== null && <p className="anywhere whitespace-pre-wrap">{result.answer || "–"}</p>}
      <Checks result={result} />
      <Sources run={run} one={one} result={result} />
      <footer className="numbers flex flex-wrap gap-x-3 text-caption text-subtle">
        <span>{formatDuration(result.seconds * 1000)}</span>
        {result.outcome && <span>{t(`outcome.${result.outcome}`, { defaultValue: result.outcome })}</span>}
        {result.promptTokens + result.completionTokens > 0 && <span>{t("cases.tokens", { count: result.promptTokens + result.completionTokens })}</span>}
        {result.messageId && <Link className="text-link hover:underline" to={path(`/genai/messages/${result.messageId}`)} search={{ source: run.replay ? "replay" : "lab" } as never}>{t("cases.inspect")}</Link>}
      </footer>
    </article>
  );
}

function Checks({ result }: { result: Result }) {
  const { t } = useTranslation("lab");
  if (!result.checks.length && !result.judge && result.match === "n/a") return null;
  return (
    <ul className="space-y-1.5">
      {result.match !== "n/a" && <Line passed={result.match === "match"} name={t("check.match")} detail={result.match === "match" ? t("cases.rank", { rank: result.rank ?? 0 }) : t("cases.noMatch")} />}
      {result.checks.map((one, at) => <Line key={at} passed={one.passed} name={t(`check.${one.check}`, { defaultValue: one.check })} detail={one.detail} />)}
      {result.judge && <Line passed={result.judge.passed} name={t("check.judge", { score: formatPercent(result.judge.score) })} detail={result.judge.reason} />}
    </ul>
  );
}

function Line({ passed, name, detail }: { passed: boolean; name: string; detail: string }) {
  return (
    <li className="flex flex-wrap items-baseline gap-x-2">
      <Verdict passed={passed} />
      <span className="text-dense"><span className="text-muted">{name}</span> <span className="anywhere">{detail}</span></span>
    </li>
  );
}

/** What was found; of a run that searches several bases, also in which. */
function Sources({ run, one, result }: { run: Run; one: Case; result: Result }) {
  const { t } = useTranslation("lab");
  const bases = new Map(Object.entries(run.knowledgeBases));
  if (!result.chunks.length) return null;
  return (
    <details>
      <summary className="cursor-pointer text-dense text-muted">{t("cases.sources", { count: result.chunks.length })}</summary>
      <ol className="mt-2 space-y-2">
        {result.chunks.map((chunk, at) => (
          <li key={chunk.id} className="text-dense">
            <p className="flex flex-wrap gap-x-2 text-caption text-subtle">
              <span>[{formatNumber(at + 1)}]</span>
              <span className="font-mono">{chunk.id}</span>
              <span className="numbers">{formatNumber(Math.round(chunk.score * 100) / 100)}</span>
              {bases.size > 1 && chunk.knowledgeBaseId && <span className="anywhere">{bases.get(chunk.knowledgeBaseId) ?? chunk.knowledgeBaseId}</span>}
              {one.expected.expectedChunkIds.includes(chunk.id) && <span className="text-success-text">{t("cases.isExpected")}</span>}
              {one.recorded && !one.recorded.chunkIds.includes(chunk.id) && <span className="text-warning-text">{t("replay.isNew")}</span>}
            </p>
            <p className="line-clamp-4 anywhere">{chunk.content}</p>
          </li>
        ))}
      </ol>
    </details>
  );
}
