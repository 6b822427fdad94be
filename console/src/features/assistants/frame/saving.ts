/** How the draft's edits stand, set by the settings: the word beside the title, and how to have all of them saved before something is done with the draft. */
import { useSyncExternalStore } from "react";

export type Saving = { kind: "idle" } | { kind: "saving" } | { kind: "saved"; at: Date } | { kind: "retrying" } | { kind: "changed" } | { kind: "refused" };

const IDLE: Saving = { kind: "idle" };
let current: Saving = IDLE;
const listeners = new Set<() => void>();

export function setSaving(next: Saving): void {
  current = next;
  for (const listener of listeners) listener();
}

export function useSaving(): Saving {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
    () => current,
  );
}

/** Whether every edit is with the server now. */
export type SaveAll = () => Promise<boolean>;
let saveAll: SaveAll | null = null;

/** Says how the edits of the form on the screen are saved; `null` when it leaves. */
export function setSaveAll(next: SaveAll | null): void {
  saveAll = next;
}

/** Saves what was typed and not yet sent; false when the server did not take it, which the form then says. */
export async function saveEdits(): Promise<boolean> {
  return saveAll === null || saveAll();
}
