import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api";
import { troubleOf } from "@/shared/session/trouble";
import { ConfirmDialog, toast } from "@/shared/ui";

import { keys, type Base } from "../reading";
import type { Version } from "./reading";

/** Going back: the old content becomes the newest version; what came since stays in the versions before it. */
export function RollbackDialog({ base, version, onClose }: { base: Base; version: Version; onClose: () => void }) {
  const { t } = useTranslation("knowledge");
  const queries = useQueryClient();
  const goBack = useMutation({
    mutationFn: () =>
      data(api.POST("/api/v1/knowledge-bases/{base_id}/versions/{number}/rollback", { params: { path: { base_id: base.id, number: version.number } } })),
    onSuccess: async ({ version: made, created }) => {
      toast({ text: t(created ? "versions.restored" : "versions.same", { number: made?.number ?? base.liveVersion, from: version.number }), tone: "success" });
      onClose();
      await Promise.all([keys.base(base.id), keys.documents(base.id), keys.chunks(base.id)].map((queryKey) => queries.invalidateQueries({ queryKey })));
    },
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => { if (!open) onClose(); }}
      title={t("versions.restoreTitle", { number: version.number })}
      action={t("versions.restore")}
      onConfirm={() => goBack.mutateAsync()}
      consequences={[
        t("versions.counts", { documents: version.counts.documents, chunks: version.counts.chunks }),
        t("versions.restoreServed"),
        t("versions.restoreKept"),
      ]}
    />
  );
}
