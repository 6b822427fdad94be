import { ArrowDownRight, ArrowRight, ArrowUpRight, CircleHelp } from "lucide-react";
import { cx } from "./cx";
import { IconButton } from "./IconButton";
import { Popover } from "./Popover";
import type { TileProps } from "./props";
import { Skeleton } from "./Skeleton";
import { useWords } from "./words";

const ARROW = { up: ArrowUpRight, down: ArrowDownRight, flat: ArrowRight };

/** The points of a sparkline inside 120 by 40, with 2 px left free above and below. */
export function sparkPoints(series: number[]): string {
  const low = Math.min(...series);
  const span = Math.max(...series) - low || 1;
  const step = 120 / Math.max(1, series.length - 1);
  return series
    .map((value, place) => `${(place * step).toFixed(1)},${(38 - ((value - low) / span) * 36).toFixed(1)}`)
    .join(" ");
}

/** A number with its meaning: caption, value, change in words, course. Its link opens the rows behind it. */
export function Tile({ label, value, delta, series, definition, link, loading }: TileProps) {
  const t = useWords();
  const Arrow = delta && ARROW[delta.direction];
  const number = <span className="numbers text-h1 sm:text-display">{value}</span>;
  return (
    <div className="relative flex min-w-0 flex-col rounded-card border border-border bg-surface p-4 transition-colors has-[a:hover]:border-border-strong">
      <div className="flex min-h-6 items-center justify-between gap-2">
        <p className="text-dense text-muted">{label}</p>
        {definition && (
          <Popover
            trigger={
              <IconButton
                icon={CircleHelp}
                label={t("definitionOf", { name: label })}
                className="hit relative z-1 -my-1 -mr-2 size-7! text-subtle!"
              />
            }
            label={label}
          >
            {definition}
          </Popover>
        )}
      </div>
      {loading ? (
        <Skeleton shape="title" width={96} height={46} />
      ) : (
        (link?.(<span className="after:absolute after:inset-0 after:rounded-card">{number}</span>) ?? number)
      )}
      <div className="mt-auto flex flex-wrap items-end justify-between gap-2">
        {delta && Arrow ? (
          <p
            className={cx(
              "flex items-start gap-1 text-caption",
              delta.good === undefined || delta.direction === "flat"
                ? "text-muted"
                : delta.good
                  ? "text-success-text"
                  : "text-danger-text",
            )}
          >
            <Arrow size={14} strokeWidth={1.75} aria-hidden className="mt-0.5 shrink-0" />
            {delta.text}
          </p>
        ) : (
          <span />
        )}
        {series && series.length > 1 && (
          <svg viewBox="0 0 120 40" aria-hidden className="h-10 w-30 text-chart-1">
            <polyline
              points={sparkPoints(series)}
              fill="none"
              stroke="currentColor"
              strokeWidth={1.5}
              strokeLinejoin="round"
              strokeLinecap="round"
              vectorEffect="non-scaling-stroke"
            />
          </svg>
        )}
      </div>
    </div>
  );
}
