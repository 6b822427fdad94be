/** The columns of the list, and how an entry's place and standing are told in words. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { formatDate, formatNumber } from "@/shared/format";
import { Chip, RelativeTime, Status, type Column } from "@/shared/ui";

import { assistantsQuery, languageName, type Memorized } from "./reading";

export function useColumns(): Column<Memorized>[] {
  const { t, i18n } = useTranslation("memorized");
  const assistants = useQuery(assistantsQuery);
  const names = new Map(assistants.data?.map(({ id, name }) => [id, name]));
  return [
    {
      id: "question", header: t("columns.question"), minWidth: 200,
      cell: (row) => (
        <span className="flex min-w-0 items-baseline gap-2">
          <span className="anywhere line-clamp-2">{row.question}</span>
          {row.alternates.length > 0 && <span className="numbers shrink-0 text-caption text-subtle" title={t("alternatesCount", { count: row.alternates.length })}>+{row.alternates.length}</span>}
        </span>
      ),
    },
    { id: "answer", header: t("columns.answer"), minWidth: 200, hideBelow: "md", cell: (row) => <span className="block truncate-line text-muted">{row.answer}</span> },
    {
      id: "scope", header: t("columns.scope"), width: 150, hideBelow: "lg",
      cell: (row) => (
        <span className="block truncate-line text-muted">
          {[scopeOf(row, names, t("allAssistants")), row.language ? languageName(row.language, i18n.language) : ""].filter(Boolean).join(" · ")}
        </span>
      ),
    },
    { id: "valid", header: t("columns.valid"), width: 170, hideBelow: "md", cell: (row) => <Validity row={row} /> },
    { id: "hits", header: t("columns.hits"), align: "right", width: 80, cell: (row) => <span className="numbers">{formatNumber(row.hits)}</span> },
    { id: "score", header: t("columns.lastScore"), align: "right", width: 110, hideBelow: "lg", cell: (row) => <span className="numbers">{row.lastScore === null ? "–" : row.lastScore.toFixed(2)}</span> },
    { id: "lastHit", header: t("columns.lastHit"), width: 130, hideBelow: "lg", cell: (row) => (row.lastHitAt ? <RelativeTime at={row.lastHitAt} /> : <span className="text-subtle">{t("never")}</span>) },
  ];
}

function scopeOf(row: Memorized, names: Map<string, string>, all: string): string {
  return row.assistantIds.length ? row.assistantIds.map((id) => names.get(id) ?? "–").join(", ") : all;
}

/** Whether an entry answers now, and until when. */
export function Validity({ row }: { row: Memorized }) {
  const { t } = useTranslation("memorized");
  if (row.state === "expired") return <Status tone="warning">{t("state.expired", { date: formatDate(row.validTo ?? "") })}</Status>;
  if (row.state === "disabled") return <Chip>{t("state.disabled")}</Chip>;
  if (row.state === "scheduled") return <Status tone="info">{t("state.scheduled", { date: formatDate(row.validFrom ?? "") })}</Status>;
  return <span className="text-muted">{row.validTo ? t("state.until", { date: formatDate(row.validTo) }) : t("state.always")}</span>;
}
