import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { Controller, useForm, type UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { array, boolean, object, string } from "zod";

import { api, data, idempotencyKey } from "@/api";
import { showErrors } from "@/shared/forms";
import { useMay } from "@/shared/session";
import type { Trouble } from "@/shared/session/trouble";
import { Button, ErrorCallout, Field, TagsInput, Switch, TextArea, TextInput, toast } from "@/shared/ui";

import { keys, type Base, type Chunk } from "../reading";
import { Conflict } from "./Conflict";
import { currentOf, patchChunk, usePutChunk } from "./changing";
import { bodyOf, changesOf, EMPTY, fieldOf, linesOf, objectOf, valuesOf, type ChunkValues } from "./values";

const CONTENT_MAX = 20_000;
const FOOT = "sticky -bottom-4 -mx-6 mt-4 flex items-center justify-end gap-2 border-t border-border bg-raised px-6 py-3";

function useSchema() {
  const { t } = useTranslation("knowledge");
  return object({
    title: string().max(255),
    content: string().max(CONTENT_MAX).refine((text) => text.trim() !== "", t("chunks.contentNeeded")),
    keywords: array(string().max(100, t("chunks.keywordLong"))).max(20),
    questions: string().refine((text) => linesOf(text).length <= 20 && linesOf(text).every((line) => line.length <= 500), t("chunks.questionsLimit")),
    metadata: string().refine((text) => objectOf(text) !== null, t("chunks.metadataWrong")),
    enabled: boolean(),
  });
}

interface ChunkFormProps {
  base: Base;
  chunk?: Chunk;
  documentId?: string;
  onMade?: (chunkId: string) => void;
  /** Told when something is typed that is not saved, and when it is. */
  onDirty?: (isDirty: boolean) => void;
  /** Stands in a card of the document: title and text alone, with a way out. */
  onDone?: () => void;
}

/** What a chunk says, as a form. Saving names the revision that was read; who was slower chooses field by field. */
export function ChunkForm({ base, chunk, documentId, onMade, onDirty, onDone }: ChunkFormProps) {
  const { t } = useTranslation("knowledge");
  const mayWrite = useMay("genai.knowledge.write");
  const [read, setRead] = useState(chunk);
  const was = read ? valuesOf(read) : EMPTY;
  const form = useForm<ChunkValues>({ defaultValues: was, resolver: zodResolver(useSchema()), mode: "onTouched" });
  const [theirs, setTheirs] = useState<Chunk | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const save = useSave(base, chunk, documentId, onMade);
  const takeOver = (saved: Chunk) => { setRead(saved); form.reset(valuesOf(saved)); };
  const send = async (values: ChunkValues, edited: Chunk | undefined) => {
    setTrouble(null);
    try {
      takeOver(await save.mutateAsync({ values, read: edited }));
      setTheirs(null);
      onDone?.();
    } catch (error) {
      const current = currentOf(error);
      if (current) setTheirs(current);
      else setTrouble(showErrors(error, form.setError, fieldOf));
    }
  };
  const submit = form.handleSubmit((values) => send(values, read));
  const changes = Object.keys(changesOf(form.watch(), was)).length;
  const isDirty = changes > 0;
  useEffect(() => { onDirty?.(isDirty); }, [isDirty, onDirty]);
  // A newer reading is taken over while nothing is typed; else saving tells of the conflict.
  const followNewer = useEffectEvent(() => { if (chunk && chunk.revision !== read?.revision && changes === 0) takeOver(chunk); });
  useEffect(() => { followNewer(); }, [chunk?.revision]);
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      {theirs && <Conflict mine={form.getValues()} was={was} theirs={theirs} busy={save.isPending} onApply={(values) => void send(values, theirs)} />}
      {trouble && <ErrorCallout trouble={trouble} />}
      <fieldset disabled={!mayWrite} className="space-y-4">
        <Fields form={form} isNew={!chunk} mayWrite={mayWrite} isShort={onDone !== undefined} />
      </fieldset>
      {mayWrite && !theirs && (
        <div className={onDone ? "mt-3 flex items-center justify-end gap-2" : FOOT}>
          {chunk && <span role="status" className="mr-auto text-dense text-muted">{changes ? t("chunks.changes", { count: changes }) : t("chunks.noChanges")}</span>}
          {onDone && <Button variant="ghost" onClick={onDone}>{t("cancel")}</Button>}
          {chunk && changes > 0 && !onDone && <Button variant="ghost" onClick={() => { form.reset(was); setTrouble(null); }}>{t("discard")}</Button>}
          <Button type="submit" variant="primary" busy={save.isPending} disabled={Boolean(chunk) && changes === 0}>{t(chunk ? "chunks.save" : "chunks.create")}</Button>
        </div>
      )}
    </form>
  );
}

