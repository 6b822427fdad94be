/** What can be done with websites. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, data, ifMatch, type Shape } from "@/api";
import { troubleOf } from "@/shared/session/trouble";
import { toast } from "@/shared/ui";

import { keys } from "../reading";
import type { Source } from "./reading";

const ADDRESS = "/api/v1/knowledge-bases/{base_id}/sources/{source_id}" as const;
const at = (source: Source) => ({ path: { base_id: source.baseId, source_id: source.id } });

export function addSource(baseId: string, body: Shape<"WebSourceCreate">): Promise<Source> {
  return data(api.POST("/api/v1/knowledge-bases/{base_id}/sources", { params: { path: { base_id: baseId } }, body }));
}

export function patchSource(source: Source, body: Shape<"WebSourceUpdate">): Promise<Source> {
  const headers = ifMatch(source.revision);
  return data(api.PATCH(ADDRESS, { params: { ...at(source), header: headers as never }, body, headers }));
}

export function removeSource(source: Source, documents: boolean): Promise<unknown> {
  return api.DELETE(ADDRESS, { params: { ...at(source), query: { documents } } });
}

export type Verb = "sync" | "everything" | "stop" | "pause" | "resume";

/** Syncing now, and holding a sync that runs. */
export function useSyncing() {
  const { t } = useTranslation("knowledge");
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ source, verb }: { source: Source; verb: Verb }): Promise<unknown> => {
      const job = { path: { job_id: source.jobId ?? "" } };
      if (verb === "stop") return data(api.POST("/api/v1/jobs/{job_id}/cancel", { params: job }));
      if (verb === "pause" || verb === "resume") {
        return data(api.POST("/api/v1/jobs/{job_id}/pause", { params: { ...job, query: { paused: verb === "pause" } } }));
      }
      return data(api.POST(`${ADDRESS}/sync`, { params: at(source), body: { everything: verb === "everything" } }));
    },
    onSuccess: (_, { verb }) => { if (verb === "sync" || verb === "everything") toast({ text: t("websites.begun"), tone: "success" }); },
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
    onSettled: (_data, _error, { source }) => queries.invalidateQueries({ queryKey: keys.sources(source.baseId) }),
  });
}
