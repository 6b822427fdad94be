/** Where stacked bars stand. Pure. */

export interface DaySeries {
  id: string;
  label: string;
  /** A figure for each day. */
  values: number[];
}

export interface Bar {
  day: number;
  series: number;
  y: number;
  height: number;
}

const STEPS = [1, 2, 5];

/** The bars of every day from the ground up, in a picture of `height`; `top` is the figure at its upper edge. */
export function barsOf(series: readonly DaySeries[], days: number, height: number): { bars: Bar[]; top: number } {
  const sums = Array.from({ length: days }, (_, day) => series.reduce((sum, each) => sum + (each.values[day] ?? 0), 0));
  const top = roundUp(Math.max(1, ...sums));
  const bars: Bar[] = [];
  for (let day = 0; day < days; day += 1) {
    let ground = height;
    series.forEach((each, number) => {
      const tall = ((each.values[day] ?? 0) / top) * height;
      ground -= tall;
      if (tall > 0) bars.push({ day, series: number, y: ground, height: tall });
    });
  }
  return { bars, top };
}

/** The smallest of 1, 2, 5, 10, 20, 50 and so on that is not below a figure. */
export function roundUp(figure: number): number {
  for (let scale = 1; ; scale *= 10) {
    for (const step of STEPS) if (step * scale >= figure) return step * scale;
  }
}

/** Figures for the lines behind the bars. */
export function ticksOf(top: number): number[] {
  return top < 2 ? [0, top] : [0, top / 2, top];
}
