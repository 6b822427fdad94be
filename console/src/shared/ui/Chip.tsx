import {
  CircleAlert,
  CircleCheck,
  CircleDot,
  LoaderCircle,
  Megaphone,
  Minus,
  Sparkles,
  TriangleAlert,
  Workflow,
  X,
} from "lucide-react";
import { cx } from "./cx";
import type { ChipProps, FilterChipProps, Icon, StatusProps, Tone } from "./props";
import { useWords } from "./words";

const TINT: Record<Tone, string> = {
  neutral: "bg-neutral-soft text-muted",
  info: "bg-accent-soft text-accent-text",
  success: "bg-success-soft text-success-text",
  warning: "bg-warning-soft text-warning-text",
  danger: "bg-danger-soft text-danger-text",
  "voice-flow": "bg-voice-flow-soft text-voice-flow-text",
  "voice-ai": "bg-voice-ai-soft text-voice-ai-text",
  "voice-campaign": "bg-voice-campaign-soft text-voice-campaign-text",
};
const MARK: Record<Tone, Icon> = {
  neutral: Minus,
  info: CircleDot,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: CircleAlert,
  "voice-flow": Workflow,
  "voice-ai": Sparkles,
  "voice-campaign": Megaphone,
};

/** A small fact about a thing. */
export function Chip({ tone = "neutral", icon: Icon, children, title }: ChipProps) {
  return (
    <span
      title={title}
      className={cx(
        "inline-flex min-h-5.5 max-w-full shrink-0 items-center gap-1 rounded-chip px-2 text-caption font-medium whitespace-nowrap",
        TINT[tone],
      )}
    >
      {Icon && <Icon size={12} strokeWidth={2} aria-hidden className="shrink-0" />}
      <span className="truncate-line max-md:whitespace-normal">{children}</span>
    </span>
  );
}

/** The state of a thing: an icon and a word, never colour alone. */
export function Status({ tone = "neutral", icon, busy, ...rest }: StatusProps) {
  const shown = busy ? Turning : icon === null ? null : (icon ?? MARK[tone]);
  return <Chip {...rest} tone={tone} icon={shown} />;
}
const Turning = ((props) => <LoaderCircle {...props} className="shrink-0 animate-spin" />) as Icon;

/** A filter in force; its cross takes it away. */
export function FilterChip({ label, value, onRemove, onClick }: FilterChipProps) {
  const t = useWords();
  const words = (
    <>
      <span className="text-muted">{value === undefined ? label : `${label}:`}</span>
      {value !== undefined && <span className="truncate-line font-medium">{value}</span>}
    </>
  );
  const inner = "flex min-h-[calc(var(--control-small)-2px)] min-w-0 items-center gap-1 rounded-control px-2";
  return (
    <span className="inline-flex max-w-full items-center rounded-control border border-border bg-surface text-dense">
      {onClick ? (
        <button type="button" onClick={onClick} className={cx(inner, "hover:bg-hover")}>
          {words}
        </button>
      ) : (
        <span className={inner}>{words}</span>
      )}
      {onRemove && (
        <button
          type="button"
          aria-label={t("removeItem", { name: label })}
          onClick={onRemove}
          className="mr-0.5 flex size-6 shrink-0 items-center justify-center rounded-chip text-subtle hover:bg-hover hover:text-text pointer-coarse:size-11"
        >
          <X size={14} strokeWidth={1.75} aria-hidden />
        </button>
      )}
    </span>
  );
}
