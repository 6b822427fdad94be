import { cx } from "./cx";
import type { IconButtonProps } from "./props";
import { Spinner } from "./Spinner";
import { Tooltip } from "./Tooltip";

/** A button of one icon: 32 by 32, named by its tooltip. */
export function IconButton(props: IconButtonProps) {
  const {
    icon: Icon,
    label,
    shortcut,
    pressed,
    badge,
    busy,
    disabled,
    reason,
    variant = "ghost",
    size: _size,
    className,
    onClick,
    ...rest
  } = props;
  const off = Boolean(disabled || reason);
  return (
    <Tooltip text={reason ?? label} {...(shortcut ? { shortcut } : {})}>
      <button
        type="button"
        {...rest}
        aria-label={badge ? `${label} (${badge})` : label}
        aria-pressed={pressed}
        aria-busy={busy || undefined}
        aria-disabled={off || busy || undefined}
        onClick={(event) => (off || busy ? event.preventDefault() : onClick?.(event))}
        className={cx(
          "relative inline-flex size-icon-button shrink-0 items-center justify-center rounded-control transition-[background-color,color]",
          variant === "secondary" && "border border-border-strong/60 bg-surface",
          variant === "primary" && !off && "bg-accent text-on-accent hover:bg-accent-hover",
          variant === "danger" && !off && "text-danger-text hover:bg-danger-soft",
          off
            ? "text-disabled"
            : variant !== "primary" && variant !== "danger" && "text-muted hover:bg-hover hover:text-text",
          pressed && "bg-accent-soft text-accent-text",
          className,
        )}
      >
        {busy ? <Spinner /> : <Icon size={16} strokeWidth={1.75} aria-hidden />}
        {badge ? (
          <span
            className="numbers absolute -top-1 -right-1 min-w-4 rounded-full bg-accent px-1 text-center text-caption/4 font-medium text-on-accent"
            aria-hidden
          >
            {badge > 99 ? "99+" : badge}
          </span>
        ) : null}
      </button>
    </Tooltip>
  );
}
