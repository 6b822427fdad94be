import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, ApiError, data, type Shape } from "@/api";
import { useWorkspacePath } from "@/shared/routing";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Callout, Dialog, ErrorCallout, Field, Loading, Skeleton, TextArea, toast } from "@/shared/ui";

import { diffQuery, type Assistant } from "../reading";
import { Differences } from "../versions/Differences";
import { GateRefusal, PUBLISH_BLOCKED } from "./GateRefusal";

const NOTE_MAX = 500;
const UNDO_MS = 30_000;

export type PublishWanted = Omit<Shape<"PublishRequest">, "note">;

interface PublishDialogProps {
  one: Assistant;
  onClose: () => void;
}

/** What will change for callers, a note, and the button that does it. */
export function PublishDialog({ one, onClose }: PublishDialogProps) {
  const { t } = useTranslation("assistants");
  const [note, setNote] = useState("");
  const isFirst = one.liveVersion === null;
  const diff = useQuery({ ...diffQuery(one.id, "live", "draft"), enabled: !isFirst });
  const publish = usePublish(one, onClose);
  const footer = (
    <>
      <Button onClick={onClose}>{t("cancel")}</Button>
      <Button variant="primary" type="submit" busy={publish.isPending}>{t("publish.action")}</Button>
    </>
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => { if (!open) onClose(); }}
      title={isFirst ? t("publish.first") : t("publish.title", { version: (one.liveVersion ?? 0) + 1 })}
      description={t("publish.text")}
      size="large"
      footer={footer}
      onSubmit={() => { publish.mutate({ note }); }}
    >
      <div className="space-y-4">
        {publish.error && (
          publish.error instanceof ApiError && publish.error.code === PUBLISH_BLOCKED
            ? <GateRefusal error={publish.error} busy={publish.isPending} onPublish={(wanted) => { publish.mutate({ note, ...wanted }); }} />
            : <ErrorCallout trouble={troubleOf(publish.error)} />
        )}
        {one.warnings.map((warning) => <Callout key={warning["code"]} tone="warning">{warning["message"]}</Callout>)}
        {isFirst ? null : diff.error ? (
          <ErrorCallout trouble={troubleOf(diff.error)} onRetry={() => void diff.refetch()} />
        ) : diff.data ? (
          <Differences diff={diff.data} />
        ) : (
          <Loading><Skeleton lines={3} /></Loading>
        )}
        <Field label={t("publish.note")} optional count={note.length} max={NOTE_MAX}>
          <TextArea minRows={2} maxLength={NOTE_MAX} value={note} onChange={(event) => { setNote(event.target.value); }} />
        </Field>
      </div>
    </Dialog>
  );
}

/** Publishes; for half a minute a toast takes it back by publishing the version before. */
function usePublish(one: Assistant, onDone: () => void) {
  const { t } = useTranslation("assistants");
  const path = useWorkspacePath();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const reread = () => queries.invalidateQueries({ queryKey: ["assistants"] });
  const undo = async (before: number) => {
    const params = { path: { assistant_id: one.id, number: before } };
    await api.POST("/api/v1/assistants/{assistant_id}/versions/{number}/restore", { params, body: { publish: true } });
    await reread();
    toast({ text: t("publish.undone", { version: before }) });
  };
  return useMutation({
    mutationFn: (body: PublishWanted & { note: string }) =>
      data(api.POST("/api/v1/assistants/{assistant_id}/publish", { params: { path: { assistant_id: one.id } }, body })),
    onSuccess: async (reply) => {
      if ("labRunId" in reply) {
        toast({ text: t("gate.started"), tone: "info", action: { label: t("gate.showRun"), onSelect: () => void navigate({ to: path(`/genai/lab/runs/${reply.labRunId}`) }) } });
        onDone();
        return;
      }
      await reread();
      const before = one.liveVersion;
      toast({
        text: t("publish.done", { version: reply.version.number }),
        tone: "success",
        duration: UNDO_MS,
        ...(before === null ? {} : { undo: () => void undo(before) }),
      });
      onDone();
    },
  });
}
