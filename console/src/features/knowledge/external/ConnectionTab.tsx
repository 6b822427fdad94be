import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { api, data, ifMatch } from "@/api";
import { Leaving } from "@/shared/forms/Leaving";
import { useSubmit } from "@/shared/forms/useSubmit";
import { useMay } from "@/shared/session";
import { Card, ErrorCallout, SaveBar, toast } from "@/shared/ui";

import { keys, type Base } from "../reading";
import { useBase } from "../useBase";
import { EndpointFields } from "./EndpointFields";
import { TestConnection } from "./TestConnection";
import { bodyOf, endpointOf, fieldOf, type EndpointValues } from "./values";

/** How an external base is asked, and a try of it. */
export default function ConnectionTab() {
  const base = useBase();
  return (
    <div className="grid max-w-page flex-1 content-start items-start gap-6 p-4 lg:p-6 xl:grid-cols-2">
      <EndpointForm key={`${base.id}:${String(base.revision)}`} base={base} />
      <TestConnection base={base} />
    </div>
  );
}

function EndpointForm({ base }: { base: Base }) {
  const { t } = useTranslation("knowledge");
  const mayWrite = useMay("genai.knowledge.write");
  const queries = useQueryClient();
  const form = useForm<EndpointValues>({ defaultValues: endpointOf(base), mode: "onTouched" });
  const save = useMutation({
    mutationFn: (values: EndpointValues) =>
      data(
        api.PATCH("/api/v1/knowledge-bases/{base_id}", {
          params: { path: { base_id: base.id }, header: ifMatch(base.revision) as never }, body: bodyOf(values, base), headers: ifMatch(base.revision),
        }),
      ),
    onSuccess: (saved) => {
      queries.setQueryData(keys.base(base.id), saved);
      void queries.invalidateQueries({ queryKey: keys.lists });
      toast({ text: t("settings.saved"), tone: "success" });
    },
  });
  const { submit, trouble, forgive } = useSubmit(form, fieldOf, save.mutateAsync);
  const changes = Object.keys(form.formState.dirtyFields).length;
  return (
    <form className="min-w-0 space-y-6" noValidate onSubmit={(event) => void submit(event)}>
      {trouble && <ErrorCallout trouble={trouble} />}
      <Card title={t("external.title")} description={t("external.text")}>
        <fieldset disabled={!mayWrite} className="min-w-0"><EndpointFields form={form} base={base} disabled={!mayWrite} /></fieldset>
      </Card>
      <SaveBar
        changes={mayWrite ? changes : 0}
        saving={save.isPending}
        saveLabel={t("save")}
        onSave={() => void submit()}
        onDiscard={() => { form.reset(); forgive(); }}
      />
      <Leaving isDirty={changes > 0 && !save.isPending && !save.isSuccess} />
    </form>
  );
}
