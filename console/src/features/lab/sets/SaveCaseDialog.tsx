import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data, rowsOf, type Shape } from "@/api";
import { useWorkspacePath } from "@/shared/routing";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Checkbox, Combobox, Dialog, ErrorCallout, Field, Loading, Skeleton, TextArea, TextInput, toast } from "@/shared/ui";

import { keys, setsQuery } from "../reading";

type Message = Shape<"MessageRead">;
type Body = Shape<"CasesOfMessages">;

const NEW_SET = "new";

interface SaveCaseDialogProps {
  messageIds: string[];
  onClose: () => void;
}

/** Makes cases of exchanges: the questions, and what of their answers is expected from now on. */
export function SaveCaseDialog({ messageIds, onClose }: SaveCaseDialogProps) {
  const [only] = messageIds;
  return messageIds.length === 1 && only !== undefined ? <One messageId={only} onClose={onClose} /> : <Several messageIds={messageIds} onClose={onClose} />;
}

function One({ messageId, onClose }: { messageId: string; onClose: () => void }) {
  const { t } = useTranslation("lab");
  const message = useQuery({
    queryKey: ["lab", "message", messageId],
    queryFn: () => data(api.GET("/api/v1/messages/{message_id}", { params: { path: { message_id: messageId } } })),
  });
  if (message.data?.inspection) return <OneForm message={message.data} onClose={onClose} />;
  return (
    <Dialog open onOpenChange={(open) => { if (!open) onClose(); }} title={t("save.title")} footer={<Button onClick={onClose}>{t("close")}</Button>}>
      {message.error ? <ErrorCallout trouble={troubleOf(message.error)} onRetry={() => void message.refetch()} /> : <Loading><Skeleton lines={4} /></Loading>}
    </Dialog>
  );
}

function OneForm({ message, onClose }: { message: Message; onClose: () => void }) {
  const { t } = useTranslation("lab");
  const { messageId, inspection, searchResults } = message;
  const [answer, setAnswer] = useState(withoutNumbers(message.answer ?? ""));
  const [withChunks, setWithChunks] = useState(true);
  const chunkIds = (searchResults?.data ?? []).map((one) => one.document.id).slice(0, 20);
  return (
    <Frame onClose={onClose} title={t("save.title")} wanted={{ messages: [{ messageId, expectedAnswer: answer.trim() }], expectChunks: withChunks }}>
      <p className="anywhere font-medium">{inspection?.question}</p>
      <Field label={t("columns.expectedAnswer")} hint={t("save.answerHint")} optional>
        <TextArea minRows={3} maxLength={10_000} value={answer} onChange={(event) => { setAnswer(event.target.value); }} />
      </Field>
      {chunkIds.length > 0 && <Checkbox label={t("save.chunks", { count: chunkIds.length })} hint={chunkIds.join(", ")} checked={withChunks} onChange={setWithChunks} />}
    </Frame>
  );
}

function Several({ messageIds, onClose }: SaveCaseDialogProps) {
  const { t } = useTranslation("lab");
  const [expectAnswers, setAnswers] = useState(true);
  const [expectChunks, setChunks] = useState(true);
  const messages = messageIds.map((messageId) => ({ messageId }));
  return (
    <Frame onClose={onClose} title={t("save.severalTitle", { count: messageIds.length })} wanted={{ messages, expectAnswers, expectChunks }}>
      <p className="text-muted">{t("save.severalText")}</p>
      <Checkbox label={t("save.expectAnswers")} hint={t("save.expectAnswersHint")} checked={expectAnswers} onChange={setAnswers} />
      <Checkbox label={t("save.expectChunks")} hint={t("save.expectChunksHint")} checked={expectChunks} onChange={setChunks} />
    </Frame>
  );
}

interface FrameProps {
  title: string;
  wanted: Pick<Body, "messages"> & Partial<Body>;
  onClose: () => void;
  children: React.ReactNode;
}

/** The dialog with the choice of a set, or the name of a new one. */
function Frame({ title, wanted, onClose, children }: FrameProps) {
  const { t } = useTranslation("lab");
  const sets = useInfiniteQuery(setsQuery(""));
  const [setId, setSetId] = useState<string | null>(null);
  const [name, setName] = useState("");
  const save = useSave(onClose);
  const known = sets.data ? rowsOf(sets.data) : [];
  const chosen = setId ?? known[0]?.id ?? NEW_SET;
  const isReady = sets.data !== undefined && (chosen !== NEW_SET || name.trim() !== "");
  const body = { ...wanted, ...(chosen === NEW_SET ? { name: name.trim() } : { testSetId: chosen }) };
  const footer = (
    <>
      <Button onClick={onClose}>{t("cancel")}</Button>
      <Button variant="primary" type="submit" busy={save.isPending} disabled={!isReady} reason={isReady ? undefined : t("save.nameNeeded")}>{t("save.action")}</Button>
    </>
  );
  return (
    <Dialog open onOpenChange={(open) => { if (!open) onClose(); }} title={title} footer={footer} onSubmit={() => { if (isReady) save.mutate(body as Body); }}>
      <div className="space-y-4">
        {save.error && <ErrorCallout trouble={troubleOf(save.error)} />}
        <Field label={t("save.set")}>
          <Combobox value={chosen} onChange={(id) => { setSetId(id); }} options={[...known.map((one) => ({ value: one.id, label: one.name })), { value: NEW_SET, label: t("save.newSet") }]} />
        </Field>
        {chosen === NEW_SET && (
          <Field label={t("upload.name")}>
            <TextInput maxLength={255} value={name} onChange={(event) => { setName(event.target.value); }} />
          </Field>
        )}
        {children}
      </div>
    </Dialog>
  );
}

const withoutNumbers = (text: string) => text.replaceAll(/\s*\[\d+\]/g, "");

function useSave(onDone: () => void) {
  const { t } = useTranslation("lab");
  const path = useWorkspacePath();
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => data(api.POST("/api/v1/lab/cases", { body })),
    onSuccess: (set, { messages }) => {
      const show = { label: t("save.show"), onSelect: () => void navigate({ to: path(`/genai/lab/sets/${set.id}`) }) };
      toast({ text: t("save.done", { count: messages.length, name: set.name }), tone: "success", action: show });
      void queries.invalidateQueries({ queryKey: keys.sets });
      onDone();
    },
  });
}
