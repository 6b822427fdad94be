import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { FormProvider, useForm, useFormContext } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { api, data, idempotencyKey, ifMatch } from "@/api";
import { Leaving } from "@/shared/forms/Leaving";
import { useSubmit } from "@/shared/forms/useSubmit";
import { useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { Button, Card, ErrorCallout, Field, SaveBar, TextArea, TextInput, toast } from "@/shared/ui";

import type { Fulfillment } from "../reading";
import { ActionFields } from "./ActionFields";
import { CallLog } from "./CallLog";
import { DryRun } from "./DryRun";
import { McpFields } from "./McpFields";
import { bodyOf, EMPTY_TOOL, schemaOf, toolFieldOf, toolValuesOf, type Kind, type ToolValues } from "./values";

/** Makes or changes an action or an MCP server; beside it what a call would send, below it what was called. */
export default function ToolForm({ kind, one }: { kind: Kind; one: Fulfillment | undefined }) {
  const { t } = useTranslation("fulfillments");
  const form = useForm<ToolValues>({ defaultValues: one ? toolValuesOf(one) : EMPTY_TOOL, mode: "onTouched" });
  const mayWrite = useMay("genai.fulfillments.write");
  const save = useSave(kind, one);
  const { formState, setError } = form;
  const { submit, trouble, forgive } = useSubmit(form, toolFieldOf, async (values) => {
    if (schemaOf(values) === null) {
      setError("schema", { type: "schema", message: t("tool.noSchema") }, { shouldFocus: true });
      return;
    }
    await save.mutateAsync(values);
  });
  const changes = Object.keys(formState.dirtyFields).length;
  return (
    <FormProvider {...form}>
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,45rem)_minmax(0,1fr)]">
        <form onSubmit={(event) => void submit(event)} noValidate>
          <Card>
            <fieldset disabled={!mayWrite} className="space-y-5">
              {trouble && <ErrorCallout trouble={trouble} />}
              <Naming kind={kind} isNew={!one} />
              {kind === "action" ? <ActionFields disabled={!mayWrite} /> : <McpFields one={one} disabled={!mayWrite} isDirty={changes > 0} />}
              {!one && (
                <div className="flex justify-end pt-2">
                  <Button type="submit" variant="primary" busy={formState.isSubmitting}>{t("create")}</Button>
                </div>
              )}
            </fieldset>
          </Card>
        </form>
        {one && <DryRun one={one} />}
      </div>
      {one && <div className="mt-6"><CallLog one={one} /></div>}
      {one && (
        <SaveBar
          changes={changes}
          saving={formState.isSubmitting}
          saveLabel={one.usedBy ? t("saveLive", { count: one.usedBy }) : t("save")}
          onSave={() => void submit()}
          onDiscard={() => { form.reset(); forgive(); }}
        />
      )}
      <Leaving isDirty={changes > 0 && !formState.isSubmitting && !formState.isSubmitSuccessful} />
    </FormProvider>
  );

}

function Naming({ kind, isNew }: { kind: Kind; isNew: boolean }) {
  const { t } = useTranslation("fulfillments");
  const { register, watch, formState } = useFormContext<ToolValues>();
  const { errors } = formState;
  return (
    <>
      <Field label={t("name")} hint={t(`tool.nameHint.${kind}`)} error={errors.name?.message} count={watch("name").length} max={255}>
        <TextInput autoFocus={isNew} maxLength={255} {...register("name", { validate: (value) => value.trim() !== "" || t("nameNeeded") })} />
      </Field>
      <Field label={t("description")} hint={t(`tool.descriptionHint.${kind}`)} optional error={errors.description?.message} count={watch("description").length} max={500}>
        <TextArea minRows={2} maxLength={500} {...register("description")} />
      </Field>
    </>
  );
}

/** Creates or changes; a new one opens its own page. */
function useSave(kind: Kind, one: Fulfillment | undefined) {
  const { t } = useTranslation("fulfillments");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const path = useWorkspacePath();
  return useMutation({
    mutationFn: (values: ToolValues) => {
      const body = bodyOf(kind, values) as never;
      if (!one) return data(api.POST("/api/v1/fulfillments", { body: { kind, ...(body as object) } as never, headers: idempotencyKey() }));
      const params = { path: { fulfillment_id: one.id }, header: ifMatch(one.revision) as never };
      return data(api.PATCH("/api/v1/fulfillments/{fulfillment_id}", { params, body, headers: ifMatch(one.revision) }));
    },
    onSuccess: async (saved) => {
      queries.setQueryData(["fulfillments", "one", saved.id], saved);
      await queries.invalidateQueries({ queryKey: ["fulfillments", "list"] });
      toast({ text: t("saved", { name: saved.name }), tone: "success" });
      if (!one) void navigate({ to: path(`/genai/fulfillments/${saved.id}`), replace: true, ignoreBlocker: true });
    },
  });
}
