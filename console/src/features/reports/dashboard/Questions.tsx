import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { formatNumber, formatPercent } from "@/shared/format";
import { useWorkspacePath } from "@/shared/routing";
import { Card } from "@/shared/ui";

import type { Filters } from "../address";
import type { Dashboard } from "../reading";

type Question = Dashboard["topQuestions"][number];

interface QuestionsProps {
  title: string;
  rows: Question[];
  span: Filters;
  /** What stands last in a row: how many were answered, or the way to the gap that a question belongs to. */
  last: "answered" | "gap";
}

/** The questions asked most; each opens its messages. */
export function Questions({ title, rows, span, last }: QuestionsProps) {
  const { t } = useTranslation("reports");
  const path = useWorkspacePath();
  return (
    <Card title={title} flush>
      {rows.length === 0 ? (
        <p className="p-4 text-muted">{t("dashboard.noQuestions")}</p>
      ) : (
        <table className="w-full">
          <thead className="text-caption text-muted">
            <tr>
              <th scope="col" className="px-4 py-2 text-left font-medium">{t("columns.question")}</th>
              <th scope="col" className="px-4 py-2 text-right font-medium">{t("dashboard.asked")}</th>
              <th scope="col" className="px-4 py-2 text-right font-medium">{t(`dashboard.${last}`)}</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-border border-t border-border">
            {rows.map((row) => (
              <tr key={row.questionKey} className="relative hover:bg-hover">
                <th scope="row" className="px-4 py-2 text-left font-normal">
                  <Link
                    to={path("/genai/messages")}
                    search={{ ...span, questionKey: row.questionKey } as never}
                    className="anywhere line-clamp-2 after:absolute after:inset-0"
                  >
                    {row.question}
                  </Link>
                </th>
                <td className="numbers px-4 py-2 text-right">{formatNumber(row.asked)}</td>
                <td className="numbers px-4 py-2 text-right">
                  {last === "answered" ? formatPercent(row.answered / row.asked) : <ToGap row={row} />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

/** The gap that the question belongs to, among those of its base; none was found where nobody has looked since. */
function ToGap({ row: { question, gap } }: { row: Question }) {
  const { t } = useTranslation("reports");
  const path = useWorkspacePath();
  if (!gap) return <span className="text-subtle">–</span>;
  const isPutAway = gap.state === "accepted" || gap.state === "ignored";
  const search = { gap: gap.id, ...(isPutAway ? { view: gap.state } : {}) };
  return (
    <Link
      to={path(`/genai/knowledge/${gap.knowledgeBaseId}/gaps`)}
      search={search as never}
      aria-label={t("dashboard.openGap", { question })}
      className="hit relative z-1 text-accent-text underline-offset-4 hover:underline"
    >
      {t(`dashboard.gapState.${gap.state}`)}
    </Link>
  );
}
