/** The keys of a list (`console.md` 3.3): what a letter does in a row, how the first row is reached, and what `?` lists. */
import type { RefObject } from "react";

import { keyOf, useShortcuts } from "@/shared/shortcuts";
import { currentLook } from "@/shared/theme";

import type { MenuEntry, MenuItem } from "./props";
import { useWords } from "./words";

/** The letter that a press in a row stands for; null where single keys are switched off. */
export function letterOf(event: KeyboardEvent): string | null {
  const key = currentLook().shortcuts === "off" ? null : keyOf(event);
  return key?.length === 1 ? key : null;
}

/** Edits what a row stands for: by the entry of its menu that has the key `e`, else where the row leads. */
export function edit(row: HTMLElement, menu: readonly MenuEntry[]): void {
  const entry = menu.find((each): each is MenuItem => typeof each === "object" && "label" in each && each.shortcut === "e");
  if (entry?.onSelect && !entry.disabled) entry.onSelect();
  else row.querySelector<HTMLElement>("td a")?.click();
}

interface Keys {
  box: RefObject<HTMLElement | null>;
  canTick: boolean;
  canOpen: boolean;
}

/** Leads from anywhere on the page into its first list by `j` and `k`, and lists the keys of a row. */
export function useTableKeys({ box, canTick, canOpen }: Keys): void {
  const t = useWords();
  const group = t("lists");
  const enter = () => {
    const first = box.current?.ownerDocument.querySelector<HTMLElement>("[data-table] tbody tr[aria-rowindex]");
    (first?.querySelector<HTMLElement>("td a") ?? first)?.focus();
  };
  useShortcuts([
    { keys: "j", label: t("nextRow"), group, run: enter },
    { keys: "k", label: t("previousRow"), group, run: enter },
    ...(canOpen ? [{ keys: "Enter", label: t("openRow"), group }, { keys: "e", label: t("editRow"), group }] : []),
    ...(canTick ? [{ keys: "x", label: t("tickRow"), group }, { keys: "Shift x", label: t("tickRange"), group }] : []),
  ]);
}
