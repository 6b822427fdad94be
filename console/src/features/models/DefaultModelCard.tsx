import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api";
import { troubleOf } from "@/shared/session/trouble";
import { Card, ErrorCallout, Field, Loading, Select, Skeleton, toast } from "@/shared/ui";

import { defaultQuery, type Connection } from "./reading";

/** The model that new assistants begin with. */
export function DefaultModelCard({ connections, mayManage }: { connections: Connection[]; mayManage: boolean }) {
  const { t } = useTranslation("models");
  const queries = useQueryClient();
  const current = useQuery(defaultQuery);
  const save = useMutation({
    mutationFn: (model: string) => data(api.PUT("/api/v1/model-connections/default", { body: { model } })),
    onSuccess: (saved) => {
      queries.setQueryData(defaultQuery.queryKey, saved);
      toast({ text: t("default.saved"), tone: "success" });
    },
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
  const options = [
    { value: "extractive", label: t("default.extractive"), hint: t("default.extractiveHint") },
    ...connections.flatMap((one) =>
      one.models.map((offer) => ({ value: `${one.id}/${offer.name}`, label: offer.name, hint: one.name })),
    ),
  ];
  return (
    <Card>
      {current.error ? (
        <ErrorCallout trouble={troubleOf(current.error)} onRetry={() => void current.refetch()} />
      ) : !current.data ? (
        <Loading><Skeleton shape="control" /></Loading>
      ) : (
        <Field label={t("default.label")} hint={t("default.hint")}>
          <Select value={current.data.model} onChange={(model) => { save.mutate(model); }} options={options} disabled={!mayManage || save.isPending} />
        </Field>
      )}
    </Card>
  );
}
