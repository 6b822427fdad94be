/** What the header says beside the title while the draft is edited; one word, set by the settings. */
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
