import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";

import { saveFile } from "@/shared/files";
import { formatTime } from "@/shared/format";
import { DayBars } from "@/shared/charts";
import { useDocumentTitle, useWorkspacePath } from "@/shared/routing";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Card, ErrorState, Filters as FilterGroup, Loading, PageHeader, Skeleton, toast } from "@/shared/ui";

import { OUTCOMES, REAL_SOURCES, SOURCES, listOf, textOf, type Filters } from "../address";
import { Choices } from "../Choices";
import { dashboardQuery, queryOfDashboard, type Dashboard } from "../reading";
import { Assistants, Span } from "../report/FilterBar";
import { useFilters } from "../useFilters";
import { mainFigures, otherFigures } from "./figures";
import { Questions } from "./Questions";
import { Rest } from "./Rest";
import { Tiles } from "./Tiles";

/** What assistants were asked, how they answered and what it cost; every number opens its messages. */
export default function DashboardPage() {
  const { t } = useTranslation("reports");
  const [filters, set] = useFilters();
  const board = useQuery(dashboardQuery(filters));
  useDocumentTitle(t("dashboard.title"));
  const save = useMutation({
    mutationFn: () => saveFile(`/api/v1/gen-ai/dashboard/csv?${new URLSearchParams(queryOfDashboard(filters)).toString()}`, "gen-ai-days.csv"),
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
  return (
    <>
      <PageHeader
        title={t("dashboard.title")}
        state={board.data && t("dashboard.asOf", { time: formatTime(board.data.asOf) })}
        actions={<Button icon={Download} busy={save.isPending} onClick={() => { save.mutate(); }}>{t("dashboard.csv")}</Button>}
      />
      <div className="max-w-page space-y-4 px-4 pb-4 lg:px-6 lg:pb-6">
        <FilterGroup className="top-0 z-10 -mx-4 bg-canvas px-4 pt-4 pb-3 md:sticky lg:-mx-6 lg:px-6">
          <Span filters={filters} onChange={set} />
          <Assistants filters={filters} onChange={set} />
          <Choices
            label={t("filter.source")}
            options={SOURCES.map((value) => ({ value, label: t(`source.${value}`) }))}
            value={filters.source ? listOf(filters.source, SOURCES) : [...REAL_SOURCES]}
            onChange={(chosen) => { set({ source: textOf(chosen, REAL_SOURCES) ?? "" }); }}
          />
        </FilterGroup>
        {board.error && !board.data ? (
          <ErrorState title={t("dashboard.unread")} trouble={troubleOf(board.error)} onRetry={() => void board.refetch()} />
        ) : !board.data ? (
          <Loading><Skeleton shape="block" height={280} /><Skeleton shape="block" height={240} /></Loading>
        ) : (
          <Board board={board.data} filters={filters} />
        )}
      </div>
    </>
  );
}

function Board({ board, filters }: { board: Dashboard; filters: Filters }) {
  const { t } = useTranslation("reports");
  const navigate = useNavigate();
  const path = useWorkspacePath();
  const span: Filters = {
    from: board.from,
    to: board.to,
    ...(filters.assistantId ? { assistantId: filters.assistantId } : {}),
    ...(filters.source ? { source: filters.source } : {}),
  };
  const series = OUTCOMES.map((id) => ({ id, label: t(`outcome.${id}`), values: board.daily.map((day) => day[id]) }));
  const open = (index: number) => {
    const day = board.daily[index];
    if (day) void navigate({ to: path("/genai/messages"), search: { ...span, from: day.from, to: day.to } as never });
  };
  return (
    <>
      <Tiles board={board} figures={mainFigures(board)} span={span} />
      <div className="grid gap-4 lg:grid-cols-12">
        <Card className="lg:col-span-8">
          <DayBars
            title={t("dashboard.daily")}
            unit={t("dashboard.unit")}
            dayLabel={t("dashboard.day")}
            tableLabel={t("dashboard.asTable")}
            chartLabel={t("dashboard.asChart")}
            days={board.daily.map((day) => day.day)}
            series={series.filter((each) => each.id !== "stopped" || each.values.some(Boolean))}
            onDay={open}
          />
        </Card>
        <div className="grid lg:col-span-4"><Rest board={board} figures={otherFigures(board)} span={span} /></div>
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Questions title={t("dashboard.top")} rows={board.topQuestions} span={span} last="answered" />
        <Questions title={t("dashboard.unanswered")} rows={board.topUnanswered} span={{ ...span, outcome: "fallback" }} last="gap" />
      </div>
    </>
  );
}