interface FieldsProps {
  form: UseFormReturn<ChunkValues>;
  isNew: boolean;
  mayWrite: boolean;
  isShort: boolean;
}

function Fields({ form, isNew, mayWrite, isShort }: FieldsProps) {
  const { t } = useTranslation("knowledge");
  const { register, watch, formState: { errors } } = form;
  return (
    <>
      <Field label={t("chunks.title")} optional error={errors.title?.message} count={watch("title").length} max={255}>
        <TextInput maxLength={255} {...register("title")} />
      </Field>
      <Field label={t("chunks.content")} error={errors.content?.message} count={watch("content").length} max={CONTENT_MAX}>
        <TextArea minRows={8} maxRows={18} {...register("content")} />
      </Field>
      {!isShort && <MoreFields form={form} isNew={isNew} mayWrite={mayWrite} />}
    </>
  );
}

function MoreFields({ form, isNew, mayWrite }: Omit<FieldsProps, "isShort">) {
  const { t } = useTranslation("knowledge");
  const { register, control, formState: { errors } } = form;
  return (
    <>
      <Field label={t("chunks.keywords")} hint={t("chunks.keywordsHint")} optional error={errors.keywords?.message}>
        <Controller
          control={control}
          name="keywords"
          render={({ field }) => (
            <TagsInput
              value={field.value}
              onChange={field.onChange}
              max={20}
              disabled={!mayWrite}
            />
          )}
        />
      </Field>
      <Field label={t("chunks.questions")} hint={t("chunks.questionsHint")} optional error={errors.questions?.message}>
        <TextArea minRows={2} {...register("questions")} />
      </Field>
      <Field label={t("chunks.metadata")} hint={t("chunks.metadataHint")} optional error={errors.metadata?.message}>
        <TextArea mono minRows={2} spellCheck={false} {...register("metadata")} />
      </Field>
      {!isNew && (
        <Controller
          control={control}
          name="enabled"
          render={({ field }) => <Switch label={t("chunks.enabled")} hint={t("chunks.enabledHint")} checked={field.value} onChange={field.onChange} disabled={!mayWrite} />}
        />
      )}
    </>
  );
}

function useSave(base: Base, chunk: Chunk | undefined, documentId: string | undefined, onMade: ((id: string) => void) | undefined) {
  const { t } = useTranslation("knowledge");
  const queries = useQueryClient();
  const put = usePutChunk(base.id);
  const [key] = useState(idempotencyKey);
  return useMutation({
    mutationFn: ({ values, read }: { values: ChunkValues; read: Chunk | undefined }) => {
      if (read) {
        const changes = changesOf(values, valuesOf(read));
        return Object.keys(changes).length ? patchChunk(base.id, read, changes) : Promise.resolve(read);
      }
      const body = { ...bodyOf(values), ...(documentId ? { documentId } : {}) };
      return data(api.POST("/api/v1/knowledge-bases/{base_id}/chunks", { params: { path: { base_id: base.id } }, body, headers: key }));
    },
    onSuccess: (saved) => {
      put(saved);
      toast({ text: t(chunk ? "chunks.saved" : "chunks.made", { id: saved.chunkId }), tone: "success" });
      if (!chunk) {
        void queries.invalidateQueries({ queryKey: keys.base(base.id) });
        onMade?.(saved.chunkId);
      }
    },
  });
}
