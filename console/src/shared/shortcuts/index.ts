import { useEffect, useEffectEvent, useSyncExternalStore } from "react";

import { currentLook } from "@/shared/theme";

export { keyOf } from "./keys";

import { chordOf, isSingle, normalise, SEQUENCE_MS } from "./keys";

export interface Shortcut {
  /** In the words of the key caps: `g h`, `Ctrl K`, `[`. */
  keys: string;
  /** What it does, in the reader's language; shown by `?`. */
  label: string;
  /** The heading it stands under; default: the current screen. */
  group?: string;
  /** Absent: a part handles the keys itself, and they are only listed. */
  run?: () => void;
  /** Acts in text fields as well: `Ctrl S`. Chords with Ctrl do so unless this is false. */
  inFields?: boolean;
}

interface Entry extends Shortcut {
  steps: string[];
}

let entries: Entry[] = [];
let pending: { steps: string[]; at: number } | null = null;
const listeners = new Set<() => void>();

function changed(next: Entry[]): void {
  entries = next;
  for (const listener of listeners) listener();
}

/** Adds shortcuts; the newest screen wins when two want the same keys. Returns how to take them away. */
export function addShortcuts(shortcuts: readonly Shortcut[]): () => void {
  const own = shortcuts.map((shortcut) => ({ ...shortcut, steps: normalise(shortcut.keys) }));
  changed([...own, ...entries]);
  return () => { changed(entries.filter((entry) => !own.includes(entry))); };
}

/** Shortcuts that live as long as the component. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const names = shortcuts.map((shortcut) => `${shortcut.keys}\n${shortcut.label}\n${shortcut.group ?? ""}`).join("\0");
  const run = useEffectEvent((index: number) => { shortcuts[index]?.run?.(); });
  const list = useEffectEvent(() => shortcuts.map((shortcut, index) => (shortcut.run ? { ...shortcut, run: () => { run(index); } } : shortcut)));
  useEffect(() => addShortcuts(list()), [names]);
}

/** Every shortcut of the current screen, for the list that `?` opens. */
export function useShortcutList(): readonly Shortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => entries,
  );
}

function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.tagName === "TEXTAREA" || target.tagName === "SELECT") return true;
  const passive = ["checkbox", "radio", "button", "submit", "range", "file", "color"];
  return target instanceof HTMLInputElement && !passive.includes(target.type);
}

/** Handles one key press; true when a shortcut took it. */
export function handlePress(event: KeyboardEvent, now: number = Date.now()): boolean {
  const chord = event.defaultPrevented ? null : chordOf(event);
  if (chord === null) return false;
  const single = isSingle(chord);
  if (single && (currentLook().shortcuts === "off" || isTextField(event.target) || isInDialog(event.target))) return false;
  const before = pending && now - pending.at < SEQUENCE_MS ? pending.steps : [];
  const steps = [...before, chord];
  const usable = (entry: Entry) => entry.run && (single || entry.inFields !== false || !isTextField(event.target));
  const found = matching(steps).find(usable) ?? matching([chord]).find(usable);
  if (found) {
    pending = null;
    event.preventDefault();
    found.run?.();
    return true;
  }
  pending = entries.some((entry) => startsWith(entry.steps, [chord])) ? { steps: [chord], at: now } : null;
  return false;
}

function matching(steps: string[]): Entry[] {
  return entries.filter((entry) => entry.steps.length === steps.length && startsWith(entry.steps, steps));
}

function startsWith(steps: string[], beginning: string[]): boolean {
  return beginning.every((step, index) => steps[index] === step);
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"],[role="menu"],[role="listbox"]') !== null;
}

/** Listens to the whole page. Returns how to stop. */
export function startShortcuts(): () => void {
  const listener = (event: KeyboardEvent) => { handlePress(event); };
  document.addEventListener("keydown", listener);
  return () => { document.removeEventListener("keydown", listener); };
}
