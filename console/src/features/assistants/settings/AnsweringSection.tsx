import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { Callout, Select, type Option } from "@/shared/ui";

import { connectionsQuery, modelName } from "../reading";
import { useDraft } from "./draft";
import { ChoiceField, DraftField, FormSection, NumberField } from "./parts";

const LANGUAGES = ["same_as_question", "en", "th", "ja", "zh", "ko", "vi"] as const;
const NONE = "none";

/** Section 3: who writes the answer and how long it may be. */
export function AnsweringSection() {
  const { t } = useTranslation("assistants");
  const { values, set, mayWrite } = useDraft();
  const models = useModels();
  const languages = [...new Set<string>([...LANGUAGES, values.answerLanguage])];
  return (
    <FormSection id="model" title={t("sections.model")}>
      <div className="grid gap-4 sm:grid-cols-2">
        <DraftField name="model">
          <Select value={values.model} onChange={(model) => { set("model", model); }} options={withValue(models, values.model)} disabled={!mayWrite} />
        </DraftField>
        {values.model !== "extractive" && (
          <DraftField name="fallbackModel">
            <Select
              value={values.fallbackModel ?? NONE}
              onChange={(model) => { set("fallbackModel", model === NONE ? null : model); }}
              options={[{ value: NONE, label: t("choices.fallbackModel.none") }, ...withValue(models, values.fallbackModel)]}
              disabled={!mayWrite}
            />
          </DraftField>
        )}
      </div>
      {values.model === "extractive" && <Callout tone="info">{t("extractive")}</Callout>}
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberField name="maxAnswerTokens" min={64} max={8192} step={64} />
        <NumberField name="historyTurns" min={0} max={20} />
        <DraftField name="answerLanguage">
          <Select
            value={values.answerLanguage}
            onChange={(language) => { set("answerLanguage", language); }}
            options={languages.map((value) => ({ value, label: t(`choices.answerLanguage.${value}`, { defaultValue: value }) }))}
            disabled={!mayWrite}
          />
        </DraftField>
        <ChoiceField name="citationStyle" options={["numbered", "none"]} />
        <NumberField name="runTimeoutSeconds" min={10} max={600} unit={t("units.seconds")} />
        <ChoiceField name="onDisconnect" options={["complete", "cancel"]} />
      </div>
    </FormSection>
  );
}

function useModels(): Option[] {
  const { t } = useTranslation("assistants");
  const connections = useQuery(connectionsQuery).data ?? [];
  return [
    { value: "extractive", label: t("choices.model.extractive"), hint: t("choices.model.extractiveHint") },
    ...connections.flatMap((one) => one.models.map((offer) => ({ value: `${one.id}/${offer.name}`, label: offer.name, hint: one.name }))),
  ];
}

/** A model whose connection is gone stays in the list, so that the field tells the truth. */
function withValue(options: Option[], value: string | null): Option[] {
  if (value === null || options.some((option) => option.value === value)) return options;
  return [...options, { value, label: modelName(value) }];
}
