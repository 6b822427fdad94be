import { Link } from "@tanstack/react-router";
import { FileText } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { useWorkspacePath } from "@/shared/routing";

import { baseOf, placeOf, sourcesOf } from "../evidence";
import type { Exchange } from "../exchange";
import { fileOf } from "./Answer";

/** The documents an answer rests on: number, file, page. */
export function Sources({ exchange }: { exchange: Exchange }) {
  const { t } = useTranslation("sandbox");
  const path = useWorkspacePath();
  const sources = useMemo(() => sourcesOf(exchange), [exchange]);
  if (!sources.length) return null;
  return (
    <ul aria-label={t("source.list")} className="flex max-w-140 flex-col gap-0.5">
      {sources.map(({ number, result, source }) => {
        const { document } = result;
        const place = placeOf(baseOf(exchange, result), document, source);
        const page = source?.page ?? document.page;
        const words = (
          <>
            <FileText size={14} strokeWidth={1.75} aria-hidden className="mt-[0.15em] shrink-0 text-subtle" />
            <span className="numbers shrink-0 text-subtle">[{number}]</span>
            <span className="anywhere">
              <span className="font-medium">{fileOf(document.path) || document.title}</span>
              {page !== null && <span className="text-subtle"> · {t("source.page", { page })}</span>}
            </span>
          </>
        );
        return (
          <li key={number} className="text-caption text-muted">
            {place ? (
              <Link
                to={path(place.path)}
                search={place.search as never}
                className="inline-flex min-h-target items-start gap-1.5 rounded-chip py-0.5 hover:text-text hover:underline hover:underline-offset-4"
              >
                {words}
              </Link>
            ) : (
              <span className="inline-flex min-h-target items-start gap-1.5 py-0.5">{words}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
