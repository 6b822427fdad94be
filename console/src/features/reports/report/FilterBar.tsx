import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Download, Repeat } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { formatDate, formatDateTime, formatDuration } from "@/shared/format";
import { useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { Button, FilterChip, Filters as FilterGroup, SearchInput, Select } from "@/shared/ui";

import { DEFAULT_RANGE, OUTCOMES, RANGES, REAL_SOURCES, SOURCES, bodyOf, listOf, textOf, type Filters } from "../address";
import { Choices } from "../Choices";
import { assistantsQuery } from "../reading";
import { ExportDialog } from "./ExportDialog";

interface FilterBarProps {
  filters: Filters;
  /** The filters with what the page itself fixes. */
  wanted: Filters;
  onChange: (next: Partial<Filters>) => void;
  isOfOne: boolean;
}

/** Every filter of the report, those that are set elsewhere as chips. */
export function FilterBar({ filters, wanted, onChange, isOfOne }: FilterBarProps) {
  const { t } = useTranslation("reports");
  const mayExport = useMay("genai.reports.export");
  const mayTest = useMay("genai.lab.write");
  const [isExporting, setExporting] = useState(false);
  const path = useWorkspacePath();
  const navigate = useNavigate();
  const replay = () => {
    const { assistantId, ...filters } = bodyOf(wanted, Date.now());
    void navigate({ to: path("/genai/lab"), search: { replay: { ...(assistantId ? { assistantId } : {}), filters } } as never });
  };
  const options = (names: readonly string[], group: string) => names.map((value) => ({ value, label: t(`${group}.${value}`) }));
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <div className="min-w-56 flex-1 md:max-w-96">
          <SearchInput value={filters.q ?? ""} onSearch={(q) => { onChange({ q }); }} placeholder={t("search")} label={t("search")} shortcut="/" />
        </div>
        <div className="flex shrink-0 flex-wrap justify-end gap-2">
          {mayTest && <Button icon={Repeat} onClick={replay}>{t("bulk.replay")}</Button>}
          {mayExport && <Button icon={Download} onClick={() => { setExporting(true); }}>{t("export.action")}</Button>}
        </div>
      </div>
      <FilterGroup>
        <Span filters={filters} onChange={onChange} />
        {!isOfOne && <Assistants filters={filters} onChange={onChange} />}
        <Choices
          label={t("filter.source")}
          options={options(SOURCES, "source") as never}
          value={filters.source ? listOf(filters.source, SOURCES) : [...REAL_SOURCES]}
          onChange={(chosen) => { onChange({ source: textOf(chosen, REAL_SOURCES) ?? "" }); }}
        />
        <Choices
          label={t("filter.outcome")}
          options={options(OUTCOMES, "outcome") as never}
          value={listOf(filters.outcome, OUTCOMES)}
          onChange={(chosen) => { onChange({ outcome: textOf(chosen, []) ?? "" }); }}
        />
        <Select
          compact
          prefix={t("filter.rating")}
          label={t("filter.rating")}
          value={filters.rating ?? ("any" as never)}
          options={[{ value: "any" as never, label: t("any") }, ...(options(["up", "down"], "rating") as never[])]}
          onChange={(rating) => { onChange({ rating: (rating as string) === "any" ? (undefined as never) : rating }); }}
        />
        <Select
          compact
          prefix={t("filter.mark")}
          label={t("filter.mark")}
          value={filters.mark ?? ("any" as never)}
          options={[{ value: "any" as never, label: t("any") }, ...(options(["degraded", "belowThreshold", "unsupported"], "mark") as never[])]}
          onChange={(mark) => { onChange({ mark: (mark as string) === "any" ? (undefined as never) : mark }); }}
        />
      </FilterGroup>
      <SetElsewhere filters={filters} onChange={onChange} />
      {isExporting && <ExportDialog filters={wanted} onClose={() => { setExporting(false); }} />}
    </div>
  );
}

type Part = Pick<FilterBarProps, "filters" | "onChange">;

/** The days that are shown, or the span that a number of the dashboard led to. */
export function Span({ filters, onChange }: Part) {
  const { t } = useTranslation("reports");
  const { from, to } = filters;
  if (from || to) {
    const words = [from, to].map((at) => (at ? wordsOf(at) : "…")).join(" – ");
    return <FilterChip label={t("filter.span")} value={words} onRemove={() => { onChange({ from: "", to: "" }); }} />;
  }
  return (
    <Select
      compact
      label={t("filter.span")}
      value={String(filters.days ?? DEFAULT_RANGE)}
      options={RANGES.map((days) => ({ value: days as string, label: t("lastDays", { count: Number(days) }) }))}
      onChange={(days) => { onChange({ days: days === DEFAULT_RANGE ? "" : days }); }}
    />
  );
}

function wordsOf(at: string): string {
  return at.includes("T00:00:00") ? formatDate(at) : formatDateTime(at);
}

/** Which assistant. */
export function Assistants({ filters, onChange }: Part) {
  const { t } = useTranslation("reports");
  const names = useQuery(assistantsQuery);
  return (
    <Select
      compact
      label={t("filter.assistant")}
      value={filters.assistantId ?? "any"}
      options={[{ value: "any", label: t("allAssistants") }, ...(names.data ?? [])]}
      onChange={(id) => { onChange({ assistantId: id === "any" ? "" : id }); }}
    />
  );
}

/** Filters without a control of their own: they come from a row or from the dashboard. */
function SetElsewhere({ filters, onChange }: Part) {
  const { t } = useTranslation("reports");
  const { sessionId, userId, questionKey, minLatencyMs } = filters;
  if (!sessionId && !userId && !questionKey && minLatencyMs === undefined) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {sessionId && <FilterChip label={t("columns.session")} value={String(sessionId)} onRemove={() => { onChange({ sessionId: "" }); }} />}
      {userId && <FilterChip label={t("columns.user")} value={String(userId)} onRemove={() => { onChange({ userId: "" }); }} />}
      {questionKey && <FilterChip label={t("filter.sameQuestion")} onRemove={() => { onChange({ questionKey: "" }); }} />}
      {minLatencyMs !== undefined && (
        <FilterChip label={t("filter.slower")} value={formatDuration(Number(minLatencyMs))} onRemove={() => { onChange({ minLatencyMs: undefined as never }); }} />
      )}
    </div>
  );
}
