import { ArrowDown, ArrowUp, Columns3 } from "lucide-react";
import type { CSSProperties } from "react";
import { Checkbox } from "./Checkbox";
import { cx } from "./cx";
import { IconButton } from "./IconButton";
import { Menu } from "./Menu";
import type { Column, MenuEntry, SortState } from "./props";
import { CELL, HIDE, keepsWidth, nextSort } from "./table-rows";
import { useWords } from "./words";

interface HeadProps<Row> {
  columns: Column<Row>[];
  sort: SortState | null | undefined;
  onSort: ((sort: SortState) => void) | undefined;
  select: { ids: string[]; selected: ReadonlySet<string>; onSelect: (ids: ReadonlySet<string>) => void } | undefined;
  /** The choice of columns, above the rows' menus; null where rows have none. */
  menu: MenuEntry[] | null;
}
/** The names of the columns, how they are sorted, and which of them are shown. */
export function TableHead<Row>({ columns, sort, onSort, select, menu }: HeadProps<Row>) {
  const t = useWords();
  const ticked = select ? select.ids.filter((id) => select.selected.has(id)).length : 0;
  return (
    <thead>
      <tr aria-rowindex={1} className="[&>th]:sticky [&>th]:top-0 [&>th]:z-10 [&>th]:bg-surface">
        {select && (
          <th className={cx(CELL, "w-11")}>
            <span className="flex">
              <Checkbox
                hideLabel
                label={t("selectAll")}
                checked={ticked > 0 && ticked < select.ids.length ? "indeterminate" : ticked > 0}
                onChange={(on) => select.onSelect(new Set(on ? select.ids : []))}
              />
            </span>
          </th>
        )}
        {columns.map((column, place) => (
          <th
            key={column.id}
            scope="col"
            style={{ "--width": column.width === undefined ? undefined : `${column.width}px` } as CSSProperties}
            aria-sort={sort?.column === column.id ? (sort.descending ? "descending" : "ascending") : undefined}
            className={cx(
              CELL,
              "h-10 text-caption font-medium text-muted",
              column.width !== undefined && (keepsWidth(column) ? "w-(--width)" : "md:w-(--width)"),
              column.align === "right" ? "text-right" : "text-left",
              column.hideBelow && HIDE[column.hideBelow],
              place === 0 && "left-0 z-11!",
            )}
          >
            {column.sort && onSort ? (
              <SortButton column={column} sort={sort} onSort={onSort} />
            ) : (
              <span className="block truncate-line">{column.header}</span>
            )}
          </th>
        ))}
        {menu && (
          <th className={cx(CELL, "w-14 text-right")}>
            <span className="sr-only">{t("actions")}</span>
            <Menu
              items={menu}
              trigger={<IconButton icon={Columns3} label={t("view")} variant="ghost" size="small" />}
            />
          </th>
        )}
      </tr>
    </thead>
  );
}

function SortButton<Row>({
  column,
  sort,
  onSort,
}: {
  column: Column<Row>;
  sort: SortState | null | undefined;
  onSort: (sort: SortState) => void;
}) {
  const here = sort?.column === column.id;
  const Arrow = here && sort.descending ? ArrowDown : ArrowUp;
  return (
    <button
      type="button"
      onClick={() => onSort(nextSort(sort, column.id))}
      className={cx(
        "group/sort -mx-1 inline-flex min-h-6 max-w-full items-center gap-1 rounded-chip px-1 hover:text-text pointer-coarse:min-h-11",
        here && "text-text",
        column.align === "right" && "flex-row-reverse",
      )}
    >
      <span className="truncate-line">{column.header}</span>
      <Arrow
        size={12}
        strokeWidth={2}
        aria-hidden
        className={cx("shrink-0", !here && "opacity-0 group-hover/sort:opacity-60 group-focus-visible/sort:opacity-60")}
      />
    </button>
  );
}
