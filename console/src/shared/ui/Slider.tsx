import { Slider as Radix } from "radix-ui";
import { cx } from "./cx";
import { useField } from "./Field";
import { NumberInput } from "./NumberInput";
import type { SliderProps } from "./props";

/** A value between two ends, by hand, by arrow key, or typed beside it. */
export function Slider(props: SliderProps) {
  const {
    value,
    onChange,
    onCommit,
    min,
    max,
    step,
    label,
    format = String,
    over,
    marks,
    disabled,
    withInput = true,
  } = props;
  const { id: _, ...field } = useField();
  return (
    <div className={cx("grid items-center gap-x-4", withInput ? "grid-cols-[minmax(0,1fr)_auto]" : "grid-cols-1")}>
      {over && <div className="col-start-1">{over}</div>}
      <Radix.Root
        value={[value]}
        onValueChange={([next]) => next !== undefined && onChange(next)}
        onValueCommit={([next]) => next !== undefined && onCommit?.(next)}
        min={min}
        max={max}
        step={step}
        disabled={disabled ?? false}
        className="relative col-start-1 flex h-control touch-none items-center select-none"
      >
        <Radix.Track className="relative h-1 flex-1 rounded-full bg-border">
          <Radix.Range className="absolute h-full rounded-full bg-accent data-[disabled]:bg-disabled" />
        </Radix.Track>
        <Radix.Thumb
          aria-label={label}
          aria-valuetext={format(value)}
          aria-describedby={field["aria-describedby"]}
          className="block size-4 rounded-full border-2 border-accent bg-surface transition-shadow hover:shadow-popover data-[disabled]:border-disabled pointer-coarse:size-6"
        />
      </Radix.Root>
      {withInput && (
        <NumberInput
          label={label}
          value={value}
          min={min}
          max={max}
          step={step}
          disabled={disabled ?? false}
          onChange={(next) => next !== null && next >= min && next <= max && onChange(next)}
          onBlur={() => onCommit?.(value)}
        />
      )}
      {marks && (
        <div className="col-start-1 flex justify-between gap-4 text-caption text-subtle" aria-hidden>
          {marks.map((mark) => (
            <span key={mark}>{mark}</span>
          ))}
        </div>
      )}
    </div>
  );
}
