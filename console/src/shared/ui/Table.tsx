import { type ColumnDef, getCoreRowModel, type Row as ModelRow, useReactTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp, SearchX } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef } from "react";
import { Button } from "./Button";
import { Checkbox } from "./Checkbox";
import { cx } from "./cx";
import { Menu } from "./Menu";
import { RefreshBar } from "./ProgressBar";
import type { Column, SortState, TableProps } from "./props";
import { Skeleton, useLate } from "./Skeleton";
import { Empty } from "./States";
import { nextSort, rowAfter, toggled } from "./table-rows";
import { useWords } from "./words";

const VIRTUAL_ABOVE = 100;
const HIDE = { md: "max-md:hidden", lg: "max-lg:hidden" };
const INTERACTIVE = "a, button, input, select, textarea, label, [role='menuitem'], [role='checkbox'], [role='switch']";

/**
 * Rows of one kind. The first cell holds the row's one real link and stays when the rest scrolls; the menu comes last. Above a
 * hundred rows only the seen ones stand in the document. Arrows or `j` `k` move, `x` ticks, `Shift x` ticks a range.
 */
export function Table<Row>(props: TableProps<Row>) {
  const { rows, filtered, empty } = props;
  const t = useWords();
  if (rows?.length === 0 && filtered)
    return (
      <Empty
        icon={SearchX}
        title={t("noMatchFor", { text: filtered.text })}
        action={<Button onClick={filtered.onClear}>{t("clearFilters")}</Button>}
      />
    );
  if (rows?.length === 0) return empty ?? <p className="px-4 py-12 text-center text-muted">{t("noRows")}</p>;
  return <Grid {...props} />;
}

function Grid<Row>(props: TableProps<Row>) {
  const {
    label,
    rows,
    columns,
    rowId,
    rowMenu,
    rowLink,
    selected,
    onSelect,
    sort,
    onSort,
    total,
    onEnd,
    loadingMore,
    height,
    refreshing,
    activeId,
  } = props;
  const box = useRef<HTMLDivElement>(null);
  const from = useRef<string | null>(null);
  const definitions = useMemo<ColumnDef<Row>[]>(
    () => columns.map((column) => ({ id: column.id, header: column.header, meta: column })),
    [columns],
  );
  const data = useMemo(() => rows ?? [], [rows]);
  // The compiler cannot see through this hook's functions; nothing here is memoised by it.
  const table = useReactTable({
    data,
    columns: definitions,
    getRowId: rowId,
    getCoreRowModel: getCoreRowModel(),
    manualSorting: true,
  });
  const model = table.getRowModel().rows;
  const virtual = model.length > VIRTUAL_ABOVE;
  const virtualizer = useVirtualizer({
    count: model.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight(box.current),
    overscan: 8,
    enabled: virtual,
    initialRect: { width: 1024, height: 640 },
  });
  const items = virtual ? virtualizer.getVirtualItems() : [];
  const shown = virtual ? items.map((item) => model[item.index]).filter((row) => row !== undefined) : model;
  const before = items[0]?.start ?? 0;
  const after = virtual ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;
  const span = columns.length + (onSelect ? 1 : 0) + (rowMenu ? 1 : 0);

  const tick = (id: string, ranged: boolean) => {
    onSelect?.(
      toggled(
        selected ?? new Set(),
        model.map((row) => row.id),
        id,
        ranged ? from.current : null,
      ),
    );
    from.current = id;
  };
  const focusRow = (index: number) => {
    if (virtual) virtualizer.scrollToIndex(index);
    const find = () => box.current?.querySelector<HTMLElement>(`[aria-rowindex="${index + 2}"]`);
    const focus = (tries: number) => {
      const row = find();
      const target = row?.querySelector<HTMLElement>("td a") ?? row;
      if (target) target.focus({ preventScroll: virtual });
      else if (tries > 0) requestAnimationFrame(() => focus(tries - 1));
    };
    focus(10);
  };
  const key = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.nativeEvent.isComposing ||
      target.matches("input, textarea, [role='menuitem']")
    )
      return;
    const row = target.closest<HTMLElement>("tr[aria-rowindex]");
    const current = row?.dataset["row"] === undefined ? -1 : Number(row.getAttribute("aria-rowindex")) - 2;
    const id = model[current]?.id;
    const next = rowAfter(event.key, event.code, current, model.length);
    if (next !== null) focusRow(next);
    else if (event.code === "KeyX" && id !== undefined && onSelect) tick(id, event.shiftKey);
    else return;
    event.preventDefault();
  };
  return (
    <div className="relative min-w-0">
      <RefreshBar active={Boolean(refreshing)} />
      <div
        ref={box}
        tabIndex={rowLink ? undefined : 0}
        onKeyDown={key}
        style={{ maxHeight: height ?? "max(20rem, calc(100dvh - 14rem))" }}
        className="overflow-auto"
      >
        <table
          aria-label={label}
          aria-rowcount={(total ?? model.length) + 1}
          aria-busy={rows === undefined || undefined}
          className="w-full table-fixed border-separate border-spacing-0 text-dense"
          style={{ minWidth: leastWidth(columns) + (onSelect ? 44 : 0) + (rowMenu ? 56 : 0) }}
        >
          <Head
            columns={columns}
            sort={sort}
            onSort={onSort}
            select={onSelect && { ids: model.map((row) => row.id), selected: selected ?? new Set(), onSelect }}
            menu={Boolean(rowMenu)}
          />
          <tbody>
            {rows === undefined && <Waiting columns={columns} extra={span - columns.length} />}
            <Spacer height={before} span={span} />
            {shown.map((row) => (
              <Line
                key={row.id}
                table={props}
                row={row}
                ticked={selected?.has(row.id) ?? false}
                onTick={tick}
                active={row.id === activeId}
                measure={virtual ? virtualizer.measureElement : undefined}
              />
            ))}
            <Spacer height={after} span={span} />
            {loadingMore && <Waiting columns={columns} extra={span - columns.length} rows={3} />}
          </tbody>
        </table>
        {onEnd && rows && <End key={rows.length} root={box} onEnd={onEnd} />}
      </div>
    </div>
  );
}

