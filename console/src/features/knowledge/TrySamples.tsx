import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useWorkspacePath } from "@/shared/routing";
import { addSamples, makeSampleBase } from "@/shared/samples";
import { troubleOf } from "@/shared/session/trouble";
import { Button, toast } from "@/shared/ui";

/** Puts the sample documents into this base, or into a new one, and shows them. */
export function TrySamples({ baseId }: { baseId?: string }) {
  const { t } = useTranslation("knowledge");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const path = useWorkspacePath();
  const add = useMutation({
    mutationFn: async () => {
      if (!baseId) return (await makeSampleBase(t("samples.base"))).id;
      await addSamples(baseId);
      return baseId;
    },
    onSuccess: async (id) => {
      await queries.invalidateQueries({ queryKey: ["knowledge"] });
      if (id !== baseId) void navigate({ to: path(`/genai/knowledge/${id}/documents`) });
    },
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
  return <Button variant="ghost" busy={add.isPending} onClick={() => { add.mutate(); }}>{t("samples.try")}</Button>;
}
