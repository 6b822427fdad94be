import { RadioGroup as Radix, ToggleGroup } from "radix-ui";
import { useId } from "react";
import { cx } from "./cx";
import { useField, useFieldLabel } from "./Field";
import type { Option, RadioGroupProps, SegmentedProps } from "./props";
import { Tooltip } from "./Tooltip";

/** One of a few that are worth reading side by side. */
export function RadioGroup<V extends string>({ value, onChange, options, label, cards, disabled }: RadioGroupProps<V>) {
  const { id: _, ...field } = useField();
  const named = useFieldLabel();
  return (
    <Radix.Root
      {...field}
      {...named}
      aria-label={label}
      value={value}
      onValueChange={(next) => onChange(next as V)}
      disabled={disabled ?? false}
      className={cards ? "grid gap-2 sm:grid-cols-[repeat(auto-fit,minmax(12.5rem,1fr))]" : "flex flex-col gap-2"}
    >
      {options.map((option) => (
        <Radio key={option.value} option={option} card={Boolean(cards)} picked={option.value === value} />
      ))}
    </Radix.Root>
  );
}

function Radio({ option, card, picked }: { option: Option; card: boolean; picked: boolean }) {
  const id = useId();
  const { icon: Icon } = option;
  const off = Boolean(option.disabled || option.reason);
  const note = option.reason ?? option.hint;
  return (
    <div
      className={cx(
        "relative flex items-start gap-2",
        card && "rounded-card border p-3 transition-colors",
        card && (picked ? "border-accent bg-accent-soft" : "border-border bg-surface hover:border-border-strong"),
      )}
    >
      <span className="flex h-[1lh] items-center">
        <Radix.Item
          id={id}
          value={option.value}
          disabled={off}
          aria-describedby={note ? `${id}h` : undefined}
          className={cx(
            "inline-flex size-4 shrink-0 items-center justify-center rounded-full border border-border-strong bg-surface transition-colors disabled:bg-sunken data-[state=checked]:border-accent pointer-coarse:size-5",
            card ? "before:absolute before:inset-0 before:rounded-card" : "hit",
          )}
        >
          <Radix.Indicator className="size-2 rounded-full bg-accent" />
        </Radix.Item>
      </span>
      <div className="min-w-0">
        <label htmlFor={id} className={cx("flex items-center gap-2", card && "font-medium", off && "text-muted")}>
          {Icon && <Icon size={16} strokeWidth={1.75} aria-hidden className="text-subtle" />}
          {option.label}
        </label>
        {note && (
          <p id={`${id}h`} className="text-caption text-muted">
            {note}
          </p>
        )}
      </div>
    </div>
  );
}

/** Two to five views of the same thing. */
export function Segmented<V extends string>({ value, onChange, options, label, iconsOnly }: SegmentedProps<V>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(next) => next && onChange(next as V)}
      className="inline-flex w-fit max-w-full flex-wrap gap-0.5 rounded-control bg-sunken p-0.5"
    >
      {options.map(({ icon: Icon, ...option }) => {
        const item = (
          <ToggleGroup.Item
            key={option.value}
            value={option.value}
            disabled={option.disabled ?? false}
            aria-label={iconsOnly ? option.label : undefined}
            className="inline-flex min-h-[calc(var(--control)-4px)] shrink-0 items-center gap-2 rounded-chip px-3 text-dense font-medium text-muted transition-colors hover:text-text focus-visible:-outline-offset-2 data-[state=on]:bg-surface data-[state=on]:text-text data-[state=on]:ring-1 data-[state=on]:ring-border"
          >
            {Icon && <Icon size={16} strokeWidth={1.75} aria-hidden />}
            {!iconsOnly && option.label}
            {option.count !== undefined && (
              <span className="numbers text-caption font-normal text-subtle">{option.count}</span>
            )}
          </ToggleGroup.Item>
        );
        return iconsOnly ? (
          <Tooltip key={option.value} text={option.label}>
            {item}
          </Tooltip>
        ) : (
          item
        );
      })}
    </ToggleGroup.Root>
  );
}
