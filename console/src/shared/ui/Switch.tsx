import { Switch as Radix } from "radix-ui";
import { useId } from "react";
import { cx } from "./cx";
import type { SwitchProps } from "./props";
import { Spinner } from "./Spinner";
import { Tooltip } from "./Tooltip";

/** On or off, at once. */
export function Switch({ checked, onChange, label, hint, hideLabel, disabled, reason, busy }: SwitchProps) {
  const id = useId();
  const off = Boolean(disabled || reason);
  const knob = (
    <Radix.Root
      id={id}
      checked={checked}
      onCheckedChange={(next) => !off && !busy && onChange(next)}
      disabled={Boolean(disabled && !reason)}
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      aria-label={hideLabel ? label : undefined}
      aria-describedby={hint && !hideLabel ? `${id}h` : undefined}
      className={cx(
        "relative inline-flex h-5 w-9 shrink-0 items-center rounded-full border p-0.5 transition-colors",
        "before:absolute before:inset-x-0 before:-inset-y-0.5 pointer-coarse:before:-inset-y-3",
        "border-border-strong bg-sunken data-[state=checked]:border-accent data-[state=checked]:bg-accent",
        off && "opacity-50",
      )}
    >
      <Radix.Thumb className="flex size-3.5 items-center justify-center rounded-full bg-border-strong transition-transform data-[state=checked]:translate-x-4 data-[state=checked]:bg-on-accent">
        {busy && <Spinner size={16} />}
      </Radix.Thumb>
    </Radix.Root>
  );
  const shown = reason ? <Tooltip text={reason}>{knob}</Tooltip> : knob;
  if (hideLabel) return shown;
  return (
    <div className="flex items-start gap-3">
      <span className="flex h-[1lh] items-center">{shown}</span>
      <div className="min-w-0">
        <label htmlFor={id} className={cx("block", off && "text-muted")}>
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
