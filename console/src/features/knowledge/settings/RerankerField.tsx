import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { troubleOf } from "@/shared/session/trouble";
import { ErrorCallout, Field, Loading, Select, Skeleton } from "@/shared/ui";

import { rerankersQuery } from "./embedding";

const NONE = "none";

interface RerankerFieldProps {
  /** Its id; empty: none. */
  value: string;
  error: string | undefined;
  disabled: boolean;
  onChange: (value: string) => void;
}

/** Which reranker of the workspace judges what searches of the base find. */
export function RerankerField({ value, error, disabled, onChange }: RerankerFieldProps) {
  const { t } = useTranslation("knowledge");
  const read = useQuery(rerankersQuery);
  if (read.error) return <ErrorCallout trouble={troubleOf(read.error)} onRetry={() => void read.refetch()} />;
  if (!read.data) return <Loading><Skeleton lines={1} /></Loading>;
  const options = [{ value: NONE, label: t("rerank.none") }, ...read.data.map((one) => ({ value: one.id, label: one.name }))];
  return (
    <Field label={t("rerank.field")} hint={t(read.data.length ? "rerank.hint" : "rerank.addFirst")} error={error}>
      <Select label={t("rerank.field")} value={value || NONE} disabled={disabled} onChange={(chosen) => { onChange(chosen === NONE ? "" : chosen); }} options={options} />
    </Field>
  );
}
