import { Slot } from "radix-ui";
import type { MouseEvent } from "react";
import { cx } from "./cx";
import type { ButtonProps, ButtonVariant } from "./props";
import { Spinner } from "./Spinner";
import { Tooltip } from "./Tooltip";

const LOOK: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-accent text-on-accent hover:bg-accent-hover",
  secondary: "border-border-strong/60 bg-surface text-text hover:bg-hover hover:border-border-strong",
  ghost: "border-transparent bg-transparent text-muted hover:bg-hover hover:text-text",
  danger: "border-transparent bg-danger text-on-solid hover:opacity-90",
};
const OFF: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-neutral-soft text-subtle",
  secondary: "border-border bg-surface text-disabled",
  ghost: "border-transparent text-disabled",
  danger: "border-transparent bg-neutral-soft text-subtle",
};

export function buttonLook({
  variant = "secondary",
  size = "regular",
  block,
  off,
}: Pick<ButtonProps, "variant" | "size" | "block"> & { off?: boolean }) {
  return cx(
    "inline-flex shrink-0 select-none items-center justify-center gap-2 rounded-control border text-dense font-medium whitespace-nowrap",
    "transition-[background-color,border-color,color,opacity]",
    size === "small" ? "min-h-control-small px-2" : "min-h-control px-3",
    block && "w-full",
    off ? OFF[variant] : LOOK[variant],
  );
}

/**
 * The one way to act. `busy` keeps the width and takes no click. A `reason` turns it off but leaves it reachable,
 * so that everybody can read why.
 */
export function Button(props: ButtonProps) {
  const {
    variant,
    size,
    icon: Icon,
    iconAfter: After,
    busy,
    disabled,
    reason,
    asChild,
    block,
    className,
    children,
    onClick,
    type,
    ...rest
  } = props;
  const off = Boolean(disabled || reason);
  const look = cx(buttonLook({ variant, size, block, off }), className);
  if (asChild) {
    return (
      <Slot.Root {...rest} className={look} onClick={onClick as never}>
        {Icon && <Icon size={16} strokeWidth={1.75} aria-hidden className="shrink-0" />}
        <Slot.Slottable>{children}</Slot.Slottable>
      </Slot.Root>
    );
  }
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy || reason) event.preventDefault();
    else onClick?.(event);
  };
  const button = (
    <button
      {...rest}
      type={type ?? "button"}
      className={look}
      disabled={disabled && !reason}
      aria-disabled={reason || busy ? true : undefined}
      aria-busy={busy || undefined}
      {...(type === "submit" ? { onMouseDown: keepFocus } : {})}
      onClick={press}
    >
      {busy && Icon ? <Spinner /> : Icon && <Icon size={16} strokeWidth={1.75} aria-hidden className="shrink-0" />}
      {busy && !Icon ? <BusyLabel>{children}</BusyLabel> : children}
      {After && <After size={16} strokeWidth={1.75} aria-hidden className="-mr-0.5 shrink-0" />}
    </button>
  );
  return reason ? <Tooltip text={reason}>{button}</Tooltip> : button;
}

/** Leaving a field may show an error that moves the button away from under the pointer: the field is left by the click. */
function keepFocus(event: MouseEvent) {
  event.preventDefault();
}

/** The label stays in place, unseen, so that the width does not move. */
function BusyLabel({ children }: { children: React.ReactNode }) {
  return (
    <span className="relative inline-flex items-center">
      <span className="opacity-0">{children}</span>
      <span className="absolute inset-0 flex items-center justify-center">
        <Spinner />
      </span>
    </span>
  );
}
