import { useQuery } from "@tanstack/react-query";
import { LibraryBig } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { formatNumber } from "@/shared/format";
import { PromptLibrary } from "@/shared/prompts";
import { Button, Callout, PromptEditor, Segmented, Slider, TextArea, TextInput } from "@/shared/ui";

import { connectionsQuery } from "../reading";
import { useDraft } from "./draft";
import { ChoiceField, DraftField, FormSection, NumberField } from "./parts";
import { countTokens } from "./tokens";

const STYLES = { precise: 0.2, creative: 0.8 } as const;
const CONTEXT = "<CONTEXT>";

/** Section 1: who the assistant is and how it speaks. */
export function AssistantSection() {
  const { t } = useTranslation("assistants");
  const { values, set, setMany, flush, mayWrite } = useDraft();
  return (
    <FormSection id="assistant" title={t("sections.assistant")}>
      <DraftField name="name" count={values.name.length} max={255}>
        <TextInput value={values.name} maxLength={255} onChange={(event) => { set("name", event.target.value); }} />
      </DraftField>
      <Prompt />
      <DraftField name="greetingMessage" optional count={values.greetingMessage.length} max={2000}>
        <TextArea minRows={2} maxLength={2000} value={values.greetingMessage} onChange={(event) => { set("greetingMessage", event.target.value); }} />
      </DraftField>
      <DraftField name="style">
        <Segmented
          label={t("fields.style")}
          value={values.style}
          onChange={(style) => { setMany(style === "custom" ? { style } : { style, temperature: STYLES[style] }); }}
          options={(["precise", "creative", "custom"] as const).map((value) => ({ value, label: t(`choices.style.${value}`), disabled: !mayWrite }))}
        />
      </DraftField>
      {values.style === "custom" && (
        <DraftField name="temperature">
          <Slider
            label={t("fields.temperature")}
            value={values.temperature}
            onChange={(value) => { set("temperature", value); }}
            onCommit={flush}
            min={0}
            max={2}
            step={0.1}
            disabled={!mayWrite}
          />
        </DraftField>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <ChoiceField name="questionInputSource" options={["original", "english"]} />
        <NumberField name="sessionResetHours" min={0} max={12} unit={t("units.hours")} />
      </div>
    </FormSection>
  );
}

const SHELF = { kind: "assistant" } as const;

function Prompt() {
  const { t, i18n } = useTranslation("assistants");
  const { values, set, flush, mayWrite } = useDraft();
  const [isOpen, setOpen] = useState(false);
  const window = useWindow();
  const tokens = formatNumber(countTokens(values.prompt));
  const library = (
    <Button size="small" variant="ghost" icon={LibraryBig} disabled={!mayWrite} onClick={() => { setOpen(true); }}>{t("common:library.open")}</Button>
  );
  const measure = window === null ? t("tokens", { tokens }) : t("tokensOf", { tokens, window: formatNumber(window) });
  const put = (text: string) => { set("prompt", text); };
  return (
    <>
      <DraftField name="prompt" count={values.prompt.length} max={20_000} action={library} aside={measure}>
        <PromptEditor value={values.prompt} onChange={put} onBlur={flush} maxLength={20_000} readOnly={!mayWrite} />
      </DraftField>
      {!values.prompt.includes(CONTEXT) && (
        <Callout
          tone="warning"
          actions={mayWrite && <Button size="small" onClick={() => { put(`${values.prompt.trimEnd()}\n\n${CONTEXT}`); }}>{t("context.insert")}</Button>}
        >
          {t("context.missing")}
        </Callout>
      )}
      {isOpen && (
        <PromptLibrary
          shelf={SHELF} current={values.prompt} language={i18n.language} mayKeep={mayWrite}
          onPick={put} onClose={() => { setOpen(false); }}
        />
      )}
    </>
  );
}

/** How many tokens the chosen model sees; null without one. */
function useWindow(): number | null {
  const { values } = useDraft();
  const connections = useQuery(connectionsQuery).data;
  const slash = values.model.indexOf("/");
  if (slash < 0) return null;
  const connection = connections?.find((one) => one.id === values.model.slice(0, slash));
  return connection?.models.find((offer) => offer.name === values.model.slice(slash + 1))?.contextTokens ?? null;
}
