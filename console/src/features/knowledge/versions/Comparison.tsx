import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { rowsOf } from "@/api";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Card, ErrorCallout, Loading, Select, Skeleton } from "@/shared/ui";

import type { Base } from "../reading";
import { Differences } from "./Differences";
import { diffHeadQuery, diffQuery, firstComparison, HEAD, type Version } from "./reading";

interface Compared {
  from: number;
  to: string;
}

/** The two sides in the address, if it names them. */
export function useCompared(): [Partial<Compared>, (next: Compared) => void] {
  const navigate = useNavigate();
  const { from, to } = useSearch({ strict: false }) as { from?: number | string; to?: number | string };
  const compared = { ...(from === undefined ? {} : { from: Number(from) }), ...(to === undefined ? {} : { to: String(to) }) };
  return [compared, (next) => void navigate({ to: ".", search: { ...next }, replace: true })];
}

/** What differs between two kept versions, or between one and what is not published yet. */
export function Comparison({ base, versions, changed }: { base: Base; versions: Version[]; changed: boolean }) {
  const { t } = useTranslation("knowledge");
  const [chosen, setCompared] = useCompared();
  const compared: Compared = { ...(firstComparison(versions, changed) ?? { from: 1, to: HEAD }), ...chosen };
  const head = useQuery(diffHeadQuery(base.id, compared.from, compared.to));
  const list = useInfiniteQuery(diffQuery(base.id, compared.from, compared.to));
  const options = versions.map(({ number }) => ({ value: String(number), label: t("version", { number }) }));
  const error = head.error ?? list.error;
  return (
    <Card
      title={t("versions.differences")}
      actions={
        <div className="flex flex-wrap items-center gap-2">
          <Select compact label={t("versions.fromSide")} prefix={t("versions.fromSide")} value={String(compared.from)} onChange={(from) => { setCompared({ ...compared, from: Number(from) }); }} options={options} />
          <Select compact label={t("versions.toSide")} prefix={t("versions.toSide")} value={compared.to} onChange={(to) => { setCompared({ ...compared, to }); }} options={[{ value: HEAD, label: t("test.versions.head") }, ...options]} />
        </div>
      }
    >
      {error ? (
        <ErrorCallout trouble={troubleOf(error)} onRetry={() => { void head.refetch(); void list.refetch(); }} />
      ) : head.data && list.data ? (
        <div className="space-y-4">
          <Differences base={base} diff={head.data} items={rowsOf(list.data)} />
          {list.hasNextPage && <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t("versions.showMore")}</Button>}
        </div>
      ) : (
        <Loading><Skeleton lines={5} /></Loading>
      )}
    </Card>
  );
}
