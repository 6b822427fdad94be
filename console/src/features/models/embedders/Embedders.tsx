import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api";
import { formatNumber } from "@/shared/format";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Callout, Card, ErrorState, Loading, Skeleton, Status } from "@/shared/ui";

import { Address, DeleteDialog, EditMenu, TestRow } from "../parts";
import { EmbedderSheet } from "./EmbedderSheet";
import { embeddersQuery, type Embedder } from "./reading";

/** The embedders of the workspace: the bundled one, and those behind an address. */
export function Embedders({ mayManage }: { mayManage: boolean }) {
  const { t } = useTranslation("models");
  const mayRead = useMay("genai.knowledge.read");
  const list = useQuery({ ...embeddersQuery, enabled: mayRead });
  const [edited, setEdited] = useState<Embedder | "new" | null>(null);
  const [leaving, setLeaving] = useState<Embedder | null>(null);
  if (!mayRead) return null;
  return (
    <section className="space-y-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-h2">{t("embedders.title")}</h2>
        {mayManage && <Button icon={Plus} onClick={() => { setEdited("new"); }}>{t("embedders.add")}</Button>}
      </div>
      {list.error ? (
        <ErrorState title={t("embedders.unread")} trouble={troubleOf(list.error)} onRetry={() => void list.refetch()} />
      ) : !list.data ? (
        <Loading><Skeleton shape="block" height={96} /></Loading>
      ) : (
        list.data.map((one) => <EmbedderCard key={one.id} one={one} mayManage={mayManage} onEdit={() => { setEdited(one); }} onDelete={() => { setLeaving(one); }} />)
      )}
      {edited && <EmbedderSheet one={edited === "new" ? undefined : edited} onClose={() => { setEdited(null); }} />}
      {leaving && (
        <DeleteDialog
          name={leaving.name}
          action={t("embedders.delete")}
          remove={() => api.DELETE("/api/v1/embedders/{embedder_id}", { params: { path: { embedder_id: leaving.id } } })}
          queryKey={embeddersQuery.queryKey}
          onClose={() => { setLeaving(null); }}
        >
          {t("embedders.deleteText")}
        </DeleteDialog>
      )}
    </section>
  );
}

interface EmbedderCardProps {
  one: Embedder;
  mayManage: boolean;
  onEdit: () => void;
  onDelete: () => void;
}

function EmbedderCard({ one, mayManage, onEdit, onDelete }: EmbedderCardProps) {
  const { t } = useTranslation("models");
  const isLocal = one.kind === "local";
  const name = isLocal ? t("embedders.local") : one.name;
  return (
    <Card
      title={name}
      description={isLocal ? t("embedders.localText") : <Address one={one} />}
      actions={
        <>
          {one.state !== "ok" && <Status tone="danger">{t("embedders.changed")}</Status>}
          {mayManage && !isLocal && <EditMenu name={one.name} deleteLabel={t("embedders.delete")} onEdit={onEdit} onDelete={onDelete} />}
        </>
      }
    >
      <div className="space-y-3">
        <p className="numbers flex flex-wrap gap-x-4 gap-y-1 text-caption text-subtle">
          <span className="font-mono text-mono text-text anywhere">{one.model}</span>
          <span>{t("embedders.facts", { dimensions: formatNumber(one.dimensions), tokens: formatNumber(one.maxTokens) })}</span>
          <span>{t("embedders.used", { count: one.usedBy })}</span>
          {one.price && <span>{t("embedders.costs", { price: String(one.price.perMillion), currency: one.price.currency })}</span>}
        </p>
        {one.state !== "ok" && <Callout tone="danger">{t("embedders.changedText")}</Callout>}
        {mayManage && (
          <TestRow
            test={() => data(api.POST("/api/v1/embedders/{embedder_id}/test", { params: { path: { embedder_id: one.id } } }))}
            works={(found) => t("embedders.works", { ms: found.latencyMs, similar: found.similar?.toFixed(2) ?? "", different: found.different?.toFixed(2) ?? "" })}
            queryKey={embeddersQuery.queryKey}
          />
        )}
      </div>
    </Card>
  );
}
