import { Check } from "lucide-react";
import { cx } from "./cx";
import type { Step, StepsProps } from "./props";
import { useWords } from "./words";

/** The steps of a wizard: a column at the left, a row on top of narrow screens. */
export function Steps({ steps, current, done, label, onSelect }: StepsProps) {
  return (
    <nav aria-label={label}>
      <ol className="flex gap-1 overflow-x-auto lg:flex-col lg:gap-0">
        {steps.map((step, place) => (
          <Line
            key={step.id}
            step={step}
            number={place + 1}
            here={step.id === current}
            done={done.includes(step.id)}
            last={place === steps.length - 1}
            onSelect={onSelect}
          />
        ))}
      </ol>
    </nav>
  );
}

interface LineProps {
  step: Step;
  number: number;
  here: boolean;
  done: boolean;
  last: boolean;
  onSelect: ((id: string) => void) | undefined;
}
function Line({ step, number, here, done, last, onSelect }: LineProps) {
  const t = useWords();
  const open = done && !here && onSelect;
  const words = (
    <>
      <span
        aria-hidden
        className={cx(
          "numbers flex size-6 shrink-0 items-center justify-center rounded-full border text-caption font-medium",
          here
            ? "border-accent bg-accent text-on-accent"
            : done
              ? "border-success bg-success-soft text-success-text"
              : "border-border-strong text-subtle",
        )}
      >
        {done && !here ? <Check size={14} strokeWidth={2} /> : number}
      </span>
      <span className={cx("min-w-0 text-left", !here && "max-sm:sr-only")}>
        <span
          className={cx(
            "block text-dense whitespace-nowrap lg:whitespace-normal",
            here ? "font-medium text-text" : "text-muted",
          )}
        >
          {step.label}
          {done && <span className="sr-only"> {t("stepDone")}</span>}
        </span>
        {step.hint && <span className="hidden text-caption text-subtle lg:block">{step.hint}</span>}
      </span>
    </>
  );
  const look = "flex items-start gap-3 rounded-control p-1.5 [&>span:last-child]:pt-0.5";
  return (
    <li aria-current={here ? "step" : undefined} className="relative shrink-0 lg:pb-3">
      {!last && (
        <span
          aria-hidden
          className={cx("absolute top-9 bottom-0 left-4.5 hidden w-px lg:block", done ? "bg-success" : "bg-border")}
        />
      )}
      {open ? (
        <button type="button" onClick={() => onSelect(step.id)} className={cx(look, "hover:bg-hover")}>
          {words}
        </button>
      ) : (
        <span className={look}>{words}</span>
      )}
    </li>
  );
}
