import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button } from "@/shared/ui";

import { saveBlob } from "@/shared/files";
import type { RowError } from "./file";

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** What is wrong with a file, by row and column; also as CSV. */
export function Errors({ rows }: { rows: RowError[] }) {
  const { t } = useTranslation("knowledge");
  const save = () => {
    const lines = rows.map((row) => [row.row ?? "", row.column, quoted(row.message)].join(","));
    saveBlob(new Blob([`\uFEFF${["row,column,message", ...lines].join("\r\n")}`], { type: "text/csv" }), "errors.csv");
  };
  return (
    <div className="space-y-2">
      <div className="max-h-72 overflow-auto rounded-card border border-border bg-surface text-text">
        <table className="w-full text-dense" aria-label={t("csv.errors")}>
          <thead className="sticky top-0 bg-surface">
            <tr className="text-left text-caption text-muted">
              <th scope="col" className="w-20 px-3 py-2 text-right font-medium">{t("csv.row")}</th>
              <th scope="col" className="w-32 px-3 py-2 font-medium">{t("csv.column")}</th>
              <th scope="col" className="px-3 py-2 font-medium">{t("csv.problem")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={at} className="border-t border-border">
                <td className="numbers px-3 py-1.5 text-right">{row.row ?? "–"}</td>
                <td className="px-3 py-1.5 font-mono text-caption">{row.column || "–"}</td>
                <td className="px-3 py-1.5 anywhere">{row.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Button size="small" icon={Download} onClick={save}>{t("csv.saveErrors")}</Button>
    </div>
  );
}
