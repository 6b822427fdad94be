import { CircleCheck, CircleMinus, CircleX, Equal, EqualNot, TrendingDown } from "lucide-react";
import { useTranslation } from "react-i18next";

/** Passed, failed or not asked, never by colour alone. */
export function Verdict({ passed, hasRegressed = false }: { passed: boolean | null; hasRegressed?: boolean }) {
  const { t } = useTranslation("lab");
  const word = passed === null ? "notAsked" : passed ? "passed" : hasRegressed ? "regressed" : "failed";
  const Icon = passed === null ? CircleMinus : passed ? CircleCheck : hasRegressed ? TrendingDown : CircleX;
  const tone = passed === null ? "text-subtle" : passed ? "text-success-text" : "text-danger-text";
  return (
    <span className={`inline-flex items-center gap-1.5 ${tone}`}>
      <Icon size={16} strokeWidth={1.75} aria-hidden className="shrink-0" />
      <span className="text-caption">{t(`verdict.${word}`)}</span>
    </span>
  );
}

/** As it was, or not, in a replay: another answer may be a better one. */
export function Sameness({ passed, isFirst = false }: { passed: boolean | null; isFirst?: boolean }) {
  const { t } = useTranslation("lab");
  const word = passed === null ? "notAsked" : passed ? "same" : isFirst ? "differsFirst" : "differs";
  const Icon = passed === null ? CircleMinus : passed ? Equal : EqualNot;
  const tone = passed === null ? "text-subtle" : passed ? "text-success-text" : "text-warning-text";
  return (
    <span className={`inline-flex items-center gap-1.5 ${tone}`}>
      <Icon size={16} strokeWidth={1.75} aria-hidden className="shrink-0" />
      <span className="text-caption">{t(`verdict.${word}`)}</span>
    </span>
  );
}
