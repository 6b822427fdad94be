import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Controller, useForm, type UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { useSubmit } from "@/shared/forms/useSubmit";
import { Button, ErrorCallout, Field, TagsInput, NumberInput, RadioGroup, Segmented, Sheet, TextInput, toast } from "@/shared/ui";

import { keys } from "../reading";
import { addSource, patchSource } from "./changing";
import { readable, type Source } from "./reading";
import { bodyOf, DEPTH_MAX, fieldOf, MODES, PAGES_MAX, SCHEDULES, valuesOf, type SourceValues } from "./values";

interface WebsiteSheetProps {
  baseId: string;
  source?: Source;
  onClose: () => void;
}

/** Following a website, or changing how one is followed. */
export function WebsiteSheet({ baseId, source, onClose }: WebsiteSheetProps) {
  const { t } = useTranslation("knowledge");
  const queries = useQueryClient();
  const form = useForm<SourceValues>({ defaultValues: valuesOf(source), mode: "onTouched" });
  const { isDirty, errors } = form.formState;
  const save = useMutation({
    mutationFn: (values: SourceValues) => (source ? patchSource(source, bodyOf(values)) : addSource(baseId, bodyOf(values))),
    onSuccess: async (saved) => {
      toast({ text: t(source ? "websites.saved" : "websites.added", { address: readable(saved.startUrl) }), tone: "success" });
      await queries.invalidateQueries({ queryKey: keys.sources(baseId) });
      onClose();
    },
  });
  const { submit, trouble } = useSubmit(form, fieldOf, save.mutateAsync);
  const modes = MODES.map((mode) => ({ value: mode, label: t(`websites.modes.${mode}`), hint: t(`websites.modeHints.${mode}`) }));
  return (
    <Sheet
      open
      onOpenChange={(open) => { if (!open) onClose(); }}
      title={t(source ? "websites.editTitle" : "websites.addTitle")}
      description={t("websites.what")}
      unsaved={isDirty && !save.isSuccess}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>{t("cancel")}</Button>
          <Button variant="primary" busy={save.isPending} onClick={() => void submit()}>{t(source ? "save" : "websites.follow")}</Button>
        </>
      }
    >
      <form className="space-y-5" noValidate onSubmit={(event) => void submit(event)}>
        {trouble && <ErrorCallout trouble={trouble} />}
        <Field label={t("websites.address")} hint={t("websites.addressHint")} error={errors.startUrl?.message}>
          <TextInput type="url" inputMode="url" autoFocus={!source} maxLength={2048} placeholder={t("websites.addressExample")} {...form.register("startUrl", { validate: (value) => value.trim() !== "" || t("websites.addressNeeded") })} />
        </Field>
        <Field label={t("websites.mode")} error={errors.mode?.message}>
          <Controller control={form.control} name="mode" render={({ field }) => <RadioGroup value={field.value} onChange={field.onChange} options={modes} />} />
        </Field>
        {form.watch("mode") !== "page" && <Bounds form={form} />}
        <Field label={t("websites.schedule")} hint={t("websites.scheduleHint")} error={errors.schedule?.message}>
          <Controller
            control={form.control}
            name="schedule"
            render={({ field }) => (
              <Segmented label={t("websites.schedule")} value={field.value} onChange={field.onChange} options={SCHEDULES.map((each) => ({ value: each, label: t(`websites.schedules.${each}`) }))} />
            )}
          />
        </Field>
        <p className="text-caption text-muted">{t("websites.polite")}</p>
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Sheet>
  );
}

/** How far a crawl goes, and which pages it takes. */
function Bounds({ form }: { form: UseFormReturn<SourceValues> }) {
  const { t } = useTranslation("knowledge");
  const { errors } = form.formState;
  const between = (most: number) => (value: number | null) => (value !== null && Number.isInteger(value) && value >= 1 && value <= most) || t("websites.range", { most });
  return (
    <>
      <div className="flex flex-wrap gap-4">
        <Field label={t("websites.most")} error={errors.pages?.message}>
          <Controller control={form.control} name="pages" rules={{ validate: between(PAGES_MAX) }} render={({ field }) => <NumberInput value={field.value} onChange={field.onChange} onBlur={field.onBlur} min={1} max={PAGES_MAX} />} />
        </Field>
        {form.watch("mode") === "crawl" && (
          <Field label={t("websites.depth")} hint={t("websites.depthHint")} error={errors.depth?.message}>
            <Controller control={form.control} name="depth" rules={{ validate: between(DEPTH_MAX) }} render={({ field }) => <NumberInput value={field.value} onChange={field.onChange} onBlur={field.onBlur} min={1} max={DEPTH_MAX} />} />
          </Field>
        )}
      </div>
      <Patterns form={form} name="include" />
      <Patterns form={form} name="exclude" />
    </>
  );
}

function Patterns({ form, name }: { form: UseFormReturn<SourceValues>; name: "include" | "exclude" }) {
  const { t } = useTranslation("knowledge");
  const error = form.formState.errors[name];
  const message = error?.message ?? (Array.isArray(error) ? error.find(Boolean)?.message : undefined);
  return (
    <Field label={t(`websites.${name}`)} hint={t(`websites.${name}Hint`)} optional error={message}>
      <Controller
        control={form.control}
        name={name}
        render={({ field }) => (
          <TagsInput value={field.value} onChange={field.onChange} max={50} />
        )}
      />
    </Field>
  );
}
