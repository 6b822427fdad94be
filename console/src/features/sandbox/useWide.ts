import { useState, useSyncExternalStore } from "react";

const wide = globalThis.matchMedia("(min-width: 80rem)");

function subscribe(listener: () => void): () => void {
  wide.addEventListener("change", listener);
  return () => { wide.removeEventListener("change", listener); };
}

/** Whether the inspector stands beside the thread; under 1280 it is a sheet. */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => wide.matches);
}

/** A yes or no that this browser remembers. */
export function useKept(name: string, initial = false): [boolean, (to: boolean) => void] {
  const [value, setValue] = useState(() => read(name) ?? initial);
  const keep = (to: boolean) => {
    setValue(to);
    try {
      localStorage.setItem(name, String(to));
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  };
  return [value, keep];
}

function read(name: string): boolean | null {
  try {
    const kept = localStorage.getItem(name);
    return kept === null ? null : kept === "true";
  } catch {
    return null;
  }
}
