import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ScrollText } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { rowsOf } from "@/api";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Empty, ErrorState, Table } from "@/shared/ui";

import { isFiltered, type Filters } from "../address";
import { reportQuery } from "../reading";
import { useFilters } from "../useFilters";
import { Bulk } from "./Bulk";
import { useColumns } from "./columns";
import { FilterBar } from "./FilterBar";

const CLEARED: Partial<Filters> = {
  source: "", outcome: "", sessionId: "", userId: "", questionKey: "", q: "", from: "", to: "",
  rating: undefined as never, mark: undefined as never, minLatencyMs: undefined as never,
};

interface ReportProps {
  /** The address of the list; an exchange opens below it. */
  base: string;
  /** Whose messages, where the page is one assistant's. */
  assistantId?: string;
}

/** The exchanges that ended, the newest first, with every filter in the address. */
export function Report({ base, assistantId }: ReportProps) {
  const { t } = useTranslation("reports");
  const { messageId } = useParams({ strict: false }) as { messageId?: string };
  const [filters, set] = useFilters();
  const wanted = assistantId ? { ...filters, assistantId } : filters;
  const list = useInfiniteQuery(reportQuery(wanted));
  const columns = useColumns(set);
  const mayTest = useMay("genai.lab.write");
  const mayMemorize = useMay("genai.memorized.write");
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const rows = list.data ? rowsOf(list.data) : undefined;
  const clear = () => { set(CLEARED); };
  return (
    <div className="max-w-page space-y-4 p-4 lg:p-6">
      <FilterBar filters={filters} onChange={set} wanted={wanted} isOfOne={assistantId !== undefined} />
      {list.error ? (
        <ErrorState title={t("unread")} trouble={troubleOf(list.error)} onRetry={() => void list.refetch()} />
      ) : (
        <Table
          label={t("title")}
          rows={rows}
          columns={columns}
          rowId={(row) => row.messageId}
          rowLabel={(row) => row.question}
          rowLink={(row, content) => <Link to={`${base}/${row.messageId}`} search={(now: object) => now as never}>{content}</Link>}
          activeId={messageId ?? null}
          {...(mayTest || mayMemorize ? { selected: ticked, onSelect: setTicked } : {})}
          onEnd={() => { if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage(); }}
          loadingMore={list.isFetchingNextPage}
          refreshing={list.isRefetching}
          filtered={isFiltered(filters) ? { text: filters.q ?? t("filtersText"), onClear: clear } : null}
          empty={<Empty icon={ScrollText} title={t("empty")}>{t("emptyText")}</Empty>}
        />
      )}
      <Bulk rows={(rows ?? []).filter((row) => ticked.has(row.messageId))} onClear={() => { setTicked(new Set()); }} />
    </div>
  );
}
