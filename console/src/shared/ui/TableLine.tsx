import { type MouseEvent, useRef } from "react";
import { Checkbox } from "./Checkbox";
import { cx } from "./cx";
import { Menu } from "./Menu";
import type { Column, TableProps } from "./props";
import { CELL, HIDE, type TableRow } from "./table-rows";
import { useWords } from "./words";

const FIXED = "sticky left-0 z-1";
const INTERACTIVE = "a, button, input, select, textarea, label, [role='menuitem'], [role='checkbox'], [role='switch']";

interface LineProps<Row> {
  table: TableProps<Row>;
  columns: Column<Row>[];
  row: TableRow<Row>;
  ticked: boolean;
  active: boolean;
  onTick: (id: string, ranged: boolean) => void;
  measure: ((row: HTMLElement | null) => void) | undefined;
}
/** One row: tick, cells, menu. A press anywhere opens its link. */
export function TableLine<Row>({ table, columns, row, ticked, active, onTick, measure }: LineProps<Row>) {
  const { rowLink, rowLabel, rowMenu, onSelect } = table;
  const t = useWords();
  const shifted = useRef(false);
  const name = rowLabel?.(row.original) ?? row.id;
  const tint = cx("transition-colors", ticked || active ? "bg-accent-soft" : "bg-surface group-hover/row:bg-hover");
  const open = (event: MouseEvent<HTMLTableRowElement>) => {
    if ((event.target as HTMLElement).closest(INTERACTIVE) || String(getSelection())) return;
    event.currentTarget.querySelector<HTMLAnchorElement>("td a")?.click();
  };
  return (
    <tr
      ref={measure}
      data-index={row.index}
      data-row={row.id}
      data-testid={`row-${row.id}`}
      tabIndex={-1}
      aria-rowindex={row.index + 2}
      aria-selected={onSelect ? ticked : undefined}
      onClick={rowLink && open}
      className={cx("group/row focus-visible:-outline-offset-2", rowLink && "cursor-pointer")}
    >
      {onSelect && (
        <td className={cx(CELL, tint)} onClickCapture={(event) => (shifted.current = event.shiftKey)}>
          <span className="flex">
            <Checkbox
              hideLabel
              label={t("selectRow", { name })}
              checked={ticked}
              onChange={() => onTick(row.id, shifted.current)}
            />
          </span>
        </td>
      )}
      {columns.map((column, place) => (
        <td
          key={column.id}
          className={cx(
            CELL,
            tint,
            "anywhere h-row py-1",
            column.align === "right" && "numbers text-right",
            column.hideBelow && HIDE[column.hideBelow],
            place === 0 && FIXED,
            place === 0 && rowLink && "font-medium [&_a]:rounded-chip hover:[&_a]:underline [&_a]:underline-offset-4",
          )}
        >
          {place === 0 && rowLink ? rowLink(row.original, column.cell(row.original)) : column.cell(row.original)}
        </td>
      ))}
      {rowMenu && (
        <td className={cx(CELL, tint, "py-0 text-right")}>
          <span className="inline-flex opacity-0 transition-opacity group-focus-within/row:opacity-100 group-hover/row:opacity-100 has-[[data-state=open]]:opacity-100 pointer-coarse:opacity-100">
            <Menu label={t("actionsFor", { name })} items={rowMenu(row.original)} />
          </span>
        </td>
      )}
    </tr>
  );
}
