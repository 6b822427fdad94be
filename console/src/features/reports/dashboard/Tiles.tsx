import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { formatDuration, formatNumber, formatPercent } from "@/shared/format";
import { useWorkspacePath } from "@/shared/routing";
import { Tile } from "@/shared/ui";

import type { Filters } from "../address";
import type { Dashboard, Totals } from "../reading";
import { deltaOf } from "./delta";

interface TilesProps {
  board: Dashboard;
  /** The filters that the numbers stand for. */
  span: Filters;
}

interface Shown {
  id: string;
  value: string;
  /** What is compared with the span before; absent: nothing is. */
  figure?: (of: Totals) => number | null;
  isGood?: "more" | "less";
  series?: number[];
  more?: Filters;
}

/** The numbers of the span, each a way to its messages. */
export function Tiles({ board, span }: TilesProps) {
  const { t } = useTranslation("reports");
  const path = useWorkspacePath();
  return (
    <div className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-5">
      {shownOf(board).map(({ id, value, figure, isGood, series, more }) => {
        const delta = figure && deltaOf(figure(board.totals), figure(board.before), isGood);
        return (
          <Tile
            key={id}
            label={t(`tile.${id}`)}
            value={value}
            definition={t(`definition.${id}`)}
            {...(series ? { series } : {})}
            {...(delta ? { delta: { ...delta, text: t(`delta.${delta.direction}`, { share: formatPercent(delta.share) }) } } : {})}
            link={(content) => <Link to={path("/genai/messages")} search={{ ...span, ...more } as never}>{content}</Link>}
          />
        );
      })}
    </div>
  );
}

function shownOf({ totals, daily }: Dashboard): Shown[] {
  const costs = totals.costs.map((cost) => `${formatNumber(Number(cost.amount))} ${cost.currency}`).join(" · ");
  const slow = totals.p95Ms === null ? {} : { more: { minLatencyMs: totals.p95Ms } };
  return [
    { id: "messages", value: formatNumber(totals.messages), figure: (of) => of.messages, series: daily.map((day) => day.messages) },
    { id: "sessions", value: formatNumber(totals.sessions), figure: (of) => of.sessions },
    { id: "users", value: formatNumber(totals.users), figure: (of) => of.users },
    { id: "answered", value: formatPercent(totals.answeredShare, 1), figure: (of) => of.answeredShare, isGood: "more", more: { outcome: "answered,memorized" } },
    { id: "belowThreshold", value: formatPercent(totals.belowThresholdShare, 1), figure: (of) => of.belowThresholdShare, isGood: "less", more: { mark: "belowThreshold" } },
    { id: "memorized", value: formatPercent(totals.memorizedShare, 1), figure: (of) => of.memorizedShare, more: { outcome: "memorized" } },
    { id: "unsupported", value: formatPercent(totals.unsupportedShare, 1), figure: (of) => of.unsupportedShare, isGood: "less", more: { mark: "unsupported" } },
    { id: "degraded", value: formatNumber(totals.degraded), figure: (of) => of.degraded, isGood: "less", more: { mark: "degraded" } },
    { id: "p50", value: formatDuration(totals.p50Ms), figure: (of) => of.p50Ms, isGood: "less" },
    { id: "p95", value: formatDuration(totals.p95Ms), figure: (of) => of.p95Ms, isGood: "less", ...slow },
    { id: "tokensIn", value: formatNumber(totals.promptTokens), figure: (of) => of.promptTokens, series: daily.map((day) => day.promptTokens) },
    { id: "tokensOut", value: formatNumber(totals.completionTokens), figure: (of) => of.completionTokens, series: daily.map((day) => day.completionTokens) },
    { id: "cost", value: costs || "–" },
    { id: "up", value: formatNumber(totals.up), figure: (of) => of.up, isGood: "more", more: { rating: "up" } },
    { id: "down", value: formatNumber(totals.down), figure: (of) => of.down, isGood: "less", more: { rating: "down" } },
  ];
}
