import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { formatDuration, formatNumber } from "@/shared/format";
import { Callout, cx } from "@/shared/ui";

import { groupsOf, thresholdOf, type Group, type Row } from "../evidence";
import type { Exchange } from "../exchange";
import { useLit } from "../lit";
import { ChunkRow } from "./ChunkRow";

/** What each search found: chunks with their scores, and the line of the threshold. */
export function Fulfillments({ exchange }: { exchange: Exchange }) {
  const { t } = useTranslation("sandbox");
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const { target } = useLit();
  const groups = groupsOf(exchange);

  useEffect(() => {
    if (target?.messageId !== exchange.messageId) return undefined;
    const source = exchange.inspection?.grounding?.sentences[target.sentence]?.sources[0];
    if (!source) return undefined;
    setOpen((keys) => new Set([...keys, source.chunkId]));
    const frame = requestAnimationFrame(() => {
      const mark = box.current?.querySelector(`[data-chunk="${CSS.escape(source.chunkId)}"] [data-sentences~="${String(target.sentence)}"]`);
      if (mark) bringInto(mark);
    });
    return () => { cancelAnimationFrame(frame); };
  }, [target, exchange]);

  const toggle = (chunkId: string) => {
    setOpen((keys) => (keys.has(chunkId) ? new Set([...keys].filter((key) => key !== chunkId)) : new Set([...keys, chunkId])));
  };
  if (!groups.length) return <p className="text-muted">{t("found.noSearch")}</p>;
  return (
    <div ref={box} className="space-y-6">
      {groups.map((group) => (
        <Found key={group.fulfillment.id} group={group} exchange={exchange} open={open} onToggle={toggle} />
      ))}
    </div>
  );
}

interface FoundProps {
  group: Group;
  exchange: Exchange;
  open: ReadonlySet<string>;
  onToggle: (chunkId: string) => void;
}

/** Without that of the reranker, which is there only where a base has one. */
const COLUMNS = 6;

function Found({ group, exchange, open, onToggle }: FoundProps) {
  const { t } = useTranslation("sandbox");
  const { fulfillment, rows } = group;
  const threshold = thresholdOf(exchange);
  const isJudged = rows.some((row) => row.scores?.rerank);
  const columns = COLUMNS + Number(isJudged);
  const used = rows.filter((row) => row.use === "used");
  const over = rows.filter((row) => row.use === "over");
  const below = rows.filter((row) => row.use === "below");
  const show = (row: Row) => (
    <ChunkRow
      key={row.result.document.id}
      row={row}
      isJudged={isJudged}
      exchange={exchange}
      isOpen={open.has(row.result.document.id)}
      onToggle={() => { onToggle(row.result.document.id); }}
    />
  );
  return (
    <section aria-label={fulfillment.name}>
      <header className="mb-2">
        <h2 className="anywhere font-semibold">{fulfillment.name}</h2>
        <p className="numbers text-caption text-muted">
          {[
            t("found.above", {
              above: formatNumber(fulfillment.aboveThreshold), of: formatNumber(fulfillment.candidates), threshold: threshold.toFixed(2),
            }),
            fulfillment.knowledgeVersion !== null && t("found.knowledge", { version: fulfillment.knowledgeVersion }),
            formatDuration(fulfillment.ms),
          ].filter(Boolean).join(" · ")}
        </p>
      </header>
      {fulfillment.error && <Callout tone="warning">{fulfillment.error}</Callout>}
      {rows.length === 0 ? (
        !fulfillment.error && <p className="text-dense text-muted">{t("found.nothing")}</p>
      ) : (
        <table className="w-full table-fixed border-collapse text-dense">
          <caption className="sr-only">{t("found.caption", { name: fulfillment.name })}</caption>
          <thead>
            <tr className="border-b border-border text-caption text-subtle">
              <th scope="col" className="w-8 py-1 text-left font-medium">#</th>
              <th scope="col" className="py-1 text-left font-medium">{t("column.chunk")}</th>
              <th scope="col" className="w-11 wide:w-14 py-1 text-right font-medium" title={t("column.lexHint")}>{t("column.lex")}</th>
              <th scope="col" className="w-11 wide:w-14 py-1 text-right font-medium" title={t("column.denseHint")}>{t("column.dense")}</th>
              <th scope="col" className="w-11 wide:w-14 py-1 text-right font-medium" title={t("column.fusedHint")}>{t("column.fused")}</th>
              {isJudged && <th scope="col" className="w-11 wide:w-14 py-1 text-right font-medium" title={t("column.rerankHint")}>{t("column.rerank")}</th>}
              <th scope="col" className="w-11 wide:w-14 py-1 text-right font-medium">{t("column.score")}</th>
            </tr>
          </thead>
          <tbody>{used.map(show)}</tbody>
          {over.length > 0 && <Line columns={columns} className="text-subtle">{t("found.over")}</Line>}
          <tbody>{over.map(show)}</tbody>
          <Line columns={columns} className="text-warning-text">{t("found.threshold", { threshold: threshold.toFixed(2) })}</Line>
          <tbody>
            {below.length ? below.map(show) : (
              <tr><td colSpan={columns} className="text-caption text-subtle">{t("found.noneBelow")}</td></tr>
            )}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** A line between what counts and what does not. */
function Line({ columns, className, children }: { columns: number; className: string; children: string }) {
  return (
    <tbody>
      <tr>
        <td colSpan={columns} className="py-1">
          <span className={cx("flex items-center gap-2 text-caption", className)}>
            <span aria-hidden className="h-0 w-6 border-t border-dashed border-current" />
            <span className="numbers">{children}</span>
            <span aria-hidden className="h-0 flex-1 border-t border-dashed border-current" />
          </span>
        </td>
      </tr>
    </tbody>
  );
}

/** Scrolls the panel alone: `scrollIntoView` would move the whole page. */
function bringInto(mark: Element): void {
  let panel = mark.parentElement;
  while (panel && getComputedStyle(panel).overflowY !== "auto") panel = panel.parentElement;
  if (!panel) return;
  const here = mark.getBoundingClientRect();
  const there = panel.getBoundingClientRect();
  panel.scrollTop += here.top - there.top - (there.height - here.height) / 3;
}
