import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button } from "@/shared/ui";

import { saveBlob } from ".";
import type { RowError } from "./refusals";

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** What is wrong with a file, by row and column; also as CSV. */
export function RowErrors({ rows }: { rows: readonly RowError[] }) {
  const { t } = useTranslation("ui");
  const save = () => {
    const lines = rows.map((one) => [one.row ?? "", quoted(one.column), quoted(one.message)].join(","));
    saveBlob(new Blob([`\uFEFF${["row,column,message", ...lines].join("\r\n")}`], { type: "text/csv" }), "errors.csv");
  };
  return (
    <div className="space-y-2">
      <div className="max-h-72 overflow-auto rounded-card border border-border bg-surface text-text">
        <table className="w-full text-dense" aria-label={t("rowErrors.title")}>
          <thead className="sticky top-0 bg-surface">
            <tr className="text-left text-caption text-muted">
              <th scope="col" className="w-12 px-2 py-2 text-right font-medium sm:w-16 sm:px-3">{t("rowErrors.row")}</th>
              <th scope="col" className="w-20 px-2 py-2 font-medium sm:w-36 sm:px-3">{t("rowErrors.column")}</th>
              <th scope="col" className="px-2 py-2 font-medium sm:px-3">{t("rowErrors.problem")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((one, at) => (
              <tr key={at} className="border-t border-border">
                <td className="numbers px-2 py-1.5 text-right align-top sm:px-3">{one.row ?? "–"}</td>
                <td className="anywhere px-2 py-1.5 align-top font-mono text-caption sm:px-3">{one.column || "–"}</td>
                <td className="anywhere px-2 py-1.5 sm:px-3">{one.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Button size="small" icon={Download} onClick={save}>{t("rowErrors.save")}</Button>
    </div>
  );
}
