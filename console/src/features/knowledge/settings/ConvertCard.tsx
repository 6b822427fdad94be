import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Card, ConfirmDialog, toast } from "@/shared/ui";

import { keys, type Base } from "../reading";

/** Makes a base of documents of a legacy one, in place. */
export function ConvertCard({ base }: { base: Base }) {
  const { t } = useTranslation("knowledge");
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const convert = useMutation({
    mutationFn: () => data(api.POST("/api/v1/knowledge-bases/{base_id}/convert", { params: { path: { base_id: base.id } } })),
    onSuccess: (converted) => {
      queries.setQueryData(keys.base(base.id), converted);
      void queries.invalidateQueries({ queryKey: keys.lists });
      toast({ text: t("convert.done", { name: base.name }), tone: "success" });
      setAsking(false);
    },
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
  return (
    <Card title={t("convert.title")}>
      <div className="flex flex-wrap items-center gap-4">
        <p className="min-w-0 flex-1 basis-64 text-muted">{t("convert.text")}</p>
        <Button onClick={() => { setAsking(true); }}>{t("convert.action")}</Button>
      </div>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t("convert.ask", { name: base.name })}
        action={t("convert.action")}
        onConfirm={() => convert.mutateAsync()}
        consequences={[t("convert.ids"), t("convert.users"), t("convert.once")]}
      />
    </Card>
  );
}
