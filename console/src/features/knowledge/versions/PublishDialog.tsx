import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data, idempotencyKey } from "@/api";
import { formatDateTime } from "@/shared/format";
import { troubleOf } from "@/shared/session/trouble";
import { Button, DateInput, Dialog, ErrorCallout, Field, RadioGroup, TextArea, toast } from "@/shared/ui";

import { keys, type Base } from "../reading";
import { momentOf, nextHour } from "./reading";

/** Publishing: now or at a time, with a note for the others. */
export function PublishDialog({ base, onClose }: { base: Base; onClose: () => void }) {
  const { t } = useTranslation("knowledge");
  const queries = useQueryClient();
  const [note, setNote] = useState("");
  const [when, setWhen] = useState<"now" | "later">("now");
  const [at, setAt] = useState(() => nextHour(new Date()));
  const [key] = useState(idempotencyKey);
  const isManual = base.publishing === "manual";
  const publish = useMutation({
    mutationFn: () => {
      const publishAt = when === "later" ? momentOf(at) : undefined;
      const body = { note, ...(publishAt ? { publishAt } : {}) };
      return data(api.POST("/api/v1/knowledge-bases/{base_id}/publish", { params: { path: { base_id: base.id } }, body, headers: key }));
    },
    onSuccess: async ({ version, created, publishAt }) => {
      const planned = version === null && publishAt ? t("versions.plannedFor", { time: formatDateTime(publishAt) }) : null;
      toast({ text: planned ?? t(created ? "versions.done" : "versions.same", { number: version?.number ?? base.liveVersion }), tone: "success" });
      await queries.invalidateQueries({ queryKey: keys.base(base.id) });
      onClose();
    },
  });
  const footer = (
    <>
      <Button onClick={onClose}>{t("cancel")}</Button>
      <Button variant="primary" type="submit" busy={publish.isPending} disabled={when === "later" && !momentOf(at)}>
        {t(when === "later" ? "versions.plan" : isManual ? "versions.publish" : "versions.cutNow")}
      </Button>
    </>
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => { if (!open) onClose(); }}
      title={t(isManual ? "versions.publishTitle" : "versions.cutTitle")}
      description={t(isManual ? "versions.publishText" : "versions.cutText")}
      footer={footer}
      onSubmit={() => { publish.mutate(); }}
    >
      {publish.error && <ErrorCallout trouble={troubleOf(publish.error)} />}
      <Field label={t("versions.note")} optional count={note.length} max={500}>
        <TextArea minRows={2} maxLength={500} value={note} onChange={(event) => { setNote(event.target.value); }} />
      </Field>
      {isManual && (
        <RadioGroup
          label={t("versions.when")} value={when} onChange={setWhen}
          options={[{ value: "now", label: t("versions.now") }, { value: "later", label: t("versions.later") }]}
        />
      )}
      {when === "later" && (
        <Field label={t("versions.time")} hint={t("versions.timeHint")}>
          <DateInput withTime value={at} onChange={setAt} />
        </Field>
      )}
    </Dialog>
  );
}
