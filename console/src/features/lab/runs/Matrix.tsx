import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { rowsOf } from "@/api";
import { formatNumber } from "@/shared/format";
import { troubleOf } from "@/shared/session/trouble";
import { ErrorState, Table, type Column } from "@/shared/ui";

import { casesQuery, type Case, type Mode, type Result, type Run, type Shown } from "../reading";
import { useTargetName } from "./names";
import { Sameness, Verdict } from "./Verdict";

interface MatrixProps {
  run: Run;
  show: Shown;
  onOpen: (position: number) => void;
  onAll: () => void;
}

/** Steps down, targets and modes across; a press opens the answers beside each other. */
export function Matrix({ run, show, onOpen, onAll }: MatrixProps) {
  const { t } = useTranslation("lab");
  const list = useInfiniteQuery(casesQuery(run.id, show));
  const columns = useColumns(run);
  if (list.error) return <ErrorState title={t("cases.unread")} trouble={troubleOf(list.error)} onRetry={() => void list.refetch()} />;
  return (
    <Table
      label={t("cases.title")}
      rows={list.data ? rowsOf(list.data) : undefined}
      columns={columns}
      rowId={(row) => row.no}
      rowLabel={(row) => row.no}
      rowLink={(row, content) => (
        <a href={`?step=${String(row.position)}`} onClick={(event) => { event.preventDefault(); onOpen(row.position); }}>{content}</a>
      )}
      onEnd={() => { if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage(); }}
      loadingMore={list.isFetchingNextPage}
      filtered={show === "all" ? null : { text: t(run.replay && show === "failed" ? "replay.differing" : `cases.${show}`), onClear: onAll }}
    />
  );
}

/** With more results than these the last column is left to the case itself, so that the question keeps its room. */
const MOST_BESIDE_LAST = 4;

function useColumns(run: Run): Column<Case>[] {
  const { t } = useTranslation("lab");
  const nameOf = useTargetName();
  const shown = run.targets.flatMap(({ target }) => run.modes.map((mode) => ({ target, mode })));
  const headOf = (target: string, mode: Mode) => (run.modes.length > 1 ? `${nameOf(run, target)} · ${t(`modeShort.${mode}`)}` : nameOf(run, target));
  const last: Column<Case> = run.replay
    ? { id: "then", header: t("replay.then"), width: 132, hideBelow: "lg", cell: (row) => <span className="text-muted">{row.recorded ? t(`outcome.${row.recorded.outcome}`, { defaultValue: row.recorded.outcome }) : "–"}</span> }
    : { id: "expected", header: t("columns.expectedChunk"), width: 132, hideBelow: "lg", cell: (row) => <span className="line-clamp-2 font-mono text-caption text-muted anywhere">{row.expected.expectedChunkIds.join(", ") || "–"}</span> };
  return [
    {
      id: "case", header: t("columns.question"), minWidth: 160,
      cell: (row) => <span className="block py-1"><span className="line-clamp-2 anywhere">{row.question || t("replay.gone")}</span><span className="block font-mono text-caption text-subtle anywhere">{row.recorded ? t("replay.turn", { session: row.recorded.sessionId, turn: row.step }) : row.no}</span></span>,
    },
    ...shown.map(({ target, mode }): Column<Case> => ({
      id: `${target}.${mode}`,
      header: headOf(target, mode),
      width: 148,
      cell: (row) => {
        const result = row.results.find((one) => one.target === target && one.mode === mode);
        return run.replay ? <Compared result={result} isFirst={row.firstDifference.includes(target)} /> : <Cell result={result} hasRegressed={row.regressions.includes(target)} />;
      },
    })),
    ...(shown.length > MOST_BESIDE_LAST ? [] : [last]),
  ];
}

/** What of a replayed turn is not as it was. */
function Compared({ result, isFirst }: { result: Result | undefined; isFirst: boolean }) {
  const { t } = useTranslation("lab");
  if (!result) return <span className="text-subtle">–</span>;
  const detail = result.error ? t("cases.error") : result.skipped ? t("cases.skipped") : (result.differences ?? []).map((one) => t(`replay.differs.${one}`)).join(", ");
  return (
    <span className="block py-1">
      <Sameness passed={result.passed} isFirst={isFirst} />
      <span className="block text-caption text-subtle">{detail}</span>
    </span>
  );
}

function Cell({ result, hasRegressed }: { result: Result | undefined; hasRegressed: boolean }) {
  const { t } = useTranslation("lab");
  if (!result) return <span className="text-subtle">–</span>;
  const top = result.chunks[0]?.score;
  const detail = result.error ? t("cases.error") : result.skipped ? t("cases.skipped") : result.match === "match" ? t("cases.rank", { rank: result.rank ?? 0 }) : result.match === "no_match" ? t("cases.noMatch") : "";
  return (
    <span className="block py-1">
      <Verdict passed={result.passed} hasRegressed={hasRegressed} />
      <span className="numbers block truncate-line text-caption text-subtle">
        {[detail, top === undefined ? "" : formatNumber(Math.round(top * 100) / 100)].filter(Boolean).join(" · ")}
      </span>
    </span>
  );
}
