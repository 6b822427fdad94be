import { Check, Circle } from "lucide-react";
import { useTranslation } from "react-i18next";

import { keptRules, RULES } from "./password";

/** The rules of the password, each ticked as it is kept. */
export function PasswordMeter({ password }: { password: string }) {
  const { t } = useTranslation("setup");
  const kept = keptRules(password);
  const count = RULES.filter((rule) => kept[rule]).length;
  return (
    <div>
      <div className="mb-2 flex gap-1" role="meter" aria-label={t("password.meter")} aria-valuemin={0} aria-valuemax={RULES.length} aria-valuenow={count}>
        {RULES.map((rule, index) => (
          <span key={rule} className={`h-1 flex-1 rounded-full ${index < count ? toneOf(count) : "bg-border"}`} />
        ))}
      </div>
      <ul className="grid gap-x-4 gap-y-1 text-caption sm:grid-cols-2">
        {RULES.map((rule) => {
          const Icon = kept[rule] ? Check : Circle;
          return (
            <li key={rule} className={`flex items-center gap-2 ${kept[rule] ? "text-success-text" : "text-subtle"}`}>
              <Icon size={12} strokeWidth={2} aria-hidden className="shrink-0" />
              {t(`password.${rule}`)}
              <span className="sr-only">{kept[rule] ? t("password.kept") : t("password.missing")}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function toneOf(count: number): string {
  return count === RULES.length ? "bg-success" : "bg-warning";
}
