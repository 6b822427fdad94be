import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";

import { useWorkspacePath } from "@/shared/routing";
import { Chip, CopyId, cx } from "@/shared/ui";

import type { Base, Hit } from "../reading";
import { Arms } from "./Arms";
import { Excerpt } from "./Excerpt";
import { placeOf } from "./place";
import { ARMS, armOf, judgedOf, type ArmScore } from "./reading";

const CELL = "border-b border-border px-3 py-2.5 align-top";
/** Without that of the reranker, which is there only where the base has one. */
const COLUMNS = 7;
const UNJUDGED: ArmScore = { rank: null, value: 0 };

interface HitTableProps {
  base: Base;
  hits: Hit[];
  above: number;
  threshold: number;
}

/** The hits, best first, with the line of the threshold between them. */
export function HitTable({ base, hits, above, threshold }: HitTableProps) {
  const { t } = useTranslation("knowledge");
  const isJudged = hits.some((hit) => judgedOf(hit) !== null);
  const columns = COLUMNS + Number(isJudged);
  const head = "sticky top-0 bg-surface border-b border-border px-3 h-10 text-caption font-medium text-muted";
  return (
    // A wide table scrolls inside its own frame, reached by the keyboard as well.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div role="region" aria-label={t("test.results")} tabIndex={0} className="overflow-x-auto rounded-card border border-border bg-surface">
      <table className="w-full lg:min-w-[52rem] border-separate border-spacing-0 text-dense" aria-label={t("test.results")}>
        <thead>
          <tr>
            <th scope="col" className={cx(head, "w-10 text-right md:w-12")}>{t("test.rank")}</th>
            <th scope="col" className={cx(head, "text-left")}>{t("columns.chunk")}</th>
            {ARMS.map((arm) => <th key={arm} scope="col" className={cx(head, "w-24 text-right max-lg:hidden")}>{t(`test.column.${arm}`)}</th>)}
            <th scope="col" className={cx(head, "w-20 text-right max-lg:hidden")}>{t("test.column.fused")}</th>
            {isJudged && <th scope="col" className={cx(head, "w-24 text-right max-lg:hidden")}>{t("rerank.column")}</th>}
            <th scope="col" className={cx(head, "w-20 text-right lg:w-24")}>{t("test.column.score")}</th>
          </tr>
        </thead>
        <tbody>
          {hits.map((hit, at) => (
            <Fragment key={hit.document.id}>
              {at === above && <Line columns={columns} threshold={threshold} below={hits.length - above} />}
              <Row base={base} hit={hit} rank={at + 1} isAbove={at < above} isJudged={isJudged} />
            </Fragment>
          ))}
          {above === hits.length && <Line columns={columns} threshold={threshold} below={0} />}
        </tbody>
      </table>
    </div>
  );
}

function Line({ columns, threshold, below }: { columns: number; threshold: number; below: number }) {
  const { t } = useTranslation("knowledge");
  return (
    <tr>
      <td colSpan={columns} className="p-0">
        <div className="flex items-center gap-3 px-3 py-1 text-caption text-accent-text">
          <span aria-hidden className="h-px flex-1 bg-accent" />
          <span className="numbers">{t("test.line", { threshold: threshold.toFixed(2), count: below })}</span>
          <span aria-hidden className="h-px flex-1 bg-accent" />
        </div>
      </td>
    </tr>
  );
}

interface RowProps {
  base: Base;
  hit: Hit;
  rank: number;
  isAbove: boolean;
  /** Whether a reranker judged what was found. */
  isJudged: boolean;
}

function Row({ base, hit, rank, isAbove, isJudged }: RowProps) {
  const { t } = useTranslation("knowledge");
  const path = useWorkspacePath();
  const { document } = hit;
  const { to, search } = placeOf(base, document);
  return (
    <tr className={cx(!isAbove && "text-muted")}>
      <td className={cx(CELL, "numbers text-right text-subtle")}>{rank}</td>
      <td className={cx(CELL, "max-w-0")}>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link to={path(to)} search={search} className="hit font-medium underline-offset-4 anywhere hover:underline">{document.title || t("chunks.untitled")}</Link>
          <CopyId value={document.id} label={t("columns.id")} />
          {hit.duplicates.length > 0 && <Chip title={hit.duplicates.join(", ")}>{t("test.duplicates", { count: hit.duplicates.length })}</Chip>}
        </div>
        <Excerpt hit={hit} />
        <p className="mt-1 text-caption text-subtle anywhere">{document.path}</p>
        <div className="lg:hidden"><Arms hit={hit} /></div>
      </td>
      {ARMS.map((arm) => <Placed key={arm} score={armOf(hit, arm)} />)}
      <td className={cx(CELL, "numbers text-right max-lg:hidden")}>{hit.fused.toFixed(2)}</td>
      {isJudged && <Placed score={judgedOf(hit) ?? UNJUDGED} />}
      <td className={cx(CELL, "numbers text-right")}>
        <span className={cx("font-semibold", isAbove && "text-text")}>{hit.sortingScore.toFixed(2)}</span>
      </td>
    </tr>
  );
}

/** A place and a value; a dash where a way of searching did not find the chunk. */
function Placed({ score: { rank, value } }: { score: ArmScore }) {
  return (
    <td className={cx(CELL, "numbers text-right max-lg:hidden")}>
      {rank === null ? <span className="text-subtle">–</span> : <><span className="text-caption text-subtle">{`#${String(rank)}`}</span>{` ${value.toFixed(2)}`}</>}
    </td>
  );
}
