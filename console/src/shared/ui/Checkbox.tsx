import { Check, Minus } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";
import { useId } from "react";
import { cx } from "./cx";
import type { CheckboxProps } from "./props";

/** A tick. `indeterminate` stands for some of many. */
export function Checkbox({ checked, onChange, label, hint, hideLabel, disabled, name }: CheckboxProps) {
  const id = useId();
  const box = (
    <Radix.Root
      id={id}
      checked={checked}
      onCheckedChange={(next) => onChange(next === true)}
      disabled={disabled ?? false}
      {...(name ? { name } : {})}
      aria-label={hideLabel ? String(label) : undefined}
      aria-describedby={hint && !hideLabel ? `${id}h` : undefined}
      className={cx(
        "relative inline-flex size-4 shrink-0 items-center justify-center rounded-chip border border-border-strong bg-surface transition-colors",
        "before:absolute before:-inset-1 hover:border-muted pointer-coarse:size-5 pointer-coarse:before:-inset-3",
        "data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent",
        "disabled:border-border disabled:bg-sunken",
      )}
    >
      <Radix.Indicator className="text-on-accent">
        {checked === "indeterminate" ? (
          <Minus size={12} strokeWidth={3} aria-hidden />
        ) : (
          <Check size={12} strokeWidth={3} aria-hidden />
        )}
      </Radix.Indicator>
    </Radix.Root>
  );
  if (hideLabel) return box;
  return (
    <div className="flex items-start gap-2">
      <span className="flex h-[1lh] items-center">{box}</span>
      <div className="min-w-0">
        <label htmlFor={id} className={cx("block", disabled && "text-muted")}>
          {label}
        </label>
        {hint && (
          <p id={`${id}h`} className="text-caption text-muted">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
