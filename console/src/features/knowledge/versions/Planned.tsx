import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CalendarClock } from "lucide-react";
import { useTranslation } from "react-i18next";

import { api } from "@/api";
import { formatDateTime } from "@/shared/format";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Card, toast } from "@/shared/ui";

import { keys, type Base } from "../reading";

/** When the head will be published, and the way to call it off. */
export function Planned({ base, at, note, by }: { base: Base; at: string; note: string; by: string }) {
  const { t } = useTranslation("knowledge");
  const queries = useQueryClient();
  const mayWrite = useMay("genai.knowledge.write");
  const callOff = useMutation({
    mutationFn: () => api.DELETE("/api/v1/knowledge-bases/{base_id}/publish", { params: { path: { base_id: base.id } } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.base(base.id) }),
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
  return (
    <Card title={t("versions.planned")} actions={mayWrite && <Button size="small" busy={callOff.isPending} onClick={() => { callOff.mutate(); }}>{t("versions.callOff")}</Button>}>
      <p className="flex items-start gap-2">
        <CalendarClock size={16} strokeWidth={1.75} aria-hidden className="mt-0.5 shrink-0 text-muted" />
        <span className="anywhere">{t("versions.plannedBy", { time: formatDateTime(at), name: by })}{note && <span className="block text-muted">{note}</span>}</span>
      </p>
    </Card>
  );
}
