/** Which columns of a table are shown, chosen by each person and remembered in this browser. */
import { useState } from "react";

import { setLook, useLook } from "@/shared/theme";

import type { Column, MenuEntry } from "./props";
import { useWords } from "./words";

/** The columns that are not hidden, and the entries of the menu that chooses them. The first column always stays. */
export function useColumnChoice<Row>(columns: Column<Row>[]): { shown: Column<Row>[]; entries: MenuEntry[] } {
  const t = useWords();
  const { density } = useLook();
  const key = `comity.columns.${columns.map((column) => column.id).join(".")}`;
  const [hidden, setHidden] = useState(() => readHidden(key));
  const turn = (id: string) => {
    const next = hidden.includes(id) ? hidden.filter((each) => each !== id) : [...hidden, id];
    setHidden(next);
    keepHidden(key, next);
  };
  const densities = ["comfortable", "compact"] as const;
  return {
    shown: columns.filter((column, place) => place === 0 || !hidden.includes(column.id)),
    entries: [
      { heading: t("columns") },
      ...columns.slice(1).map((column) => ({
        label: column.header,
        checked: !hidden.includes(column.id),
        onSelect: () => turn(column.id),
      })),
      { heading: t("density") },
      ...densities.map((one) => ({ label: t(one), checked: density === one, onSelect: () => setLook("density", one) })),
    ],
  };
}

function readHidden(key: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}

function keepHidden(key: string, hidden: string[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(hidden));
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}
