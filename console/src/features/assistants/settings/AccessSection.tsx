import { useTranslation } from "react-i18next";

import { GateFields } from "./GateFields";
import { FormSection, NumberField, SwitchField } from "./parts";

/** Section 5: what holds at once, whatever version is live. */
export function AccessSection() {
  const { t } = useTranslation("assistants");
  return (
    <FormSection id="access" title={t("sections.access")} note={t("accessNote")}>
      <SwitchField name="enabled" />
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberField name="rateLimitPerMinute" min={1} max={6000} />
        <NumberField name="userRateLimitPerMinute" min={1} max={600} />
        <NumberField name="maxConcurrentRuns" min={1} max={1000} />
        <NumberField name="retentionDays" min={1} max={3650} unit={t("units.days")} />
      </div>
      <GateFields />
    </FormSection>
  );
}
