import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api";
import { formatNumber } from "@/shared/format";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Button, ProgressBar, RelativeTime, Status, toast } from "@/shared/ui";

import { isAtWork, keys, type Run } from "./reading";

/** When exchanges were last searched for gaps, how far a search is, and the button that begins one. */
export function SearchBar({ run }: { run: Run }) {
  const { t } = useTranslation("gaps");
  const mayWrite = useMay("genai.knowledge.write");
  const search = useBegin();
  const atWork = isAtWork(run);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {atWork ? <Working run={run} /> : <Last run={run} />}
      {mayWrite && <Button icon={RefreshCw} busy={search.isPending || atWork} onClick={() => { search.mutate(); }}>{t("search.action")}</Button>}
    </div>
  );
}

function Working({ run }: { run: Run }) {
  const { t } = useTranslation("gaps");
  const share = run.total ? run.done / run.total : null;
  const detail = run.total ? t("search.of", { done: formatNumber(run.done), total: formatNumber(run.total) }) : "";
  return (
    <div className="w-60">
      <ProgressBar value={share} label={t(run.state === "queued" ? "search.queued" : `search.phases.${run.phase}`)} detail={detail} />
    </div>
  );
}

function Last({ run }: { run: Run }) {
  const { t } = useTranslation("gaps");
  if (run.state === "failed") return <Status tone="danger">{t("search.failed")}</Status>;
  if (!run.endedAt) return null;
  return (
    <span className="text-caption text-subtle">
      {t("search.last")} <RelativeTime at={run.endedAt} />
      {run.new > 0 && ` · ${t("search.new", { count: run.new })}`}
    </span>
  );
}

function useBegin() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => data(api.POST("/api/v1/gaps/search")),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.overviews }),
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
}
