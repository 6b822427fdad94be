import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, CircleX, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api";
import { formatNumber } from "@/shared/format";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Callout, Card, ConfirmDialog, ErrorState, Loading, Menu, Skeleton, Status, toast } from "@/shared/ui";

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
      {leaving && <DeleteDialog one={leaving} onClose={() => { setLeaving(null); }} />}
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
      description={isLocal ? t("embedders.localText") : <span className="font-mono text-mono anywhere">{one.baseUrl}{one.apiKeyMasked ? ` · ${one.apiKeyMasked}` : ""}</span>}
      actions={
        <>
          {one.state !== "ok" && <Status tone="danger">{t("embedders.changed")}</Status>}
          {mayManage && !isLocal && (
            <Menu
              label={t("more", { name })}
              items={[
                { label: t("edit"), icon: Pencil, onSelect: onEdit },
                "separator",
                { label: t("embedders.delete"), icon: Trash2, danger: true, onSelect: onDelete },
              ]}
            />
          )}
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
        {mayManage && <TestRow one={one} />}
      </div>
    </Card>
  );
}

function TestRow({ one }: { one: Embedder }) {
  const { t } = useTranslation("models");
  const queries = useQueryClient();
  const test = useMutation({
    mutationFn: () => data(api.POST("/api/v1/embedders/{embedder_id}/test", { params: { path: { embedder_id: one.id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: embeddersQuery.queryKey }),
  });
  const found = test.data;
  const text = test.error
    ? troubleOf(test.error).message
    : found && (found.ok ? t("embedders.works", { ms: found.latencyMs, similar: found.similar?.toFixed(2) ?? "", different: found.different?.toFixed(2) ?? "" }) : found.message);
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

function DeleteDialog({ one, onClose }: { one: Embedder; onClose: () => void }) {
  const { t } = useTranslation("models");
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => api.DELETE("/api/v1/embedders/{embedder_id}", { params: { path: { embedder_id: one.id } } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: embeddersQuery.queryKey });
      toast({ text: t("deleted", { name: one.name }), tone: "success" });
    },
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
    onSettled: onClose,
  });
  return (
    <ConfirmDialog open onOpenChange={(open) => { if (!open) onClose(); }} title={t("deleteTitle", { name: one.name })} action={t("embedders.delete")} onConfirm={() => remove.mutateAsync()}>
      {t("embedders.deleteText")}
    </ConfirmDialog>
  );
}
