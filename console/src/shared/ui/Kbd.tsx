import type { KbdProps } from "./props";

const MAC = /Mac|iP(hone|ad)/.test(globalThis.navigator?.platform ?? "");
const MARKS: Record<string, string> = MAC ? { Ctrl: "⌘", Alt: "⌥", Shift: "⇧", Enter: "↵" } : { Enter: "↵" };

/** The words of a shortcut as the reader's keyboard names them. */
export function keyNames(keys: string): string[] {
  return keys.split(" ").map((key) => MARKS[key] ?? (key.length === 1 ? key.toUpperCase() : key));
}

export function Kbd({ keys }: KbdProps) {
  return (
    <span className="inline-flex gap-1" aria-label={keys}>
      {keyNames(keys).map((key, place) => (
        <kbd
          key={place}
          className="inline-flex h-5 min-w-5 items-center justify-center rounded-chip border border-border bg-surface px-1 font-sans text-caption text-muted"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
