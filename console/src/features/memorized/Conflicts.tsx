import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { BookmarkCheck } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useWorkspacePath } from "@/shared/routing";
import { troubleOf } from "@/shared/session/trouble";
import { Card, Empty, ErrorState, Loading, Skeleton } from "@/shared/ui";

import { conflictsQuery } from "./reading";

/** Pairs of entries of which one would answer the other's question. */
export function Conflicts() {
  const { t } = useTranslation("memorized");
  const path = useWorkspacePath();
  const found = useQuery(conflictsQuery);
  if (found.error) return <ErrorState title={t("unread")} trouble={troubleOf(found.error)} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading><Skeleton lines={4} /></Loading>;
  if (!found.data.length) return <Empty icon={BookmarkCheck} title={t("none.conflicts")}>{t("conflicts.noneText")}</Empty>;
  return (
    <Card>
      <p className="mb-2 text-muted">{t("conflicts.what")}</p>
      <ul className="divide-y divide-border">
        {found.data.map((pair) => (
          <li key={`${pair.id}${pair.otherId}`} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-3">
            <Link to={path(`/genai/memorized/${pair.id}`)} className="anywhere min-w-0 flex-1 basis-56 font-medium text-accent-text hover:underline">{pair.question}</Link>
            <Link to={path(`/genai/memorized/${pair.otherId}`)} className="anywhere min-w-0 flex-1 basis-56 font-medium text-accent-text hover:underline">{pair.otherQuestion}</Link>
            <span className="numbers text-muted" title={t("score")}>{pair.score.toFixed(2)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
