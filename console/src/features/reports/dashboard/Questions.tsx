import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { formatNumber, formatPercent } from "@/shared/format";
import { useWorkspacePath } from "@/shared/routing";
import { Card } from "@/shared/ui";

import type { Filters } from "../address";
import type { Dashboard } from "../reading";

interface QuestionsProps {
  title: string;
  rows: Dashboard["topQuestions"];
  span: Filters;
  /** Shows how many were answered too. */
  withAnswered?: boolean;
}

/** The questions asked most; each opens its messages. */
export function Questions({ title, rows, span, withAnswered = false }: QuestionsProps) {
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
              {withAnswered && <th scope="col" className="px-4 py-2 text-right font-medium">{t("dashboard.answered")}</th>}
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
                {withAnswered && <td className="numbers px-4 py-2 text-right">{formatPercent(row.answered / row.asked)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
