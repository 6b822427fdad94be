/** What the strip over the page says about live data. */
import { useSyncExternalStore } from "react";

export type LiveState = "starting" | "live" | "away";

export interface LiveStatus {
  state: LiveState;
  /** Since when nothing new arrives. */
  awaySince: Date | null;
  /** How many changes the last catching-up brought; null when it was shown or there was none. */
  caughtUp: number | null;
}

let status: LiveStatus = { state: "starting", awaySince: null, caughtUp: null };
const listeners = new Set<() => void>();

export function setLiveStatus(next: Partial<LiveStatus>): void {
  status = { ...status, ...next };
  for (const listener of listeners) listener();
}

export function readLiveStatus(): LiveStatus {
  return status;
}

export function useLiveStatus(): LiveStatus {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    readLiveStatus,
  );
}
