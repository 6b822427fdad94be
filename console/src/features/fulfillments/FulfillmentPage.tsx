import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { Controller, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { api, data, idempotencyKey, ifMatch } from "@/api";
import { Leaving } from "@/shared/forms/Leaving";
import { useSubmit } from "@/shared/forms/useSubmit";
import { useDocumentTitle, useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import {
  Button, Card, Combobox, ErrorCallout, ErrorState, Field, Loading, TagsInput, PageHeader, SaveBar, Skeleton, TextArea, TextInput,
  toast,
} from "@/shared/ui";

import { GeneratorFields } from "./GeneratorFields";
import { basesQuery, EMPTY, fieldOf, oneQuery, valuesOf, type Fulfillment, type FulfillmentValues } from "./reading";
import { Trial } from "./Trial";

const ToolForm = lazy(() => import("./tools/ToolForm"));

export default function FulfillmentPage() {
  const { t } = useTranslation("fulfillments");
  const path = useWorkspacePath();
  const { id = "" } = useParams({ strict: false });
  const isNew = id === "new";
  const one = useQuery({ ...oneQuery(id), enabled: !isNew });
  const mayWrite = useMay("genai.fulfillments.write");
  const title = isNew ? t("add") : (one.data?.name ?? "");
  useDocumentTitle(title, t("title"));
  return (
    <>
      <PageHeader
        title={title}
        crumbs={[{ label: t("title"), to: path("/genai/fulfillments") }]}
        {...(mayWrite ? {} : { lock: t("lock") })}
      />
      {one.error ? (
        <ErrorState title={t("unread")} trouble={troubleOf(one.error)} onRetry={() => void one.refetch()} />
      ) : isNew || one.data ? (
        <div className="max-w-page p-4 lg:p-6">
          <Form key={isNew ? "new" : `${id}:${String(one.data?.revision)}`} one={one.data} />
        </div>
      ) : (
        <div className="max-w-form p-4 lg:p-6"><Loading><Skeleton lines={6} /></Loading></div>
      )}
    </>
  );
}

/** The form of the kind: that of the fulfillment, or for a new one that of the address. */
function Form({ one }: { one: Fulfillment | undefined }) {
  const { kind = "search" } = useSearch({ strict: false }) as { kind?: string };
  const wanted = one?.kind ?? kind;
  if (wanted !== "action" && wanted !== "mcp") return <FulfillmentForm one={one} />;
  return <Suspense fallback={<Loading><Skeleton lines={6} /></Loading>}><ToolForm kind={wanted} one={one} /></Suspense>;
}

function FulfillmentForm({ one }: { one: Fulfillment | undefined }) {
  const { t } = useTranslation("fulfillments");
  const form = useForm<FulfillmentValues>({ defaultValues: one ? valuesOf(one) : EMPTY, mode: "onTouched" });
  const { register, control, watch, formState } = form;
  const bases = useQuery(basesQuery);
  const base = bases.data?.find((known) => known.id === watch("knowledgeBaseId"));
  const mayWrite = useMay("genai.fulfillments.write");
  const save = useSave(one);
  const { submit, trouble, forgive } = useSubmit(form, fieldOf, save.mutateAsync);
  const changes = Object.keys(formState.dirtyFields).length;
  const { errors } = formState;
  return (
    <>
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,45rem)_minmax(0,1fr)]">
        <form onSubmit={(event) => void submit(event)} noValidate>
          <Card>
            <fieldset disabled={!mayWrite} className="space-y-4">
              {trouble && <ErrorCallout trouble={trouble} />}
              <Field label={t("name")} error={errors.name?.message} count={watch("name").length} max={255}>
                <TextInput autoFocus={!one} maxLength={255} {...register("name", { validate: (value) => value.trim() !== "" || t("nameNeeded") })} />
              </Field>
              <Field label={t("description")} hint={t("descriptionHint")} optional error={errors.description?.message} count={watch("description").length} max={500}>
                <TextArea minRows={2} maxLength={500} {...register("description")} />
              </Field>
              <Field label={t("target")} hint={t("targetHint")} error={errors.knowledgeBaseId?.message}>
                <Controller
                  control={control}
                  name="knowledgeBaseId"
                  render={({ field }) => (
                    <Combobox
                      value={field.value}
                      onChange={field.onChange}
                      onBlur={field.onBlur}
                      clearable
                      disabled={!mayWrite}
                      loading={bases.isPending}
                      placeholder={t("choose")}
                      empty={t("noBases")}
                      options={(bases.data ?? []).map((base) => ({
                        value: base.id, label: base.name,
                        hint: base.type === "external" ? t("asks") : t("holds", { documents: base.counts.documents, chunks: base.counts.chunks }),
                      }))}
                    />
                  )}
                />
              </Field>
              {base?.type !== "external" && (
                <Field label={t("labels")} hint={t("labelsHint")} optional error={errors.labels?.message}>
                  <Controller
                    control={control}
                    name="labels"
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
              )}
              <GeneratorFields form={form} base={base} disabled={!mayWrite} />
              {!one && (
                <div className="flex justify-end pt-2">
                  <Button type="submit" variant="primary" busy={formState.isSubmitting}>{t("create")}</Button>
                </div>
              )}
            </fieldset>
          </Card>
        </form>
        <Trial baseId={watch("knowledgeBaseId")} labels={watch("labels")} isGenerating={watch("searchTermGenerator")} prompt={watch("searchTermGeneratorPrompt")} />
      </div>
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
    </>
  );
}

/** Creates or changes; a new one opens its own page. */
function useSave(one: Fulfillment | undefined) {
  const { t } = useTranslation("fulfillments");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const path = useWorkspacePath();
  return useMutation({
    mutationFn: (body: FulfillmentValues) =>
      one
        ? data(
            api.PATCH("/api/v1/fulfillments/{fulfillment_id}", {
              params: { path: { fulfillment_id: one.id }, header: ifMatch(one.revision) as never }, body, headers: ifMatch(one.revision),
            }),
          )
        : data(api.POST("/api/v1/fulfillments", { body, headers: idempotencyKey() })),
    onSuccess: async (saved) => {
      queries.setQueryData(["fulfillments", "one", saved.id], saved);
      await queries.invalidateQueries({ queryKey: ["fulfillments", "list"] });
      toast({ text: t("saved", { name: saved.name }), tone: "success" });
      if (!one) void navigate({ to: path(`/genai/fulfillments/${saved.id}`), replace: true, ignoreBlocker: true });
    },
  });
}
