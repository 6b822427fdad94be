import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api } from "@/api";
import { troubleOf } from "@/shared/session/trouble";
import { ConfirmDialog, toast } from "@/shared/ui";

import { keys, type TestSet } from "../reading";

interface DeleteSetDialogProps {
  set: TestSet;
  onClose: () => void;
  onDone?: () => void;
}

export function DeleteSetDialog({ set, onClose, onDone }: DeleteSetDialogProps) {
  const { t } = useTranslation("lab");
  const queries = useQueryClient();
  const leave = useMutation({
    mutationFn: () => api.DELETE("/api/v1/lab/test-sets/{set_id}", { params: { path: { set_id: set.id } } }),
    onSuccess: () => {
      toast({ text: t("sets.deleted", { name: set.name }), tone: "success" });
      onClose();
      onDone?.();
      void queries.invalidateQueries({ queryKey: keys.sets });
    },
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
  return (
    <ConfirmDialog open onOpenChange={(open) => { if (!open) onClose(); }} title={t("sets.deleteTitle", { name: set.name })} action={t("sets.delete")} onConfirm={() => leave.mutateAsync()}>
      {t("sets.deleteText")}
    </ConfirmDialog>
  );
}
