import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, CircleX } from "lucide-react";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api";
import { troubleOf } from "@/shared/session/trouble";
import { Button } from "@/shared/ui";

import { connectionsQuery, type Connection, type TestResult } from "./reading";

/** Asks a model a short question and says how it went. */
export function TestButton({ connection, model }: { connection: Connection; model: string }) {
  const { t } = useTranslation("models");
  const queries = useQueryClient();
  const test = useMutation({
    mutationFn: () =>
      data(
        api.POST("/api/v1/model-connections/{connection_id}/test", { params: { path: { connection_id: connection.id } }, body: { model } }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: connectionsQuery.queryKey }),
  });
  return (
    <>
      <Button size="small" busy={test.isPending} onClick={() => { test.mutate(); }}>{t("test.action")}</Button>
      <div aria-live="polite" className="basis-full empty:hidden">
        {test.error ? <Outcome ok={false}>{troubleOf(test.error).message}</Outcome> : test.data ? <Result result={test.data} /> : null}
      </div>
    </>
  );
}

function Result({ result }: { result: TestResult }) {
  const { t } = useTranslation("models");
  if (result.ok) return <Outcome ok>{t("test.works", { ms: result.firstTokenMs ?? result.latencyMs })}</Outcome>;
  const why = result.reason ? t(`test.reasons.${result.reason}`, { defaultValue: result.reason }) : t("test.failed");
  return <Outcome ok={false}>{result.detail && result.reason !== "timeout" ? `${why} ${result.detail}` : why}</Outcome>;
}

function Outcome({ ok, children }: { ok: boolean; children: string }) {
  const Icon = ok ? CircleCheck : CircleX;
  return (
    <p className={`flex items-start gap-2 text-dense ${ok ? "text-success-text" : "text-danger-text"}`}>
      <Icon size={16} strokeWidth={1.75} aria-hidden className="mt-0.5 shrink-0" />
      <span className="anywhere">{children}</span>
    </p>
  );
}
