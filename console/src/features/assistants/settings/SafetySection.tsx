import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button, Card, Field, IconButton, TagsInput, NumberInput, Select, Switch, TextArea, TextInput } from "@/shared/ui";

import type { Assistant } from "../reading";
import { useDraft } from "./draft";
import { replaced, without } from "./lists";
import { ChoiceField, DraftField, FormSection, SwitchField } from "./parts";

const LANGUAGES = ["default", "en", "th", "ja", "zh", "ko", "vi"];
const TOPICS_MAX = 50;

/** Section 4: what it says when it does not know, what it must not say, and how its sentences are checked. */
export function SafetySection() {
  const { t } = useTranslation("assistants");
  const { values } = useDraft();
  const hasModel = values.model !== "extractive";
  const needsModel = t("needsModel");
  return (
    <FormSection id="safety" title={t("sections.safety")}>
      <ChoiceField
        name="fallbackBehaviour"
        asRadios
        options={["fixed_text", "model_answers", "handoff"]}
        {...(hasModel ? {} : { disabled: { model_answers: needsModel } })}
      />
      <FallbackTexts />
      {hasModel && <SwitchField name="degradeToExtractive" />}
      <div className="grid gap-4 sm:grid-cols-2">
        <ChoiceField name="groundingPolicy" options={["off", "flag", "remove", "refuse", "handoff"]} />
        <ChoiceField name="pii" options={["off", "mask_in_logs", "mask_before_model"]} />
      </div>
      <Handoff />
      <Topics />
      <Words name="forbiddenPhrases" />
      <Words name="allowedLinkDomains" />
    </FormSection>
  );
}

/** The honest text by language; without one of its own a language has the built-in one. */
function FallbackTexts() {
  const { t } = useTranslation("assistants");
  const { values, set, errorOf, mayWrite } = useDraft();
  const texts = Object.entries(values.fallbackText);
  const put = (entries: [string, string][]) => { set("fallbackText", Object.fromEntries(entries)); };
  const free = LANGUAGES.filter((language) => !(language in values.fallbackText));
  const add = (language: string) => {
    const needsDefault = texts.length === 0 && language !== "default";
    put([...texts, ...(needsDefault ? ([["default", ""]] as [string, string][]) : []), [language, ""]]);
  };
  return (
    <fieldset className="space-y-3">
      <legend className="text-dense font-medium">{t("fields.fallbackText")}</legend>
      <p className="text-caption text-subtle">{t("hints.fallbackText")}</p>
      {texts.map(([language, text], index) => (
        <Field
          key={language}
          label={t(`choices.answerLanguage.${language}`, { defaultValue: language })}
          count={text.length}
          max={1000}
          error={errorOf(`fallbackText.${language}`)}
          action={mayWrite && <IconButton icon={Trash2} size="small" variant="ghost" label={t("remove", { name: language })} onClick={() => { put(without(texts, index)); }} />}
        >
          <TextArea minRows={2} maxLength={1000} lang={language === "default" ? undefined : language} value={text} onChange={(event) => { put(replaced(texts, index, [language, event.target.value])); }} />
        </Field>
      ))}
      {mayWrite && free.length > 0 && (
        <Select
          compact
          label={t("addText")}
          value={null}
          placeholder={t("addText")}
          onChange={add}
          options={free.map((value) => ({ value, label: t(`choices.answerLanguage.${value}`, { defaultValue: value }) }))}
        />
      )}
    </fieldset>
  );
}

function Handoff() {
  const { t } = useTranslation("assistants");
  const { values, set, mayWrite } = useDraft();
  const rule = values.handoff;
  const change = (part: Partial<Assistant["handoff"]>) => { set("handoff", { ...rule, ...part }); };
  return (
    <div className="space-y-3">
      <Switch label={t("fields.handoff")} hint={t("hints.handoff")} checked={rule.enabled} disabled={!mayWrite} onChange={(enabled) => { change({ enabled }); }} />
      {rule.enabled && (
        <div className="max-w-60">
          <Field label={t("fields.offerAfterFallbacks")}>
            <NumberInput value={rule.offerAfterFallbacks} min={1} max={5} disabled={!mayWrite} onChange={(value) => { if (value !== null) change({ offerAfterFallbacks: value }); }} />
          </Field>
        </div>
      )}
    </div>
  );
}

/** Topics it does not speak about, and what it says instead. */
function Topics() {
  const { t } = useTranslation("assistants");
  const { values, set, errorOf, mayWrite } = useDraft();
  const topics = values.blockedTopics;
  const put = (next: Assistant["blockedTopics"]) => { set("blockedTopics", next); };
  return (
    <fieldset className="space-y-3">
      <legend className="text-dense font-medium">{t("fields.blockedTopics")}</legend>
      <p className="text-caption text-subtle">{t("hints.blockedTopics")}</p>
      {topics.map((topic, index) => {
        const change = (part: Partial<typeof topic>) => { put(replaced(topics, index, { ...topic, ...part })); };
        const at = `blockedTopics[${String(index)}]`;
        return (
          <Card key={index} title={topic.name || t("topic.new")} actions={mayWrite && <IconButton icon={Trash2} size="small" variant="ghost" label={t("remove", { name: topic.name })} onClick={() => { put(without(topics, index)); }} />}>
            <div className="space-y-3">
              <Field label={t("topic.name")} error={errorOf(`${at}.name`)}>
                <TextInput maxLength={100} value={topic.name} onChange={(event) => { change({ name: event.target.value }); }} />
              </Field>
              <Field label={t("topic.phrases")} hint={t("topic.phrasesHint")} error={errorOf(`${at}.phrases`)}>
                <TagsInput value={topic.phrases} max={20} onChange={(phrases) => { change({ phrases }); }} disabled={!mayWrite} />
              </Field>
              <Field label={t("topic.reply")} error={errorOf(`${at}.reply`)} count={topic.reply.length} max={1000}>
                <TextArea minRows={2} maxLength={1000} value={topic.reply} onChange={(event) => { change({ reply: event.target.value }); }} />
              </Field>
            </div>
          </Card>
        );
      })}
      {mayWrite && topics.length < TOPICS_MAX && (
        <Button size="small" icon={Plus} onClick={() => { put([...topics, { name: "", phrases: [], reply: "" }]); }}>{t("topic.add")}</Button>
      )}
    </fieldset>
  );
}

function Words({ name }: { name: "forbiddenPhrases" | "allowedLinkDomains" }) {
  const { values, set, mayWrite } = useDraft();
  const list = values[name];
  return (
    <DraftField name={name} optional>
      <TagsInput value={list} max={100} onChange={(next) => { set(name, next); }} disabled={!mayWrite} />
    </DraftField>
  );
}
