import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { troubleOf } from "@/shared/session/trouble";
import { Callout, Card, Combobox, ErrorCallout, Loading, Skeleton } from "@/shared/ui";

import { baseNamesQuery, baseQuery, type Base, type Found } from "../reading";
import { sharedOf } from "./comparing";
import { HitList } from "./HitList";
import { searchQuery, type Asked, type Way } from "./reading";
import { WayFields } from "./WayFields";

type Other = NonNullable<Asked["other"]>;

interface ComparisonProps {
  base: Base;
  asked: Asked & { other: Other };
  onAsk: (asked: Asked) => void;
}

/** One question, searched in two ways or two bases beside each other. */
export function Comparison({ base, asked, onAsk }: ComparisonProps) {
  const { t } = useTranslation("knowledge");
  const { other } = asked;
  const bases = useQuery(baseNamesQuery);
  const second = useQuery(baseQuery(other.baseId));
  const hasQuestion = asked.q !== "";
  const one = useQuery({ ...searchQuery(base.id, asked, asked), enabled: hasQuestion });
  const two = useQuery({ ...searchQuery(other.baseId, asked, other), enabled: hasQuestion && second.data !== undefined });
  const isSame = other.baseId === base.id;
  const shared = isSame && one.data && two.data ? sharedOf(one.data.data, two.data.data) : null;
  const turnSecond = (way: Way) => { onAsk({ ...asked, other: { ...other, ...way } }); };
  return (
    <div className="space-y-4">
      {shared !== null && <p className="text-dense text-muted">{t("test.shared", { shared, one: one.data?.data.length ?? 0, two: two.data?.data.length ?? 0 })}</p>}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title={t("test.side", { letter: "A", name: base.name })}>
          <p className="mb-3 flex min-h-control items-center text-dense text-muted">{t("test.thisBase")}</p>
          <WayFields baseId={base.id} way={asked} onWay={onAsk} />
          <Side base={base} search={one} others={isSame ? two.data : undefined} isAsked={hasQuestion} />
        </Card>
        <Card title={t("test.side", { letter: "B", name: second.data?.name ?? "" })}>
          <div className="mb-3">
            <Combobox
              label={t("test.otherBase")}
              value={other.baseId}
              loading={bases.isPending}
              onChange={(baseId) => { if (baseId) onAsk({ ...asked, other: { ...other, baseId, version: baseId === other.baseId ? other.version : "live" } }); }}
              options={(bases.data ?? [{ id: other.baseId, name: second.data?.name ?? "" }]).map(({ id, name }) => ({ value: id, label: name }))}
            />
          </div>
          <WayFields baseId={other.baseId} way={other} onWay={turnSecond} />
          {second.error ? (
            <ErrorCallout trouble={troubleOf(second.error)} onRetry={() => void second.refetch()} />
          ) : (
            second.data && <Side base={second.data} search={two} others={isSame ? one.data : undefined} isAsked={hasQuestion} />
          )}
        </Card>
      </div>
    </div>
  );
}

interface SideProps {
  base: Base;
  search: { data: Found | undefined; error: Error | null; refetch: () => Promise<unknown> };
  /** What the other side found; given when both search the same base. */
  others: Found | undefined;
  isAsked: boolean;
}

function Side({ base, search, others, isAsked }: SideProps) {
  const { t } = useTranslation("knowledge");
  if (!isAsked) return <p className="mt-4 text-dense text-muted">{t("test.askToCompare")}</p>;
  return (
    <div className="mt-4 space-y-3" aria-live="polite">
      {search.error ? (
        <ErrorCallout trouble={troubleOf(search.error)} onRetry={() => void search.refetch()} />
      ) : search.data ? (
        <>
          {search.data.warnings.map((warning) => <Callout key={warning["code"]} tone="warning">{t(`test.warning.${warning["code"] ?? ""}`, { message: warning["message"] ?? "", defaultValue: warning["message"] ?? "" })}</Callout>)}
          <HitList base={base} hits={search.data.data} others={others?.data} />
        </>
      ) : (
        <Loading><Skeleton lines={6} /></Loading>
      )}
    </div>
  );
}
