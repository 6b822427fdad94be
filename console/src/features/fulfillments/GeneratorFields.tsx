import { useQuery } from "@tanstack/react-query";
import { LibraryBig, RotateCcw } from "lucide-react";
import { useState } from "react";
import { Controller, type UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { PromptLibrary, promptsQuery } from "@/shared/prompts";
import { useMay } from "@/shared/session";
import { Button, Field, PromptEditor, Switch } from "@/shared/ui";

import { defaultOf, isDefault, typeOf } from "./generator";
import type { FulfillmentValues } from "./reading";

const CHARACTERS = 20_000;
const EVERY = { kind: "stg" } as const;

interface GeneratorFieldsProps {
  form: UseFormReturn<FulfillmentValues>;
  base: { type: string } | undefined;
  disabled: boolean;
}

/** The Search Term Generator: on or off, and its prompt, which follows the type of the base until it is written anew. */
export function GeneratorFields({ form, base, disabled }: GeneratorFieldsProps) {
  const { t, i18n } = useTranslation("fulfillments");
  const mayKeep = useMay("genai.assistants.write");
  const [isOpen, setOpen] = useState(false);
  const { control, watch, setValue, formState: { errors } } = form;
  const library = useQuery(promptsQuery(EVERY)).data ?? [];
  const type = typeOf(base);
  const own = watch("searchTermGeneratorPrompt");
  const isAsItCame = isDefault(library, own);
  const shown = isAsItCame ? defaultOf(library, type) || own : own;
  const put = (text: string) => { setValue("searchTermGeneratorPrompt", text, { shouldDirty: true }); };
  const actions = (
    <span className="flex flex-wrap gap-1">
      {!isAsItCame && <Button size="small" variant="ghost" icon={RotateCcw} disabled={disabled} onClick={() => { put(defaultOf(library, type)); }}>{t("generator.reset")}</Button>}
      <Button size="small" variant="ghost" icon={LibraryBig} disabled={disabled} onClick={() => { setOpen(true); }}>{t("generator.library")}</Button>
    </span>
  );
  return (
    <>
      <Controller
        control={control}
        name="searchTermGenerator"
        render={({ field }) => <Switch label={t("generator.on")} hint={t("generator.hint")} checked={field.value} onChange={field.onChange} disabled={disabled} />}
      />
      {watch("searchTermGenerator") && (
        <Field
          label={t("generator.prompt")} hint={t("generator.promptHint")} action={actions}
          error={errors.searchTermGeneratorPrompt?.message} count={shown.length} max={CHARACTERS}
        >
          <PromptEditor value={shown} onChange={put} placeholders={[]} maxLength={CHARACTERS} maxRows={16} readOnly={disabled} />
        </Field>
      )}
      {isOpen && (
        <PromptLibrary
          shelf={{ kind: "stg", knowledgeType: type }} current={isAsItCame ? "" : own} language={i18n.language} mayKeep={mayKeep}
          onPick={put} onClose={() => { setOpen(false); }}
        />
      )}
    </>
  );
}