function rowHeight(box: HTMLElement | null): number {
  const set = box ? Number.parseInt(getComputedStyle(box).getPropertyValue("--row"), 10) : Number.NaN;
  return Number.isNaN(set) ? 44 : set;
}

/** What the columns need that are never dropped; under it the table scrolls sideways. */
function leastWidth<Row>(columns: Column<Row>[]): number {
  return columns
    .filter((column) => !column.hideBelow)
    .reduce((sum, column) => sum + (column.width ?? column.minWidth ?? 120), 0);
}

const CELL = "border-b border-border px-3 first:pl-4 last:pr-4";
const FIXED = "sticky left-0 z-1";

interface HeadProps<Row> {
  columns: Column<Row>[];
  sort: SortState | null | undefined;
  onSort: ((sort: SortState) => void) | undefined;
  select: { ids: string[]; selected: ReadonlySet<string>; onSelect: (ids: ReadonlySet<string>) => void } | undefined;
  menu: boolean;
}
function Head<Row>({ columns, sort, onSort, select, menu }: HeadProps<Row>) {
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
            style={{ width: column.width }}
            aria-sort={sort?.column === column.id ? (sort.descending ? "descending" : "ascending") : undefined}
            className={cx(
              CELL,
              "h-10 text-caption font-medium text-muted",
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
          <th className={cx(CELL, "w-14")}>
            <span className="sr-only">{t("actions")}</span>
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

interface LineProps<Row> {
  table: TableProps<Row>;
  row: ModelRow<Row>;
  ticked: boolean;
  active: boolean;
  onTick: (id: string, ranged: boolean) => void;
  measure: ((row: HTMLElement | null) => void) | undefined;
}
function Line<Row>({ table, row, ticked, active, onTick, measure }: LineProps<Row>) {
  const { columns, rowLink, rowLabel, rowMenu, onSelect } = table;
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

const Spacer = ({ height, span }: { height: number; span: number }) =>
  height > 0 ? (
    <tr aria-hidden>
      <td colSpan={span} style={{ height, padding: 0 }} />
    </tr>
  ) : null;

function Waiting<Row>({ columns, extra, rows = 8 }: { columns: Column<Row>[]; extra: number; rows?: number }) {
  const late = useLate();
  if (!late) return null;
  return Array.from({ length: rows }, (_, row) => (
    <tr key={row} aria-hidden>
      {extra > 0 && <td className={CELL} />}
      {columns.map((column, place) => (
        <td key={column.id} className={cx(CELL, "h-row", column.hideBelow && HIDE[column.hideBelow])}>
          <Skeleton width={place === 0 ? `${50 + ((row * 17) % 40)}%` : "60%"} />
        </td>
      ))}
      {extra > 1 && <td className={CELL} />}
    </tr>
  ));
}

/** Asks for the next page 600 px before the end comes into sight. */
function End({ root, onEnd }: { root: React.RefObject<HTMLDivElement | null>; onEnd: () => void }) {
  const mark = useRef<HTMLDivElement>(null);
  const ask = useRef(onEnd);
  useEffect(() => {
    ask.current = onEnd;
  });
  useEffect(() => {
    if (!mark.current || typeof IntersectionObserver === "undefined") return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && ask.current(), {
      root: root.current,
      rootMargin: "0px 0px 600px 0px",
    });
    observer.observe(mark.current);
    return () => observer.disconnect();
  }, [root]);
  return <div ref={mark} aria-hidden className="h-px" />;
}
