import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api } from "@/api";
import { troubleOf } from "@/shared/session/trouble";
import { ConfirmDialog, toast } from "@/shared/ui";

import type { Memorized } from "./reading";

interface DeleteDialogProps {
  one: Memorized;
  onClose: () => void;
  onDeleted?: () => void;
}

/** Deleting an entry with its hits. */
export function DeleteDialog({ one, onClose, onDeleted }: DeleteDialogProps) {
  const { t } = useTranslation("memorized");
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => api.DELETE("/api/v1/memorized-responses/{response_id}", { params: { path: { response_id: one.id } } }),
    onSuccess: async () => {
      toast({ text: t("deleted"), tone: "success" });
      onClose();
      onDeleted?.();
      await queries.invalidateQueries({ queryKey: ["memorized", "list"] });
    },
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => { if (!open) onClose(); }}
      title={t("deleteTitle", { question: one.question })}
      action={t("delete")}
      onConfirm={() => remove.mutateAsync()}
    >
      <p>{t("deleteText")}</p>
    </ConfirmDialog>
  );
}
