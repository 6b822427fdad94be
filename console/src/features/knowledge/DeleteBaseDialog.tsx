import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, ApiError } from "@/api";
import { troubleOf } from "@/shared/session/trouble";
import { Callout, ConfirmDialog, toast } from "@/shared/ui";

import { keys, type Base } from "./reading";

interface DeleteBaseDialogProps {
  base: Base;
  onClose: () => void;
  onDeleted?: () => void;
}

/** Deleting a base. Refused while something uses it: then its users are listed and its name must be typed. */
export function DeleteBaseDialog({ base, onClose, onDeleted }: DeleteBaseDialogProps) {
  const { t } = useTranslation("knowledge");
  const queries = useQueryClient();
  const isKnownUsed = (base.usedBy["fulfillments"] ?? 0) + (base.usedBy["assistants"] ?? 0) > 0;
  const [users, setUsers] = useState<string[] | null>(null);
  const isForced = users !== null;
  const remove = useMutation({
    mutationFn: () => api.DELETE("/api/v1/knowledge-bases/{base_id}", { params: { path: { base_id: base.id }, query: { force: isForced } } }),
    onSuccess: async () => {
      toast({ text: t("delete.done", { name: base.name }), tone: "success" });
      onClose();
      onDeleted?.();
      await queries.invalidateQueries({ queryKey: keys.lists });
    },
    onError: (error) => {
      if (error instanceof ApiError && error.code === 409003) setUsers(error.errors.map((item) => item.message));
      else toast({ text: troubleOf(error).message, tone: "danger" });
    },
  });
  return (
    <ConfirmDialog
      key={String(isForced)}
      open
      onOpenChange={(open) => { if (!open) onClose(); }}
      title={t("delete.title", { name: base.name })}
      action={t(isForced ? "delete.force" : "delete.action")}
      {...(isForced ? { typed: base.name } : {})}
      onConfirm={() => remove.mutateAsync()}
      consequences={[
        t("delete.holds", { documents: base.counts.documents, chunks: base.counts.chunks }),
        t(isKnownUsed || isForced ? "delete.answers" : "delete.gone"),
      ]}
    >
      {isForced && (
        <Callout tone="danger" title={t("delete.inUse")}>
          <ul className="list-disc pl-4">{users.map((user) => <li key={user}>{user}</li>)}</ul>
        </Callout>
      )}
    </ConfirmDialog>
  );
}
