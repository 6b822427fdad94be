import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, ApiError } from "@/api";
import { useWorkspacePath } from "@/shared/routing";
import { troubleOf } from "@/shared/session/trouble";
import { Callout, ConfirmDialog, toast } from "@/shared/ui";

import type { Assistant } from "../reading";

/** Deleting by typing the name; refused while a flow or channel names it. */
export default function DeleteDialog({ one, onClose }: { one: Assistant; onClose: () => void }) {
  const { t } = useTranslation("assistants");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const path = useWorkspacePath();
  const [users, setUsers] = useState<string[]>([]);
  const remove = useMutation({
    mutationFn: () => api.DELETE("/api/v1/assistants/{assistant_id}", { params: { path: { assistant_id: one.id } } }),
    onSuccess: async () => {
      onClose();
      await navigate({ to: path("/genai/assistants") });
      queries.removeQueries({ queryKey: ["assistants", "one", one.id] });
      await queries.invalidateQueries({ queryKey: ["assistants", "list"] });
      toast({ text: t("deleted", { name: one.name }), tone: "success" });
    },
    onError: (error) => {
      if (error instanceof ApiError && error.code === 409003) setUsers(error.errors.map((item) => item.message));
      else toast({ text: troubleOf(error).message, tone: "danger" });
    },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => { if (!open) onClose(); }}
      title={t("deleteTitle", { name: one.name })}
      action={t("delete")}
      typed={one.name}
      consequences={[t("deleteKeys"), t("deleteRuns"), t("deleteKept")]}
      onConfirm={() => remove.mutateAsync()}
    >
      {users.length > 0 && (
        <Callout tone="danger" title={t("inUse")}><ul>{users.map((user) => <li key={user}>{user}</li>)}</ul></Callout>
      )}
    </ConfirmDialog>
  );
}
