import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { api, data, idempotencyKey, ifMatch } from "@/api";
import { Leaving } from "@/shared/forms/Leaving";
import { useSubmit } from "@/shared/forms/useSubmit";
import { useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { Button, Callout, Card, ErrorCallout, SaveBar, toast } from "@/shared/ui";

import { bodyOf, fieldOf, type Memorized, type MemorizedValues } from "../reading";
import { Fields } from "./Fields";
import { Hits } from "./Hits";
import { Preview } from "./Preview";

interface ResponseFormProps {
  one: Memorized | undefined;
  values: MemorizedValues;
  /** The values come from an answer, so that they are worth saving as they stand. */
  isFromAnswer: boolean;
}

export function ResponseForm({ one, values, isFromAnswer }: ResponseFormProps) {
  const { t } = useTranslation("memorized");
  const form = useForm<MemorizedValues>({ defaultValues: values, mode: "onTouched" });
  const { watch, formState } = form;
  const mayWrite = useMay("genai.memorized.write");
  const save = useSave(one);
  const { submit, trouble, forgive } = useSubmit(form, fieldOf, save.mutateAsync);
  const changes = Object.keys(formState.dirtyFields).length;
  return (
    <>
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,45rem)_minmax(0,1fr)]">
        <form onSubmit={(event) => void submit(event)} noValidate>
          <Card>
            <fieldset disabled={!mayWrite} className="space-y-4">
              {isFromAnswer && <Callout tone="info">{t("fromAnswer")}</Callout>}
              {trouble && <ErrorCallout trouble={trouble} />}
              <Fields form={form} disabled={!mayWrite} isNew={!one} />
              {!one && (
                <div className="flex justify-end pt-2">
                  <Button type="submit" variant="primary" busy={formState.isSubmitting}>{t("create")}</Button>
                </div>
              )}
            </fieldset>
          </Card>
        </form>
        <div className="space-y-6">
          <Preview values={watch()} id={one?.id ?? null} />
          {one && <Hits one={one} />}
        </div>
      </div>
      {one && (
        <SaveBar
          changes={changes}
          saving={formState.isSubmitting}
          saveLabel={t("save")}
          onSave={() => void submit()}
          onDiscard={() => { form.reset(); forgive(); }}
        />
      )}
      <Leaving isDirty={changes > 0 && !formState.isSubmitting && !formState.isSubmitSuccessful} />
    </>
  );
}

/** Creates or changes; a new one opens its own page. */
function useSave(one: Memorized | undefined) {
  const { t } = useTranslation("memorized");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const path = useWorkspacePath();
  const [key] = useState(idempotencyKey);
  return useMutation({
    mutationFn: (values: MemorizedValues) => {
      const body = bodyOf(values);
      if (!one) return data(api.POST("/api/v1/memorized-responses", { body, headers: key }));
      const match = ifMatch(one.revision);
      return data(
        api.PATCH("/api/v1/memorized-responses/{response_id}", { params: { path: { response_id: one.id }, header: match as never }, body, headers: match }),
      );
    },
    onSuccess: async (saved) => {
      queries.setQueryData(["memorized", "one", saved.id], saved);
      await queries.invalidateQueries({ queryKey: ["memorized", "list"] });
      toast({ text: t("saved"), tone: "success" });
      if (!one) void navigate({ to: path(`/genai/memorized/${saved.id}`), search: {}, replace: true, ignoreBlocker: true });
    },
  });
}
