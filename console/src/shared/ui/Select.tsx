import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import { cx } from "./cx";
import { useField, useFieldLabel } from "./Field";
import { styleNonce } from "./nonce";
import type { Option, SelectProps } from "./props";

/** One of a few. Above a dozen use `Combobox`. */
export function Select<V extends string>(props: SelectProps<V>) {
  const { value, onChange, options, placeholder, label, disabled, invalid, onBlur, prefix, compact } = props;
  const field = useField();
  const named = useFieldLabel();
  return (
    <Radix.Root value={value ?? ""} onValueChange={(next) => next && onChange(next as V)} disabled={disabled ?? false}>
      <Radix.Trigger
        {...field}
        {...named}
        aria-label={label}
        aria-invalid={invalid || field["aria-invalid"]}
        onBlur={onBlur}
        className={cx(
          "control inline-flex items-center gap-2 px-3 text-left data-[placeholder]:text-subtle",
          compact ? "w-auto text-dense" : "w-full",
        )}
      >
        {prefix && <span className="text-subtle">{prefix}</span>}
        <span className="truncate-line flex-1">
          <Radix.Value placeholder={placeholder} />
        </span>
        <ChevronDown size={16} strokeWidth={1.75} aria-hidden className="-mr-1 shrink-0 text-subtle" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-60 max-h-80 min-w-(--radix-select-trigger-width) animate-pop overflow-hidden rounded-card border border-border bg-raised shadow-popover"
        >
          <Radix.Viewport {...(styleNonce ? { nonce: styleNonce } : {})} className="p-1">
            {options.map((option) => (
              <Choice key={option.value} option={option} />
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Choice({ option }: { option: Option }) {
  const { icon: Icon } = option;
  const note = option.reason ?? option.hint;
  return (
    <Radix.Item
      value={option.value}
      disabled={Boolean(option.disabled || option.reason)}
      className="flex min-h-8 items-center gap-2 rounded-control py-1 pr-2 pl-2 text-dense outline-none select-none data-[disabled]:text-disabled data-[highlighted]:bg-hover pointer-coarse:min-h-11"
    >
      {Icon && <Icon size={16} strokeWidth={1.75} aria-hidden className="shrink-0 text-subtle" />}
      <span className="flex-1">
        <Radix.ItemText>{option.label}</Radix.ItemText>
        {note && <span className="block text-caption text-subtle">{note}</span>}
      </span>
      <Radix.ItemIndicator className="pl-2 text-accent-text">
        <Check size={16} strokeWidth={1.75} aria-hidden />
      </Radix.ItemIndicator>
    </Radix.Item>
  );
}
