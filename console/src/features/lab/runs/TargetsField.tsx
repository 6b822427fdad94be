import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { Checkbox } from "@/shared/ui";

import { toggled, versionsQuery, type Assistant } from "../reading";

const MOST_TARGETS = 5;

interface TargetsFieldProps {
  assistant: Assistant;
  hint: string;
  value: string[];
  onChange: (targets: string[]) => void;
}

/** What is tried: the draft, the live version, older ones; up to five. */
export function TargetsField({ assistant, hint, value, onChange }: TargetsFieldProps) {
  const { t } = useTranslation("lab");
  const versions = useQuery(versionsQuery(assistant.id));
  const older = (versions.data ?? []).filter((one) => one.number !== assistant.liveVersion).map((one) => String(one.number));
  const names = ["draft", ...(assistant.liveVersion === null ? [] : ["live"]), ...older];
  const labelOf = (name: string) =>
    name === "live" ? t("target.liveVersion", { number: assistant.liveVersion ?? 0 }) : name === "draft" ? t("target.draft") : t("target.version", { number: name });
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">{t("run.targets")}</legend>
      <p className="mb-2 text-caption text-muted">{hint}</p>
      <div className="flex max-h-40 flex-wrap gap-x-6 gap-y-2 overflow-y-auto">
        {names.map((name) => (
          <Checkbox
            key={name}
            label={labelOf(name)}
            checked={value.includes(name)}
            disabled={!value.includes(name) && value.length >= MOST_TARGETS}
            onChange={(on) => { onChange(toggled(value, name, on)); }}
          />
        ))}
      </div>
    </fieldset>
  );
}
