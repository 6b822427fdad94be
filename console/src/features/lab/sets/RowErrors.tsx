import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { FieldError } from "@/api";
import { saveBlob } from "@/shared/files";
import { Button } from "@/shared/ui";

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const textOf = (value: unknown) => (typeof value === "string" || typeof value === "number" ? String(value) : "");

/** What is wrong with a file, by row and column; also as CSV. */
export function RowErrors({ errors }: { errors: readonly FieldError[] }) {
  const { t } = useTranslation("lab");
  const save = () => {
    const lines = errors.map((one) => [textOf(one["row"]), quoted(textOf(one["column"])), quoted(one.message)].join(","));
    saveBlob(new Blob([`\uFEFF${["row,column,message", ...lines].join("\r\n")}`], { type: "text/csv" }), "errors.csv");
  };
  return (
    <div className="space-y-2">
      <div className="max-h-72 overflow-auto rounded-card border border-border bg-surface text-text">
        <table className="w-full text-dense" aria-label={t("upload.errors")}>
          <thead className="sticky top-0 bg-surface">
            <tr className="text-left text-caption text-muted">
              <th scope="col" className="w-16 px-3 py-2 text-right font-medium">{t("upload.row")}</th>
              <th scope="col" className="w-36 px-3 py-2 font-medium">{t("upload.column")}</th>
              <th scope="col" className="px-3 py-2 font-medium">{t("upload.problem")}</th>
            </tr>
          </thead>
          <tbody>
            {errors.map((one, at) => (
              <tr key={at} className="border-t border-border">
                <td className="numbers px-3 py-1.5 text-right">{textOf(one["row"]) || "–"}</td>
                <td className="px-3 py-1.5 font-mono text-caption">{textOf(one["column"]) || "–"}</td>
                <td className="anywhere px-3 py-1.5">{one.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Button size="small" icon={Download} onClick={save}>{t("upload.saveErrors")}</Button>
    </div>
  );
}
