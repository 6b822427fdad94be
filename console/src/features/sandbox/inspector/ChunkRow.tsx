import { Link } from "@tanstack/react-router";
import { ChevronRight, FileText } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { useWorkspacePath } from "@/shared/routing";
import { Button, cx } from "@/shared/ui";

import { baseOf, citedSpans, placeOf, snippetOf, type Row } from "../evidence";
import type { Arm, Exchange } from "../exchange";
import { languageOf } from "../language";
import { holds, useLit } from "../lit";
import { stretches, type Span } from "../spans";
import { fileOf } from "../thread/Answer";

interface ChunkRowProps {
  row: Row;
  exchange: Exchange;
  /** Whether a reranker judged what this search found. */
  isJudged: boolean;
  isOpen: boolean;
  onToggle: () => void;
}

/** A found chunk with its scores; opened, its whole text with what the answer rests on. */
export function ChunkRow({ row, exchange, isJudged, isOpen, onToggle }: ChunkRowProps) {
  const { result, number, use, scores } = row;
  const { document } = result;
  const sentences = exchange.inspection?.grounding?.sentences;
  const spans = useMemo(() => citedSpans(document, sentences ?? []), [document, sentences]);
  const ink = use === "used" ? "" : "text-subtle";
  const body = `chunk-${exchange.messageId}-${document.id}`;
  const title = document.title || document.headingPath.at(-1) || fileOf(document.path) || document.id;
  return (
    <>
      <tr className={cx("border-t border-border align-top first:border-t-0", ink)}>
        <td className="numbers pt-2 pb-1 text-caption text-subtle">{number === null ? "–" : `[${String(number)}]`}</td>
        <td className="pt-2 pb-1 pr-2">
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={body}
            onClick={onToggle}
            className="flex min-h-6 w-full items-start gap-1 rounded-chip text-left hover:underline hover:underline-offset-4 pointer-coarse:min-h-11"
          >
            <ChevronRight size={14} strokeWidth={2} aria-hidden className={cx("mt-[0.2em] shrink-0 text-subtle transition-transform", isOpen && "rotate-90")} />
            <span className="anywhere font-medium" lang={languageOf(title)}>{title}</span>
          </button>
        </td>
        <Score arm={scores?.lexical} />
        <Score arm={scores?.dense} />
        <td className="numbers pt-2 pb-1 text-right">{scores ? scores.fused.toFixed(2) : "–"}</td>
        {isJudged && <Score arm={scores?.rerank} />}
        <td className={cx("numbers pt-2 pb-1 text-right", use === "used" && "font-semibold")}>{result.sortingScore.toFixed(2)}</td>
      </tr>
      <tr data-chunk={document.id} className={ink} id={body}>
        {isOpen ? (
          <td colSpan={isJudged ? 7 : 6} className="pb-3">
            <Whole row={row} exchange={exchange} spans={spans} />
          </td>
        ) : (
          <>
            <td />
            <td colSpan={isJudged ? 6 : 5} className="pb-2">
              <Snippet content={document.content} spans={spans} messageId={exchange.messageId} />
            </td>
          </>
        )}
      </tr>
    </>
  );
}

function Score({ arm }: { arm: Arm | undefined }) {
  const isFound = arm?.value !== null && arm?.value !== undefined && (arm.rank !== null || arm.value > 0);
  return (
    <td className="numbers pt-2 pb-1 text-right">
      {isFound ? arm.value?.toFixed(2) : "–"}
      {isFound && arm.rank !== null && <span className="block text-caption text-subtle">#{arm.rank}</span>}
    </td>
  );
}

function Snippet({ content, spans, messageId }: { content: string; spans: readonly Span[]; messageId: string }) {
  const { text, start, isCutBefore, isCutAfter } = snippetOf(content, spans);
  const inside = spans
    .map((span) => ({ ...span, start: Math.max(0, span.start - start), end: Math.min(text.length, span.end - start) }))
    .filter((span) => span.end > span.start);
  return (
    <p lang={languageOf(text)} className="anywhere pl-4.5 text-caption">
      {isCutBefore && "…"}
      <Marked text={text} spans={inside} messageId={messageId} />
      {isCutAfter && "…"}
    </p>
  );
}

function Whole({ row, exchange, spans }: { row: Row; exchange: Exchange; spans: readonly Span[] }) {
  const { t } = useTranslation("sandbox");
  const path = useWorkspacePath();
  const { document } = row.result;
  const first = exchange.inspection?.grounding?.sentences.flatMap((one) => one.sources).find((source) => source.chunkId === document.id);
  const place = placeOf(baseOf(exchange, row.result), document, first ?? null);
  const where = [document.headingPath.join(" › "), fileOf(document.path), document.page !== null && t("source.page", { page: document.page })];
  return (
    <div className="rounded-card border border-border bg-surface">
      <p className="anywhere border-b border-border px-3 py-2 text-caption text-muted">{where.filter(Boolean).join(" · ")}</p>
      <p lang={languageOf(document.content)} className="anywhere px-3 py-2 text-dense whitespace-pre-wrap text-text">
        <Marked text={document.content} spans={spans} messageId={exchange.messageId} />
      </p>
      <div className="flex flex-wrap items-center justify-between gap-2 border-t border-border px-3 py-2">
        <code className="anywhere font-mono text-caption text-subtle">{document.id}</code>
        {place && (
          <Button asChild size="small" icon={FileText}>
            <Link to={path(place.path)} search={place.search as never}>{t("openDocument")}</Link>
          </Button>
        )}
      </div>
    </div>
  );
}

/** A text whose cited stretches are marked; pointing at one marks the sentences that rest on it. */
function Marked({ text, spans, messageId }: { text: string; spans: readonly Span[]; messageId: string }) {
  const { pointed, point } = useLit();
  return stretches(text, spans).map(({ text: part, start, sentences }) => {
    const [first] = sentences;
    if (first === undefined) return <span key={start}>{part}</span>;
    const isLit = holds(pointed, messageId, sentences);
    return (
      <mark
        key={start}
        data-sentences={sentences.join(" ")}
        onMouseEnter={() => { point({ messageId, sentence: first }); }}
        onMouseLeave={() => { point(null); }}
        className={cx("rounded-chip box-decoration-clone text-text transition-colors", isLit ? "bg-note" : "bg-note-soft")}
      >
        {part}
      </mark>
    );
  });
}
