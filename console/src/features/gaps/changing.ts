/** What can be done with a gap: each verb with its toast; lists and counts are read again after it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api";
import { troubleOf } from "@/shared/session/trouble";
import { toast } from "@/shared/ui";

import { keys, type Gap, type Person } from "./reading";

const at = (gap: Gap) => ({ params: { path: { gap_id: gap.id } } });

/** Puts what the server said of a gap into everything that shows it. */
export function usePut() {
  const queries = useQueryClient();
  return async (gap: Gap) => {
    queries.setQueryData(keys.one(gap.id), gap);
    await Promise.all([keys.lists, keys.overviews].map((queryKey) => queries.invalidateQueries({ queryKey })));
  };
}

/** Puts a gap away, with Undo. */
export function useIgnore() {
  const { t } = useTranslation("gaps");
  const put = usePut();
  const assign = useAssign();
  return useMutation({
    mutationFn: (gap: Gap) => data(api.POST("/api/v1/gaps/{gap_id}/ignore", at(gap))),
    onSuccess: async (shown, before) => {
      toast({ text: t("ignored"), undo: () => { assign.mutate({ gap: shown, person: before.assignee }); } });
      await put(shown);
    },
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
}

/** Hands a gap to somebody, or to nobody: then it is open. */
export function useAssign() {
  const { t } = useTranslation("gaps");
  const put = usePut();
  return useMutation({
    mutationFn: ({ gap, person }: { gap: Gap; person: Person | null }) =>
      data(api.POST("/api/v1/gaps/{gap_id}/assign", { ...at(gap), body: { assigneeId: person?.id ?? null } })),
    onSuccess: async (shown) => {
      toast({ text: shown.assignee ? t("assigned", { name: shown.assignee.name }) : t("opened"), tone: "success" });
      await put(shown);
    },
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
}

/** Looks again for what comes nearest, and suggests an answer anew. */
export function useSuggest() {
  const { t } = useTranslation("gaps");
  const put = usePut();
  return useMutation({
    mutationFn: (gap: Gap) => data(api.POST("/api/v1/gaps/{gap_id}/draft", at(gap))),
    onSuccess: async (shown) => {
      if (!shown.draft) toast({ text: t("draft.none") });
      await put(shown);
    },
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
}
