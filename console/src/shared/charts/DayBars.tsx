/** Bars by day, stacked by series: plain SVG, with the same figures as a table and the arrow keys moving a readout. */
import { Table2 } from "lucide-react";
import { useId, useState, type KeyboardEvent } from "react";

import { formatDate, formatNumber } from "../format";
import { Button, cx } from "../ui";
import { barsOf, ticksOf, type DaySeries } from "./bars";

const HEIGHT = 200;
const FILLS = ["fill-chart-1", "fill-chart-2", "fill-chart-3", "fill-chart-4", "fill-chart-5", "fill-chart-6"];
const DOTS = ["bg-chart-1", "bg-chart-2", "bg-chart-3", "bg-chart-4", "bg-chart-5", "bg-chart-6"];

export interface DayBarsProps {
  title: string;
  unit: string;
  dayLabel: string;
  tableLabel: string;
  chartLabel: string;
  /** ISO days, the oldest first. */
  days: string[];
  series: DaySeries[];
  /** Opens what stands behind a day. */
  onDay?: (index: number) => void;
}

export function DayBars(props: DayBarsProps) {
  const { title, unit, days, series, tableLabel, chartLabel } = props;
  const [isTable, setTable] = useState(false);
  const [at, setAt] = useState(days.length - 1);
  const here = Math.min(at, days.length - 1);
  const id = useId();
  return (
    <figure aria-labelledby={id} className="min-w-0 space-y-3">
      <figcaption className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <span id={id} className="text-h3">{title} <span className="text-caption font-normal text-subtle">{unit}</span></span>
        <Button size="small" icon={Table2} onClick={() => { setTable(!isTable); }}>{isTable ? chartLabel : tableLabel}</Button>
      </figcaption>
      <Legend series={series} at={here} day={days[here] ?? ""} />
      {isTable ? <Figures {...props} /> : <Bars {...props} at={here} onAt={setAt} />}
    </figure>
  );
}

function Legend({ series, at, day }: { series: DaySeries[]; at: number; day: string }) {
  return (
    <p aria-live="polite" className="flex flex-wrap gap-x-4 gap-y-1 text-caption text-muted">
      <span className="numbers font-medium text-text">{day && formatDate(day)}</span>
      {series.map((each, number) => (
        <span key={each.id} className="inline-flex items-center gap-1.5">
          <span aria-hidden className={cx("size-2.5 rounded-chip", DOTS[number % DOTS.length])} />
          {each.label} <span className="numbers font-medium text-text">{formatNumber(each.values[at] ?? 0)}</span>
        </span>
      ))}
    </p>
  );
}

function Bars({ title, days, series, at, onAt, onDay }: DayBarsProps & { at: number; onAt: (at: number) => void }) {
  const { bars, top } = barsOf(series, days.length, HEIGHT);
  const ticks = ticksOf(top);
  const press = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) {
      event.preventDefault();
      onAt(Math.max(0, Math.min(days.length - 1, at + step)));
    } else if (event.key === "Enter") onDay?.(at);
  };
  return (
    <div className="flex gap-2">
      <div aria-hidden className="numbers relative w-10 shrink-0 text-right text-caption text-subtle" style={{ height: HEIGHT }}>
        {ticks.map((tick) => (
          <span key={tick} className="absolute right-0 -translate-y-1/2" style={{ top: HEIGHT - (tick / top) * HEIGHT }}>{formatNumber(tick)}</span>
        ))}
      </div>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex -- one stop for the keys: the arrows move the readout */}
      <div role="group" aria-label={title} tabIndex={0} onKeyDown={press} className="min-w-0 flex-1 rounded-chip">
        <svg viewBox={`0 0 ${String(days.length * 10)} ${String(HEIGHT)}`} preserveAspectRatio="none" aria-hidden className="block h-50 w-full">
          {ticks.map((tick) => (
            <line
              key={tick} x1={0} x2={days.length * 10} y1={HEIGHT - (tick / top) * HEIGHT} y2={HEIGHT - (tick / top) * HEIGHT}
              className="stroke-border" vectorEffect="non-scaling-stroke"
            />
          ))}
          <rect x={at * 10} y={0} width={10} height={HEIGHT} className="fill-hover" />
          {bars.map((bar) => (
            <rect
              key={`${String(bar.day)}:${String(bar.series)}`} x={bar.day * 10 + 1.5} y={bar.y} width={7} height={bar.height}
              className={FILLS[bar.series % FILLS.length]}
            />
          ))}
          {days.map((day, number) => (
            <rect
              key={day} x={number * 10} y={0} width={10} height={HEIGHT} fill="transparent"
              className={onDay && "cursor-pointer"} onMouseEnter={() => { onAt(number); }} onClick={() => { onDay?.(number); }}
            />
          ))}
        </svg>
        <div aria-hidden className="numbers mt-1 flex justify-between text-caption text-subtle">
          <span>{days[0] && formatDate(days[0])}</span>
          <span>{days.length > 1 && formatDate(days[days.length - 1] ?? "")}</span>
        </div>
      </div>
    </div>
  );
}

function Figures({ title, dayLabel, days, series }: DayBarsProps) {
  return (
    <div role="region" aria-label={title} className="max-h-72 overflow-auto rounded-card border border-border">
      <table className="numbers w-full text-dense">
        <thead className="sticky top-0 bg-surface text-caption text-muted">
          <tr>
            <th scope="col" className="px-3 py-2 text-left font-medium">{dayLabel}</th>
            {series.map((each) => <th key={each.id} scope="col" className="px-3 py-2 text-right font-medium">{each.label}</th>)}
          </tr>
        </thead>
        <tbody className="divide-y divide-border">
          {days.map((day, number) => (
            <tr key={day}>
              <th scope="row" className="px-3 py-1.5 text-left font-normal whitespace-nowrap">{formatDate(day)}</th>
              {series.map((each) => <td key={each.id} className="px-3 py-1.5 text-right">{formatNumber(each.values[number] ?? 0)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
