import { SearchX } from "lucide-react";
import { type CSSProperties, type KeyboardEvent, lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "./Button";
import { cx } from "./cx";
import { RefreshBar } from "./ProgressBar";
import type { Column, TableProps } from "./props";
import { Skeleton, useLate } from "./Skeleton";
import { Empty } from "./States";
import { useColumnChoice } from "./table-columns";
import { TableHead } from "./TableHead";
import { TableLine } from "./TableLine";
import { CELL, HIDE, keepsWidth, NARROW, rowAfter, type TableRow, type TableSight, toggled } from "./table-rows";
import { edit, letterOf, useTableKeys } from "./table-keys";
import { useWords } from "./words";

const TableWindow = lazy(() => import("./TableWindow"));

const VIRTUAL_ABOVE = 100;
/** From here on the part that virtualises is fetched, so that it is there when it is needed. */
const NEAR = 50;

/**
 * Rows of one kind. The first cell holds the row's one real link and stays when the rest scrolls; the menu comes last. Above a
 * hundred rows only the seen ones stand in the document. Arrows or `j` `k` move, `x` ticks, `Shift x` ticks a range, `e` edits.
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
    columns: every,
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
  const { shown: columns, entries } = useColumnChoice(every);
  const model = useMemo(() => (rows ?? []).map((row, index): TableRow<Row> => ({ id: rowId(row), index, original: row })), [rows, rowId]);
  const virtual = model.length > VIRTUAL_ABOVE;
  const [sight, setSight] = useState<TableSight | null>(null);
  const inSight = virtual ? sight : null;
  const seen = virtual ? model.slice(inSight?.from ?? 0, inSight?.to ?? VIRTUAL_ABOVE) : model;
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
    inSight?.show(index);
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
    const letter = letterOf(event.nativeEvent);
    const next = rowAfter(letter ?? event.key, current, model.length);
    if (next !== null) focusRow(next);
    else if (letter === "x" && id !== undefined && onSelect) tick(id, event.shiftKey);
    else if (letter === "e" && row && model[current]) edit(row, rowMenu?.(model[current].original) ?? []);
    else return;
    event.preventDefault();
  };
  useTableKeys({ box, canTick: onSelect !== undefined, canOpen: rowLink !== undefined });
  return (
    <div className="relative min-w-0">
      <RefreshBar active={Boolean(refreshing)} />
      <Suspense>{model.length > NEAR && <TableWindow count={model.length} enabled={virtual} box={box} onSight={setSight} />}</Suspense>
      <div
        ref={box}
        data-table
        tabIndex={rowLink ? undefined : 0}
        onKeyDown={key}
        style={{ maxHeight: height ?? "max(20rem, calc(100dvh - 14rem))" }}
        className="overflow-auto"
      >
        <table
          aria-label={label}
          aria-rowcount={(total ?? model.length) + 1}
          aria-busy={rows === undefined || undefined}
          className="w-full min-w-(--least-narrow) table-fixed border-separate border-spacing-0 text-dense md:min-w-(--least)"
          style={leastWidths(columns, (onSelect ? 44 : 0) + (rowMenu ? 56 : 0))}
        >
          <TableHead
            columns={columns}
            sort={sort}
            onSort={onSort}
            select={onSelect && { ids: model.map((row) => row.id), selected: selected ?? new Set(), onSelect }}
            menu={rowMenu ? entries : null}
          />
          <tbody>
            {rows === undefined && <Waiting columns={columns} extra={span - columns.length} />}
            <Spacer height={inSight?.before ?? 0} span={span} />
            {seen.map((row) => (
              <TableLine
                key={row.id}
                table={props}
                columns={columns}
                row={row}
                ticked={selected?.has(row.id) ?? false}
                onTick={tick}
                active={row.id === activeId}
                measure={inSight?.measure}
              />
            ))}
            <Spacer height={inSight?.after ?? 0} span={span} />
            {loadingMore && <Waiting columns={columns} extra={span - columns.length} rows={3} />}
          </tbody>
        </table>
        {onEnd && rows && <End key={rows.length} root={box} onEnd={onEnd} />}
      </div>
    </div>
  );
}

/** What the columns need that are never dropped, wide and on a phone; under it the table scrolls sideways. */
function leastWidths<Row>(columns: Column<Row>[], extra: number): CSSProperties {
  const kept = columns.filter((column) => !column.hideBelow);
  const sum = (need: (column: Column<Row>) => number) => `${kept.reduce((all, column) => all + need(column), extra)}px`;
  return {
    "--least": sum((column) => column.width ?? column.minWidth ?? 120),
    "--least-narrow": sum((column) => (keepsWidth(column) ? column.width : NARROW) ?? NARROW),
  } as CSSProperties;
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
