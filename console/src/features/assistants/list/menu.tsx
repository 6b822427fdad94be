import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Copy, Power, PowerOff, Trash2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data, ifMatch } from "@/api";
import { useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { toast, type MenuEntry } from "@/shared/ui";

import type { Assistant } from "../reading";

const DeleteDialog = lazy(() => import("./DeleteDialog"));

export interface AssistantMenu {
  items: (one: Assistant) => MenuEntry[];
  leaving: Assistant | null;
  close: () => void;
}

/** What can be done with an assistant from its row and from its head. */
export function useAssistantMenu(): AssistantMenu {
  const { t } = useTranslation("assistants");
  const mayDelete = useMay("genai.assistants.delete");
  const [leaving, setLeaving] = useState<Assistant | null>(null);
  const duplicate = useDuplicate();
  const toggle = useToggle();
  const items = (one: Assistant): MenuEntry[] => [
    { label: t("duplicate"), icon: Copy, onSelect: () => { duplicate.mutate(one); } },
    one.enabled
      ? { label: t("disable"), icon: PowerOff, onSelect: () => { toggle.mutate({ one, enabled: false }); } }
      : { label: t("enable"), icon: Power, onSelect: () => { toggle.mutate({ one, enabled: true }); } },
    "separator",
    {
      label: t("delete"), icon: Trash2, danger: true, disabled: !mayDelete, reason: mayDelete ? undefined : t("deleteNeeds"),
      onSelect: () => { setLeaving(one); },
    },
  ];
  return { items, leaving, close: () => { setLeaving(null); } };
}

export function AssistantDialogs({ menu }: { menu: AssistantMenu }) {
  return <Suspense>{menu.leaving && <DeleteDialog one={menu.leaving} onClose={menu.close} />}</Suspense>;
}

function useDuplicate() {
  const { t } = useTranslation("assistants");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const path = useWorkspacePath();
  return useMutation({
    mutationFn: (one: Assistant) =>
      data(api.POST("/api/v1/assistants/{assistant_id}/duplicate", { params: { path: { assistant_id: one.id } } })),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: ["assistants", "list"] });
      toast({ text: t("duplicated", { name: made.name }), tone: "success" });
      void navigate({ to: path(`/genai/assistants/${made.id}/settings`) });
    },
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
}

export function useToggle() {
  const { t } = useTranslation("assistants");
  const queries = useQueryClient();
  const set = ({ one, enabled }: { one: Assistant; enabled: boolean }) =>
    data(
      api.PATCH("/api/v1/assistants/{assistant_id}", {
        params: { path: { assistant_id: one.id } }, body: { enabled } as never, headers: ifMatch(one.revision),
      }),
    );
  return useMutation({
    mutationFn: set,
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: ["assistants"] });
      const back = () => void set({ one: saved, enabled: !saved.enabled }).then(() => queries.invalidateQueries({ queryKey: ["assistants"] }));
      toast({ text: t(saved.enabled ? "enabled" : "disabled", { name: saved.name }), undo: back });
    },
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
}
