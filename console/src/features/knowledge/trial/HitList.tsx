import { Link } from "@tanstack/react-router";
import { ArrowDown, ArrowUp } from "lucide-react";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";

import { useWorkspacePath } from "@/shared/routing";
import { Chip, CopyId, cx } from "@/shared/ui";

import type { Base, Hit } from "../reading";
import { Arms } from "./Arms";
import { movesOf, type Move } from "./comparing";
import { Excerpt } from "./Excerpt";
import { placeOf } from "./place";
import { aboveLine, THRESHOLD } from "./reading";

interface HitListProps {
  base: Base;
  hits: Hit[];
  /** The other side's hits: each chunk then says how its place differs. */
  others: Hit[] | undefined;
}

/** The hits of one side, best first, with the line of the usual threshold. */
export function HitList({ base, hits, others }: HitListProps) {
  const { t } = useTranslation("knowledge");
  const above = aboveLine(hits, THRESHOLD);
  const moves = others && movesOf(hits, others);
  if (hits.length === 0) return <p className="text-dense text-muted">{t("test.none")}</p>;
  return (
    <ol aria-label={t("test.results")} className="divide-y divide-border">
      {hits.map((hit, at) => (
        <Fragment key={hit.document.id}>
          {at === above && <Line below={hits.length - above} />}
          <Item base={base} hit={hit} rank={at + 1} isAbove={at < above} move={moves?.[at]} />
        </Fragment>
      ))}
      {above === hits.length && <Line below={0} />}
    </ol>
  );
}

function Line({ below }: { below: number }) {
  const { t } = useTranslation("knowledge");
  return (
    <li className="flex items-center gap-3 py-1 text-caption text-accent-text">
      <span aria-hidden className="h-px flex-1 bg-accent" />
      <span className="numbers">{t("test.line", { threshold: THRESHOLD.toFixed(2), count: below })}</span>
      <span aria-hidden className="h-px flex-1 bg-accent" />
    </li>
  );
}

interface ItemProps {
  base: Base;
  hit: Hit;
  rank: number;
  isAbove: boolean;
  move: Move | undefined;
}

function Item({ base, hit, rank, isAbove, move }: ItemProps) {
  const { t } = useTranslation("knowledge");
  const path = useWorkspacePath();
  const { document } = hit;
  const { to, search } = placeOf(base, document);
  return (
    <li className={cx("flex gap-3 py-2.5 text-dense", !isAbove && "text-muted")}>
      <span className="numbers w-5 shrink-0 text-right text-subtle">{rank}</span>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link to={path(to)} search={search} className="hit font-medium underline-offset-4 anywhere hover:underline">{document.title || t("chunks.untitled")}</Link>
          <CopyId value={document.id} label={t("columns.id")} />
          {move && <MoveChip move={move} />}
        </div>
        <Excerpt hit={hit} length={180} />
        <Arms hit={hit} />
      </div>
      <span className={cx("numbers shrink-0 font-semibold", isAbove && "text-text")}>{hit.sortingScore.toFixed(2)}</span>
    </li>
  );
}

function MoveChip({ move }: { move: Move }) {
  const { t } = useTranslation("knowledge");
  if (move.kind === "same") return null;
  if (move.kind === "alone") return <Chip tone="info">{t("test.alone")}</Chip>;
  const Icon = move.kind === "up" ? ArrowUp : ArrowDown;
  return (
    <Chip>
      <Icon size={12} strokeWidth={2} aria-hidden />
      {t(`test.${move.kind}`, { count: move.places })}
    </Chip>
  );
}
