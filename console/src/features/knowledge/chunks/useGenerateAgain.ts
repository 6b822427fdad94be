import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api";
import { troubleOf } from "@/shared/session/trouble";
import { toast } from "@/shared/ui";

import type { Base } from "../reading";

/** Has titles, keywords and questions of chunks generated anew; they appear as they come. */
export function useGenerateAgain(base: Base) {
  const { t } = useTranslation("knowledge");
  return useMutation({
    mutationFn: (chunkIds: string[]) =>
      data(api.POST("/api/v1/knowledge-bases/{base_id}/chunks/generate", { params: { path: { base_id: base.id } }, body: { chunkIds } })),
    onSuccess: () => { toast({ text: t("chunks.generating"), tone: "success" }); },
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
}
