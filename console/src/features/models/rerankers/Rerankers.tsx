import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Card, ErrorState, Loading, Skeleton } from "@/shared/ui";

import { Address, CircuitState, DeleteDialog, EditMenu, TestRow } from "../parts";
import { rerankersQuery, type Reranker } from "./reading";
import { RerankerSheet } from "./RerankerSheet";

/** The rerankers of the workspace, each behind an address. */
export function Rerankers({ mayManage }: { mayManage: boolean }) {
  const { t } = useTranslation("models");
  const mayRead = useMay("genai.knowledge.read");
  const list = useQuery({ ...rerankersQuery, enabled: mayRead });
  const [edited, setEdited] = useState<Reranker | "new" | null>(null);
  const [leaving, setLeaving] = useState<Reranker | null>(null);
  if (!mayRead) return null;
  return (
    <section className="space-y-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-h2">{t("rerankers.title")}</h2>
        {mayManage && <Button icon={Plus} onClick={() => { setEdited("new"); }}>{t("rerankers.add")}</Button>}
      </div>
      {list.error ? (
        <ErrorState title={t("rerankers.unread")} trouble={troubleOf(list.error)} onRetry={() => void list.refetch()} />
      ) : !list.data ? (
        <Loading><Skeleton shape="block" height={96} /></Loading>
      ) : list.data.length ? (
        list.data.map((one) => <RerankerCard key={one.id} one={one} mayManage={mayManage} onEdit={() => { setEdited(one); }} onDelete={() => { setLeaving(one); }} />)
      ) : (
        <p className="text-muted">{t("rerankers.none")}</p>
      )}
      {edited && <RerankerSheet one={edited === "new" ? undefined : edited} onClose={() => { setEdited(null); }} />}
      {leaving && (
        <DeleteDialog
          name={leaving.name}
          action={t("rerankers.delete")}
          remove={() => api.DELETE("/api/v1/rerankers/{reranker_id}", { params: { path: { reranker_id: leaving.id } } })}
          queryKey={rerankersQuery.queryKey}
          onClose={() => { setLeaving(null); }}
        >
          {t("rerankers.deleteText")}
        </DeleteDialog>
      )}
    </section>
  );
}

interface RerankerCardProps {
  one: Reranker;
  mayManage: boolean;
  onEdit: () => void;
  onDelete: () => void;
}

function RerankerCard({ one, mayManage, onEdit, onDelete }: RerankerCardProps) {
  const { t } = useTranslation("models");
  return (
    <Card
      title={one.name}
      description={<Address one={one} />}
      actions={
        <>
          <CircuitState circuit={one.circuit} />
          {mayManage && <EditMenu name={one.name} deleteLabel={t("rerankers.delete")} onEdit={onEdit} onDelete={onDelete} />}
        </>
      }
    >
      <div className="space-y-3">
        <p className="numbers flex flex-wrap gap-x-4 gap-y-1 text-caption text-subtle">
          <span className="font-mono text-mono text-text anywhere">{one.model}</span>
          <span>{t("embedders.used", { count: one.usedBy })}</span>
        </p>
        {mayManage && (
          <TestRow
            test={() => data(api.POST("/api/v1/rerankers/{reranker_id}/test", { params: { path: { reranker_id: one.id } } }))}
            works={(found) => t("rerankers.works", { ms: found.latencyMs, similar: found.similar?.toFixed(2) ?? "", different: found.different?.toFixed(2) ?? "" })}
            queryKey={rerankersQuery.queryKey}
          />
        )}
      </div>
    </Card>
  );
}
