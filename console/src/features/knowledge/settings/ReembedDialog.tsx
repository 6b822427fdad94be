import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data, idempotencyKey } from "@/api";
import { formatDuration, formatNumber } from "@/shared/format";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Callout, Dialog, ErrorCallout, Loading, RadioGroup, Skeleton, toast } from "@/shared/ui";

import type { Base } from "../reading";
import { embeddersQuery, generationsQuery, type Estimate } from "./embedding";

const ADDRESS = "/api/v1/knowledge-bases/{base_id}/reembed" as const;

/** Chooses an embedder and tells what it takes before it begins. */
export function ReembedDialog({ base, onClose }: { base: Base; onClose: () => void }) {
  const { t } = useTranslation("knowledge");
  const queries = useQueryClient();
  const embedders = useQuery(embeddersQuery);
  const [chosen, setChosen] = useState(base.embedder);
  const [key] = useState(idempotencyKey);
  const params = { path: { base_id: base.id } };
  const estimate = useQuery({
    queryKey: ["knowledge", "estimate", base.id, chosen],
    queryFn: async () => (await data(api.POST(ADDRESS, { params, body: { embedder: chosen, dryRun: true } }))).estimate,
    gcTime: 0,
    retry: false,
  });
  const begin = useMutation({
    mutationFn: () => data(api.POST(ADDRESS, { params, body: { embedder: chosen, dryRun: false }, headers: key })),
    onSuccess: async () => {
      toast({ text: t("embed.begun"), tone: "success" });
      await queries.invalidateQueries({ queryKey: generationsQuery(base.id).queryKey });
      onClose();
    },
  });
  const footer = (
    <>
      <Button onClick={onClose}>{t("cancel")}</Button>
      <Button variant="primary" type="submit" busy={begin.isPending}>{t("embed.begin")}</Button>
    </>
  );
  return (
    <Dialog open onOpenChange={(open) => { if (!open) onClose(); }} title={t("embed.ask")} description={t("embed.askText")} footer={footer} onSubmit={() => { begin.mutate(); }}>
      {begin.error && <ErrorCallout trouble={troubleOf(begin.error)} />}
      {embedders.error ? (
        <ErrorCallout trouble={troubleOf(embedders.error)} onRetry={() => void embedders.refetch()} />
      ) : embedders.data ? (
        <RadioGroup
          cards label={t("embed.by")} value={chosen} onChange={setChosen}
          options={embedders.data.map((one) => ({ value: one.id, label: one.kind === "local" ? t("embed.local") : one.name, hint: one.kind === "local" ? t("embed.localHint") : `${one.model} · ${one.baseUrl}` }))}
        />
      ) : (
        <Loading><Skeleton lines={3} /></Loading>
      )}
      <div aria-live="polite">
        {estimate.error ? <ErrorCallout trouble={troubleOf(estimate.error)} /> : estimate.data ? <Takes estimate={estimate.data} /> : <p className="text-muted">{t("embed.estimating")}</p>}
      </div>
    </Dialog>
  );
}

function Takes({ estimate }: { estimate: Estimate }) {
  const { t } = useTranslation("knowledge");
  const { chunks, tokens, seconds, cost, currency, message } = estimate;
  return (
    <div className="space-y-2">
      <dl className="numbers grid grid-cols-2 gap-x-6 gap-y-2 text-dense sm:grid-cols-4">
        <div><dt className="text-caption text-muted">{t("columns.chunks")}</dt><dd>{formatNumber(chunks)}</dd></div>
        <div><dt className="text-caption text-muted">{t("columns.tokens")}</dt><dd>{formatNumber(tokens)}</dd></div>
        <div><dt className="text-caption text-muted">{t("embed.takes")}</dt><dd>{seconds === null ? "–" : t("embed.about", { time: formatDuration(Math.max(1, seconds) * 1000) })}</dd></div>
        <div><dt className="text-caption text-muted">{t("embed.cost")}</dt><dd>{cost === null ? t("embed.free") : `${String(cost)} ${currency ?? ""}`}</dd></div>
      </dl>
      {message && <Callout tone="warning">{message}</Callout>}
    </div>
  );
}
