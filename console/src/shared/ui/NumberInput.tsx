import { ChevronDown, ChevronUp } from "lucide-react";
import { useEffect, useState } from "react";
import { useField } from "./Field";
import type { NumberInputProps } from "./props";
import { useWords } from "./words";

const places = (step: number) => (String(step).split(".")[1] ?? "").length;

/** A number moved by one step, kept inside its limits and free of binary dust: 0.45 and 0.01 make 0.46. */
export function stepped(
  value: number | null,
  by: number,
  { min, max, step = 1 }: Pick<NumberInputProps, "min" | "max" | "step">,
): number {
  const raw = Number(((value ?? min ?? 0) + by * step).toFixed(places(step)));
  return Math.min(max ?? Infinity, Math.max(min ?? -Infinity, raw));
}

/** A number to type, or to move with the arrow keys (by 10 steps with Page Up and Page Down). Out of range it is drawn in on leaving. */
export function NumberInput(props: NumberInputProps) {
  const { value, onChange, onBlur, min, max, step = 1, unit, label, ...rest } = props;
  const field = useField();
  const t = useWords();
  const [typed, setTyped] = useState(value === null ? "" : String(value));
  useEffect(
    () => setTyped((old) => (old !== "" && Number(old) === value ? old : value === null ? "" : String(value))),
    [value],
  );
  const move = (by: number) =>
    !rest.disabled && !rest.readOnly && onChange(stepped(value, by, { min, max, step } as NumberInputProps));
  const type = (text: string) => {
    setTyped(text);
    const number = Number(text.replace(",", "."));
    if (text.trim() === "") onChange(null);
    else if (!Number.isNaN(number)) onChange(number);
  };
  const leave = () => {
    const kept =
      value === null
        ? null
        : stepped(value, 0, { min, max, step: Number.isInteger(value) ? 1 : 1e-6 } as NumberInputProps);
    if (kept !== value) onChange(kept);
    setTyped(kept === null ? "" : String(kept));
    onBlur?.();
  };
  const key = (event: React.KeyboardEvent) => {
    const by = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (!by) return;
    event.preventDefault();
    move(by);
  };
  return (
    <div data-disabled={rest.disabled || undefined} className="control group flex w-fit min-w-32 items-stretch">
      <input
        {...field}
        {...rest}
        role="spinbutton"
        aria-label={label}
        inputMode={step % 1 ? "decimal" : "numeric"}
        aria-valuenow={value ?? undefined}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-valuetext={value !== null && unit ? `${value} ${unit}` : undefined}
        autoComplete="off"
        value={typed}
        onChange={(event) => type(event.target.value)}
        onKeyDown={key}
        onBlur={leave}
        className="numbers w-18 flex-1 bg-transparent pl-3 outline-none"
      />
      {unit && <span className="flex items-center px-2 text-dense text-subtle">{unit}</span>}
      {!rest.readOnly && (
        <span className="flex w-6 flex-col border-l border-border pointer-coarse:w-22 pointer-coarse:flex-row-reverse">
          <StepButton
            icon={ChevronUp}
            label={t("more1")}
            off={rest.disabled || value === max}
            onPress={() => move(1)}
          />
          <StepButton
            icon={ChevronDown}
            label={t("less1")}
            off={rest.disabled || value === min}
            onPress={() => move(-1)}
          />
        </span>
      )}
    </div>
  );
}

function StepButton({
  icon: Icon,
  label,
  off,
  onPress,
}: {
  icon: typeof ChevronUp;
  label: string;
  off: boolean | undefined;
  onPress: () => void;
}) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      disabled={off}
      onClick={onPress}
      className="flex flex-1 items-center justify-center text-subtle first:border-b first:border-border pointer-coarse:first:border-b-0 pointer-coarse:first:border-l hover:bg-hover hover:text-text disabled:text-disabled"
    >
      <Icon size={12} strokeWidth={2} aria-hidden />
    </button>
  );
}
