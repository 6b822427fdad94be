import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, CircleX, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Card, ConfirmDialog, ErrorState, Loading, Menu, Skeleton, Status, toast } from "@/shared/ui";

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
      {leaving && <DeleteDialog one={leaving} onClose={() => { setLeaving(null); }} />}
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
      description={<span className="font-mono text-mono anywhere">{one.baseUrl}{one.apiKeyMasked ? ` · ${one.apiKeyMasked}` : ""}</span>}
      actions={
        <>
          {one.circuit !== "closed" && <Status tone={one.circuit === "open" ? "danger" : "warning"}>{t(`circuit.${one.circuit}`)}</Status>}
          {mayManage && (
            <Menu
              label={t("more", { name: one.name })}
              items={[
                { label: t("edit"), icon: Pencil, onSelect: onEdit },
                "separator",
                { label: t("rerankers.delete"), icon: Trash2, danger: true, onSelect: onDelete },
              ]}
            />
          )}
        </>
      }
    >
      <div className="space-y-3">
        <p className="numbers flex flex-wrap gap-x-4 gap-y-1 text-caption text-subtle">
          <span className="font-mono text-mono text-text anywhere">{one.model}</span>
          <span>{t("embedders.used", { count: one.usedBy })}</span>
        </p>
        {mayManage && <TestRow one={one} />}
      </div>
    </Card>
  );
}

function TestRow({ one }: { one: Reranker }) {
  const { t } = useTranslation("models");
  const queries = useQueryClient();
  const test = useMutation({
    mutationFn: () => data(api.POST("/api/v1/rerankers/{reranker_id}/test", { params: { path: { reranker_id: one.id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: rerankersQuery.queryKey }),
  });
  const found = test.data;
  const text = test.error
    ? troubleOf(test.error).message
    : found && (found.ok ? t("rerankers.works", { ms: found.latencyMs, similar: found.similar?.toFixed(2) ?? "", different: found.different?.toFixed(2) ?? "" }) : found.message);
  const Icon = found?.ok ? CircleCheck : CircleX;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button size="small" busy={test.isPending} onClick={() => { test.mutate(); }}>{t("test.action")}</Button>
      <p aria-live="polite" className={`flex min-w-0 flex-1 items-start gap-2 text-dense ${found?.ok ? "text-success-text" : "text-danger-text"}`}>
        {text && <><Icon size={16} strokeWidth={1.75} aria-hidden className="mt-0.5 shrink-0" /><span className="anywhere">{text}</span></>}
      </p>
    </div>
  );
}

function DeleteDialog({ one, onClose }: { one: Reranker; onClose: () => void }) {
  const { t } = useTranslation("models");
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => api.DELETE("/api/v1/rerankers/{reranker_id}", { params: { path: { reranker_id: one.id } } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: rerankersQuery.queryKey });
      toast({ text: t("deleted", { name: one.name }), tone: "success" });
    },
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
    onSettled: onClose,
  });
  return (
    <ConfirmDialog open onOpenChange={(open) => { if (!open) onClose(); }} title={t("deleteTitle", { name: one.name })} action={t("rerankers.delete")} onConfirm={() => remove.mutateAsync()}>
      {t("rerankers.deleteText")}
    </ConfirmDialog>
  );
}
