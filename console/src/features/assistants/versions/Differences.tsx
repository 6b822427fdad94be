import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Diff as DiffView } from "@/shared/ui";

import { connectionsQuery, fulfillmentsQuery, modelName, type Diff } from "../reading";
import { grouped, told } from "./diffing";

const LONG = 60;

/** What differs, by section of the form; texts line by line. */
export function Differences({ diff }: { diff: Diff }) {
  const { t } = useTranslation("assistants");
  const groups = grouped(diff);
  if (!groups.length && !diff.fulfillments.length) return <p className="text-muted">{t("diff.none")}</p>;
  return (
    <div className="space-y-6">
      {groups.map((group) => (
        <section key={group.section} className="space-y-3">
          <h3 className="text-h3">{t(`sections.${group.section}`)}</h3>
          <dl className="space-y-3">{group.items.map((item) => <Item key={item.path} item={item} />)}</dl>
        </section>
      ))}
      {diff.fulfillments.length > 0 && (
        <section className="space-y-2">
          <h3 className="text-h3">{t("diff.moved")}</h3>
          <ul className="text-muted">
            {diff.fulfillments.map((one) => (
              <li key={one.id}>{t("diff.movedOne", { name: one.name ?? one.id, before: one.before, after: one.after })}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Item({ item }: { item: Diff["data"][number] }) {
  const { t } = useTranslation("assistants");
  const names = useNames();
  const field = item.path.split(/[.[]/, 1)[0] ?? item.path;
  const label = t(`fields.${field}`);
  const before = told(names(field, item.before));
  const after = told(names(field, item.after));
  const isLong = [before, after].some((text) => text.includes("\n") || text.length > LONG);
  return (
    <div className={isLong ? "" : "flex flex-wrap items-baseline gap-x-3"}>
      <dt className="text-dense font-medium text-muted">{label}</dt>
      {isLong ? (
        <dd className="mt-1"><DiffView before={before} after={after} label={label} /></dd>
      ) : (
        <dd className="flex flex-wrap items-baseline gap-x-2 anywhere">
          <del className="rounded-chip bg-danger-soft px-1 text-danger-text no-underline">{before || t("diff.empty")}</del>
          <ArrowRight size={14} strokeWidth={1.75} aria-label={t("diff.becomes")} className="self-center text-subtle" />
          <ins className="rounded-chip bg-success-soft px-1 text-success-text no-underline">{after || t("diff.empty")}</ins>
        </dd>
      )}
    </div>
  );
}

/** Ids by the names people gave: fulfillments and models. */
function useNames(): (field: string, value: unknown) => unknown {
  const { t } = useTranslation("assistants");
  const fulfillments = useQuery(fulfillmentsQuery).data;
  const connections = useQuery(connectionsQuery).data;
  return (field, value) => {
    if (field === "fulfillmentIds" && Array.isArray(value)) {
      return value.map((id) => fulfillments?.find((one) => one.id === id)?.name ?? t("gone"));
    }
    if ((field === "model" || field === "fallbackModel") && typeof value === "string" && value.includes("/")) {
      const connection = connections?.find((one) => value.startsWith(`${one.id}/`));
      return connection ? `${modelName(value)} · ${connection.name}` : modelName(value);
    }
    return value;
  };
}
