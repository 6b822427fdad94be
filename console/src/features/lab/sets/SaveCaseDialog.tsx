import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data, rowsOf, type Shape } from "@/api";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Checkbox, Combobox, Dialog, ErrorCallout, Field, Loading, Skeleton, TextArea, TextInput, toast } from "@/shared/ui";

import { keys, setsQuery, uploadFile } from "../reading";
import { fileOf, NEW_SET, type CaseWanted } from "./new-case";

type Message = Shape<"MessageRead">;

/** Makes a case of an exchange: the question, and what of its answer is expected from now on. */
export function SaveCaseDialog({ messageId, onClose }: { messageId: string; onClose: () => void }) {
  const { t } = useTranslation("lab");
  const message = useQuery({
    queryKey: ["lab", "message", messageId],
    queryFn: () => data(api.GET("/api/v1/messages/{message_id}", { params: { path: { message_id: messageId } } })),
  });
  if (message.data?.inspection) return <Form message={message.data} onClose={onClose} />;
  return (
    <Dialog open onOpenChange={(open) => { if (!open) onClose(); }} title={t("save.title")} footer={<Button onClick={onClose}>{t("close")}</Button>}>
      {message.error ? <ErrorCallout trouble={troubleOf(message.error)} onRetry={() => void message.refetch()} /> : <Loading><Skeleton lines={4} /></Loading>}
    </Dialog>
  );
}

function Form({ message, onClose }: { message: Message; onClose: () => void }) {
  const { t } = useTranslation("lab");
  const sets = useInfiniteQuery(setsQuery(""));
  const [setId, setSetId] = useState<string | null>(null);
  const [name, setName] = useState("");
  const [answer, setAnswer] = useState(withoutNumbers(message.answer ?? ""));
  const [withChunks, setWithChunks] = useState(true);
  const question = message.inspection?.question ?? "";
  const chunkIds = (message.searchResults?.data ?? []).map((one) => one.document.id).slice(0, 20);
  const save = useSave(onClose);
  const known = sets.data ? rowsOf(sets.data) : [];
  const chosen = setId ?? known[0]?.id ?? NEW_SET;
  const isReady = sets.data !== undefined && (chosen !== NEW_SET || name.trim() !== "");
  const wanted: CaseWanted = { setId: chosen, name: name.trim(), question, expectedAnswer: answer.trim(), expectedChunkIds: withChunks ? chunkIds : [] };
  const footer = (
    <>
      <Button onClick={onClose}>{t("cancel")}</Button>
      <Button variant="primary" type="submit" busy={save.isPending} disabled={!isReady} reason={isReady ? undefined : t("save.nameNeeded")}>{t("save.action")}</Button>
    </>
  );
  return (
    <Dialog open onOpenChange={(open) => { if (!open) onClose(); }} title={t("save.title")} footer={footer} onSubmit={() => { if (isReady) save.mutate(wanted); }}>
      <div className="space-y-4">
        {save.error && <ErrorCallout trouble={troubleOf(save.error)} />}
        <p className="anywhere font-medium">{question}</p>
        <Field label={t("save.set")}>
          <Combobox value={chosen} onChange={(id) => { setSetId(id); }} options={[...known.map((one) => ({ value: one.id, label: one.name })), { value: NEW_SET, label: t("save.newSet") }]} />
        </Field>
        {chosen === NEW_SET && (
          <Field label={t("upload.name")}>
            <TextInput maxLength={255} value={name} onChange={(event) => { setName(event.target.value); }} />
          </Field>
        )}
        <Field label={t("columns.expectedAnswer")} hint={t("save.answerHint")} optional>
          <TextArea minRows={3} maxLength={10_000} value={answer} onChange={(event) => { setAnswer(event.target.value); }} />
        </Field>
        {chunkIds.length > 0 && <Checkbox label={t("save.chunks", { count: chunkIds.length })} hint={chunkIds.join(", ")} checked={withChunks} onChange={setWithChunks} />}
      </div>
    </Dialog>
  );
}

const withoutNumbers = (text: string) => text.replaceAll(/\s*\[\d+\]/g, "");

function useSave(onDone: () => void) {
  const { t } = useTranslation("lab");
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ setId, name, ...body }: CaseWanted) =>
      setId === NEW_SET
        ? uploadFile(fileOf(body, name), name)
        : data(api.POST("/api/v1/lab/test-sets/{set_id}/cases", { params: { path: { set_id: setId } }, body })),
    onSuccess: (set) => {
      toast({ text: t("save.done", { name: set.name }), tone: "success" });
      void queries.invalidateQueries({ queryKey: keys.sets });
      onDone();
    },
  });
}
