/** The choices of a table that need no screen: which rows a range takes, where a key leads, how a header sorts. Pure. */
import type { SortState } from "./props";

export const CELL = "border-b border-border px-3 first:pl-4 last:pr-4";
export const HIDE = { md: "max-md:hidden", lg: "max-lg:hidden", xl: "max-xl:hidden", wide: "max-wide:hidden" };

/** What a column may shrink to on a phone, in px. */
export const NARROW = 92;
const SMALL = 130;

/** Whether a column has its width on a phone too; wider ones share there what is left. */
export function keepsWidth({ width }: { width?: number }): boolean {
  return width !== undefined && width <= SMALL;
}

/** A row with its name and its place among those that are loaded. */
export interface TableRow<Row> {
  id: string;
  index: number;
  original: Row;
}

/** What of a long table is in sight: rows `from` up to, not with, `to`, and the height in px of what lies before and after. */
export interface TableSight {
  from: number;
  to: number;
  before: number;
  after: number;
  measure: (row: HTMLElement | null) => void;
  /** Scrolls to a row. */
  show: (index: number) => void;
}

/** The selection after one row's tick: with a start, everything between takes the new state. */
export function toggled(
  selected: ReadonlySet<string>,
  ids: string[],
  id: string,
  from: string | null,
): ReadonlySet<string> {
  const next = new Set(selected);
  const on = !selected.has(id);
  const here = ids.indexOf(id);
  const start = from === null ? -1 : ids.indexOf(from);
  const range = start < 0 ? [id] : ids.slice(Math.min(start, here), Math.max(start, here) + 1);
  for (const one of range) {
    if (on) next.add(one);
    else next.delete(one);
  }
  return next;
}

/** The row that a key or a letter leads to. Null: not ours. */
export function rowAfter(key: string, current: number, count: number): number | null {
  if (count === 0) return null;
  if (key === "ArrowDown" || key === "j") return Math.min(current + 1, count - 1);
  if (key === "ArrowUp" || key === "k") return Math.max(current - 1, 0);
  if (key === "PageDown") return Math.min(current + 10, count - 1);
  if (key === "PageUp") return Math.max(current - 10, 0);
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}

/** Upwards first, then downwards. */
export function nextSort(sort: SortState | null | undefined, column: string): SortState {
  return { column, descending: sort?.column === column && !sort.descending };
}
