import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Cpu, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api } from "@/api";
import { formatNumber } from "@/shared/format";
import { useDocumentTitle } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { useShortcuts } from "@/shared/shortcuts";
import { Button, Card, Chip, Empty, ErrorState, Loading, PageHeader, Skeleton } from "@/shared/ui";

import { ConnectionSheet } from "./ConnectionSheet";
import { DefaultModelCard } from "./DefaultModelCard";
import { Address, CircuitState, DeleteDialog, EditMenu } from "./parts";
import { connectionsQuery, type Connection } from "./reading";
import { Embedders } from "./embedders/Embedders";
import { Rerankers } from "./rerankers/Rerankers";
import { TestButton } from "./TestButton";

export default function ModelsPage() {
  const { t } = useTranslation("models");
  const mayManage = useMay("genai.models.manage");
  const navigate = useNavigate();
  const { connection: shown } = useSearch({ strict: false }) as { connection?: string };
  const list = useQuery(connectionsQuery);
  const [leaving, setLeaving] = useState<Connection | null>(null);
  useDocumentTitle(t("title"));
  const show = (id: string | undefined) => void navigate({ to: ".", search: id ? { connection: id } : {}, replace: true });
  const add = <Button variant="primary" icon={Plus} onClick={() => { show("new"); }}>{t("add")}</Button>;
  const one = list.data?.find((row) => row.id === shown);
  useShortcuts(mayManage ? [{ keys: "c", label: t("add"), run: () => { show("new"); } }] : []);
  return (
    <>
      <PageHeader title={t("title")} actions={mayManage && add} {...(mayManage ? {} : { lock: t("lock") })} />
      <div className="max-w-form space-y-6 p-4 lg:p-6">
        <DefaultModelCard connections={list.data ?? []} mayManage={mayManage} />
        <section className="space-y-3">
          <h2 className="text-h2">{t("connections")}</h2>
          {list.error ? (
            <ErrorState title={t("unread")} trouble={troubleOf(list.error)} onRetry={() => void list.refetch()} />
          ) : !list.data ? (
            <Loading><Skeleton shape="block" height={120} /></Loading>
          ) : list.data.length ? (
            list.data.map((row) => (
              <ConnectionCard key={row.id} one={row} mayManage={mayManage} onEdit={() => { show(row.id); }} onDelete={() => { setLeaving(row); }} />
            ))
          ) : (
            <Card><Empty icon={Cpu} title={t("empty")}>{t("emptyText")}</Empty></Card>
          )}
        </section>
        <Embedders mayManage={mayManage} />
        <Rerankers mayManage={mayManage} />
      </div>
      {(shown === "new" || one) && <ConnectionSheet key={one ? `${one.id}:${String(one.revision)}` : "new"} one={one} onClose={() => { show(undefined); }} />}
      {leaving && (
        <DeleteDialog
          name={leaving.name}
          action={t("delete")}
          remove={() => api.DELETE("/api/v1/model-connections/{connection_id}", { params: { path: { connection_id: leaving.id } } })}
          queryKey={["models"]}
          onClose={() => { setLeaving(null); }}
        >
          {t("deleteText")}
        </DeleteDialog>
      )}
    </>
  );
}

interface ConnectionCardProps {
  one: Connection;
  mayManage: boolean;
  onEdit: () => void;
  onDelete: () => void;
}

function ConnectionCard({ one, mayManage, onEdit, onDelete }: ConnectionCardProps) {
  const { t } = useTranslation("models");
  const actions = (
    <>
      <CircuitState circuit={one.circuit} />
      {mayManage && <EditMenu name={one.name} deleteLabel={t("delete")} onEdit={onEdit} onDelete={onDelete} />}
    </>
  );
  return (
    <Card
      title={one.name}
      description={<Address one={one} />}
      actions={actions}
      flush
    >
      {one.models.length ? (
        <ul className="divide-y divide-border">
          {one.models.map((offer) => (
            <li key={offer.name} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
              <span className="min-w-40 basis-full font-mono sm:basis-0 sm:flex-1 text-mono anywhere">{offer.name}</span>
              {offer.tools && <Chip>{t("toolsMark")}</Chip>}
              <span className="numbers text-caption text-subtle">{t("window", { tokens: formatNumber(offer.contextTokens) })}</span>
              <span className="numbers flex-1 text-caption text-subtle sm:w-44 sm:flex-none">
                {offer.price
                  ? t("price", { input: String(offer.price.inputPerMillion), output: String(offer.price.outputPerMillion), currency: offer.price.currency })
                  : t("noPrice")}
              </span>
              {mayManage && <TestButton connection={one} model={offer.name} />}
            </li>
          ))}
        </ul>
      ) : (
        <p className="p-4 text-muted">{t("noModels")}</p>
      )}
    </Card>
  );
}
