import { useVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, type RefObject } from "react";
import type { TableSight } from "./table-rows";

interface TableWindowProps {
  count: number;
  /** Off, it only waits to be needed. */
  enabled: boolean;
  box: RefObject<HTMLDivElement | null>;
  onSight: (sight: TableSight) => void;
}

/** Tells a long table, before each paint, which of its rows are in sight. Draws nothing: the rows stay where they are. */
export default function TableWindow({ count, enabled, box, onSight }: TableWindowProps) {
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight(box.current),
    overscan: 8,
    enabled,
    initialOffset: () => box.current?.scrollTop ?? 0,
    initialRect: { width: 1024, height: 640 },
  });
  const items = virtualizer.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  const total = virtualizer.getTotalSize();
  const before = first?.start ?? 0;
  const after = total - (last?.end ?? 0);
  const [from, to] = [first?.index ?? 0, last ? last.index + 1 : 0];
  useLayoutEffect(() => {
    if (enabled) onSight({ from, to, before, after, measure: virtualizer.measureElement, show: (index) => { virtualizer.scrollToIndex(index); } });
  }, [onSight, enabled, virtualizer, from, to, before, after]);
  return null;
}

function rowHeight(box: HTMLElement | null): number {
  const set = box ? Number.parseInt(getComputedStyle(box).getPropertyValue("--row"), 10) : Number.NaN;
  return Number.isNaN(set) ? 44 : set;
}
