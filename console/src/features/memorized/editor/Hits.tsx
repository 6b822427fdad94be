import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { rowsOf } from "@/api";
import { formatNumber } from "@/shared/format";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Card, ErrorCallout, Loading, RelativeTime, Skeleton } from "@/shared/ui";

import { hitsQuery, type Memorized } from "../reading";

/** When the entry answered, and what it was taken for. */
export function Hits({ one }: { one: Memorized }) {
  const { t } = useTranslation("memorized");
  const list = useInfiniteQuery(hitsQuery(one.id));
  const rows = list.data ? rowsOf(list.data) : undefined;
  return (
    <Card title={t("hits.title", { count: one.hits, shown: formatNumber(one.hits) })} description={t("hits.what")}>
      {list.error ? (
        <ErrorCallout trouble={troubleOf(list.error)} onRetry={() => void list.refetch()} />
      ) : !rows ? (
        <Loading><Skeleton lines={3} /></Loading>
      ) : rows.length === 0 ? (
        <p className="text-muted">{t("hits.none")}</p>
      ) : (
        <>
          <ul className="divide-y divide-border">
            {rows.map((hit) => (
              <li key={hit.id} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 py-2">
                <span className="anywhere min-w-0 flex-1 basis-48">{hit.askedText}</span>
                <span className="text-caption text-muted">{t(`source.${hit.source}`, { defaultValue: hit.source })}</span>
                <span className="numbers text-caption text-muted" title={t("hits.matched", { variant: hit.matchedVariant })}>{hit.exact ? t("exact") : hit.score.toFixed(2)}</span>
                <span className="text-caption text-subtle"><RelativeTime at={hit.at} /></span>
              </li>
            ))}
          </ul>
          {list.hasNextPage && <Button variant="ghost" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t("hits.more")}</Button>}
        </>
      )}
    </Card>
  );
}
