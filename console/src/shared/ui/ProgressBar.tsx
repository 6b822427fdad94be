import { Progress as Radix } from "radix-ui";
import { cx } from "./cx";
import type { ProgressBarProps } from "./props";

const FILL = { accent: "bg-accent", success: "bg-success", warning: "bg-warning", danger: "bg-danger" };

/** How far a thing is. `null`: under way, the end unknown. */
export function ProgressBar({ value, label, tone = "accent", detail, hideLabel }: ProgressBarProps) {
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div className="flex min-w-0 flex-col gap-1">
      {!hideLabel && (
        <div className="flex justify-between gap-3 text-dense">
          <span className="truncate-line">{label}</span>
          <span className="numbers shrink-0 text-muted">{detail ?? (percent === null ? "" : `${percent} %`)}</span>
        </div>
      )}
      <Radix.Root value={percent} aria-label={label} className="h-1.5 overflow-hidden rounded-full bg-neutral-soft">
        {percent === null ? (
          <Radix.Indicator className={cx("block h-full w-2/5 animate-slide rounded-full", FILL[tone])} />
        ) : (
          <Radix.Indicator
            className={cx("block h-full origin-left rounded-full transition-transform duration-300", FILL[tone])}
            style={{ transform: `scaleX(${percent / 100})` }}
          />
        )}
      </Radix.Root>
    </div>
  );
}

/** The 2 px bar over a panel that is being refreshed while its old content stays. */
export function RefreshBar({ active }: { active: boolean }) {
  return (
    <div aria-hidden className="pointer-events-none absolute inset-x-0 top-0 z-10 h-0.5 overflow-hidden">
      {active && <div className="h-full w-2/5 animate-slide bg-accent" />}
    </div>
  );
}
