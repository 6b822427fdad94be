import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data, idempotencyKey } from "@/api";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Dialog, ErrorCallout, IconButton, Loading, RadioGroup, Skeleton, TextInput, toast } from "@/shared/ui";

import { promptsQuery, type Prompt, type Shelf } from "./reading";

interface PromptLibraryProps {
  shelf: Shelf;
  /** The text as it stands, which can be kept in the library. */
  current: string;
  /** The language that a kept text is marked with. */
  language: string;
  mayKeep: boolean;
  onPick: (body: string) => void;
  onClose: () => void;
}

/** Prompts to begin with; the picked one takes the place of the text. One's own are kept here too. */
export function PromptLibrary({ shelf, current, language, mayKeep, onPick, onClose }: PromptLibraryProps) {
  const { t } = useTranslation("common");
  const [chosen, setChosen] = useState<string | null>(null);
  const library = useQuery(promptsQuery(shelf));
  const picked = library.data?.find((one) => one.id === chosen);
  const footer = (
    <>
      <Button onClick={onClose}>{t("library.cancel")}</Button>
      <Button variant="primary" type="submit" disabled={!picked}>{t("library.use")}</Button>
    </>
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => { if (!open) onClose(); }}
      title={t("library.title")}
      description={t("library.text")}
      size="large"
      footer={footer}
      onSubmit={(event) => { event.preventDefault(); if (picked) { onPick(picked.body); onClose(); } }}
    >
      {library.error ? (
        <ErrorCallout trouble={troubleOf(library.error)} onRetry={() => void library.refetch()} />
      ) : !library.data ? (
        <Loading><Skeleton lines={6} /></Loading>
      ) : (
        <div className="space-y-4">
          <div className="grid gap-4 md:grid-cols-[16rem_minmax(0,1fr)]">
            <div className="max-h-96 overflow-y-auto">
              <RadioGroup
                label={t("library.title")}
                value={chosen}
                onChange={setChosen}
                options={library.data.map((one) => ({ value: one.id, label: one.name, hint: hintOf(one, t) }))}
              />
            </div>
            <Preview key={picked?.id ?? "none"} prompt={picked} mayDelete={mayKeep} onDeleted={() => { setChosen(null); }} />
          </div>
          {mayKeep && current.trim() !== "" && <Keeping shelf={shelf} body={current} language={language} onKept={setChosen} />}
        </div>
      )}
    </Dialog>
  );
}

function hintOf(prompt: Prompt, t: (key: string, values?: Record<string, string>) => string): string {
  const language = t(`library.languages.${prompt.language}`, { defaultValue: prompt.language });
  return prompt.builtIn ? language : t("library.own", { language });
}

interface PreviewProps {
  prompt: Prompt | undefined;
  mayDelete: boolean;
  onDeleted: () => void;
}

function Preview({ prompt, mayDelete, onDeleted }: PreviewProps) {
  const { t } = useTranslation("common");
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: (id: string) => api.DELETE("/api/v1/prompt-templates/{template_id}", { params: { path: { template_id: id } } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["prompts"] });
      onDeleted();
    },
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
  const isOwn = prompt !== undefined && !prompt.builtIn;
  return (
    <div className="relative min-w-0">
      <pre lang={prompt?.language} className="max-h-96 min-h-40 overflow-y-auto rounded-card border border-border bg-sunken p-3 pr-12 font-mono text-mono whitespace-pre-wrap anywhere">
        {prompt?.body ?? t("library.choose")}
      </pre>
      {isOwn && mayDelete && (
        <div className="absolute top-2 right-2">
          <IconButton icon={Trash2} size="small" variant="ghost" label={t("library.delete", { name: prompt.name })} busy={remove.isPending} onClick={() => { remove.mutate(prompt.id); }} />
        </div>
      )}
    </div>
  );
}

interface KeepingProps {
  shelf: Shelf;
  body: string;
  language: string;
  onKept: (id: string) => void;
}

/** Keeps the text as it stands under a name. */
function Keeping({ shelf, body, language, onKept }: KeepingProps) {
  const { t } = useTranslation("common");
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const keep = useMutation({
    mutationFn: (called: string) =>
      data(api.POST("/api/v1/prompt-templates", { body: { ...shelf, name: called, language, body }, headers: idempotencyKey() })),
    onSuccess: async (kept) => {
      setName("");
      await queries.invalidateQueries({ queryKey: ["prompts"] });
      onKept(kept.id);
      toast({ text: t("library.kept", { name: kept.name }), tone: "success" });
    },
  });
  const send = () => { if (name.trim()) keep.mutate(name.trim()); };
  return (
    <div className="space-y-2 border-t border-border pt-4">
      <div className="flex flex-wrap gap-2">
        <div className="min-w-0 flex-1 basis-56">
          <TextInput
            aria-label={t("library.keepAs")} placeholder={t("library.keepAs")} maxLength={255} value={name}
            onChange={(event) => { setName(event.target.value); }}
            onKeyDown={(event) => { if (event.key === "Enter") { event.preventDefault(); send(); } }}
          />
        </div>
        <Button busy={keep.isPending} disabled={!name.trim()} onClick={send}>{t("library.keep")}</Button>
      </div>
      {keep.error && <ErrorCallout trouble={troubleOf(keep.error)} />}
    </div>
  );
}
