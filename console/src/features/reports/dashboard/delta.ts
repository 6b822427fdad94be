/** How a number stands to that of the span before. Pure. */

export interface Delta {
  direction: "up" | "down" | "flat";
  good?: boolean;
  /** By what share it moved. */
  share: number;
}

const FLAT_BELOW = 0.005;

/** Undefined where there is nothing to compare with. */
export function deltaOf(now: number | null, before: number | null, isGood?: "more" | "less"): Delta | undefined {
  if (now === null || before === null || before === 0) return undefined;
  const moved = (now - before) / before;
  if (Math.abs(moved) < FLAT_BELOW) return { direction: "flat", share: 0 };
  const direction = moved > 0 ? "up" : "down";
  return { direction, share: Math.abs(moved), ...(isGood ? { good: (isGood === "more") === (direction === "up") } : {}) };
}
