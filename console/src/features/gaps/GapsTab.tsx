import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { CircleCheck, MessageCircleQuestionMark } from "lucide-react";
import { useTranslation } from "react-i18next";

import { rowsOf } from "@/api";
import { formatNumber } from "@/shared/format";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Empty, ErrorState, Filters, Loading, Segmented, Skeleton } from "@/shared/ui";

import { Ageing } from "./Ageing";
import { GapRow } from "./GapRow";
import { GapSheet } from "./GapSheet";
import { countOf, gapsQuery, overviewQuery, VIEWS, type Listed, type Overview, type View } from "./reading";
import { SearchBar } from "./SearchBar";

interface Address {
  view?: View;
  gap?: string;
}

/** What people ask of a base and are not answered well, what does most harm first; and what of the base has aged. */
export default function GapsTab() {
  const { t } = useTranslation("gaps");
  const { baseId = "" } = useParams({ strict: false });
  const navigate = useNavigate();
  const { view = "open", gap } = useSearch({ strict: false }) as Address;
  const overview = useQuery(overviewQuery(baseId));
  const go = (next: Address) => {
    const search = { ...(next.view && next.view !== "open" ? { view: next.view } : {}), ...(next.gap ? { gap: next.gap } : {}) };
    void navigate({ to: ".", search: search as never, replace: true });
  };
  const name = (one: View) => {
    const count = one !== "ageing" && overview.data ? countOf(overview.data, one) : 0;
    return count ? `${t(`views.${one}`)} ${formatNumber(count)}` : t(`views.${one}`);
  };
  return (
    <div className="max-w-page flex-1 space-y-4 p-4 lg:p-6">
      <p className="max-w-prose text-muted">{t("what")}</p>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Filters><Segmented label={t("views.label")} value={view} onChange={(next) => { go({ view: next }); }} options={VIEWS.map((one) => ({ value: one, label: name(one) }))} /></Filters>
        {overview.data && <SearchBar run={overview.data.run} />}
      </div>
      {view === "ageing" ? <Ageing baseId={baseId} /> : <Gaps baseId={baseId} view={view} overview={overview.data} onOpen={(id) => { go({ view, gap: id }); }} />}
      {gap && <GapSheet key={gap} id={gap} onClose={() => { go({ view }); }} />}
    </div>
  );
}

interface GapsProps {
  baseId: string;
  view: Listed;
  overview: Overview | undefined;
  onOpen: (id: string) => void;
}

function Gaps({ baseId, view, overview, onOpen }: GapsProps) {
  const { t } = useTranslation("gaps");
  const list = useInfiniteQuery(gapsQuery(baseId, view));
  if (list.error) return <ErrorState title={t("unread")} trouble={troubleOf(list.error)} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading><Skeleton lines={8} /></Loading>;
  const gaps = rowsOf(list.data);
  if (gaps.length === 0) return <None view={view} overview={overview} />;
  return (
    <>
      <ol aria-label={t(`views.${view}`)} className="divide-y divide-border rounded-card border border-border bg-surface">
        {gaps.map((gap) => <GapRow key={gap.id} gap={gap} onOpen={() => { onOpen(gap.id); }} />)}
      </ol>
      {list.hasNextPage && (
        <div className="flex justify-center">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t("more")}</Button>
        </div>
      )}
    </>
  );
}

function None({ view, overview }: { view: Listed; overview: Overview | undefined }) {
  const { t } = useTranslation("gaps");
  if (view !== "open") return <Empty icon={MessageCircleQuestionMark} title={t(`none.${view}`)}>{t(`noneText.${view}`)}</Empty>;
  const isNever = overview?.run.state === "never";
  return (
    <Empty icon={isNever ? MessageCircleQuestionMark : CircleCheck} title={t(isNever ? "none.never" : "none.open")}>
      {t(isNever ? "noneText.never" : "noneText.open")}
    </Empty>
  );
}
