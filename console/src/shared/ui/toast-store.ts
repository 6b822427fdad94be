import type { Toast, ToastInput } from "./props";

const AT_MOST = 3;
const SHOWN = 5000;
const SHOWN_WITH_UNDO = 8000;

let toasts: readonly Toast[] = [];
let made = 0;
const readers = new Set<() => void>();
const timers = new Map<string, ReturnType<typeof setTimeout>>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const read of readers) read();
}

/** How long a toast stays, in ms; 0: until it is closed. */
export function stays(toast: ToastInput): number {
  if (toast.duration !== undefined) return toast.duration;
  if (toast.tone === "danger") return 0;
  return toast.undo || toast.action ? SHOWN_WITH_UNDO : SHOWN;
}

function arm(toast: Toast): void {
  const time = stays(toast);
  if (time > 0)
    timers.set(
      toast.id,
      setTimeout(() => dismissToast(toast.id), time),
    );
}

/** Shows a toast and returns its id. The oldest gives way to the fourth. */
export function toast(input: ToastInput | string): string {
  const made_ = { ...(typeof input === "string" ? { text: input } : input), id: `t${(made += 1)}` };
  for (const old of toasts.slice(0, Math.max(0, toasts.length + 1 - AT_MOST))) dismissToast(old.id);
  set([...toasts, made_]);
  arm(made_);
  return made_.id;
}

export function dismissToast(id: string): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
  set(toasts.filter((one) => one.id !== id));
}

/** Takes back what the toast told of, and closes it. */
export function undoToast(id: string): void {
  const found = toasts.find((one) => one.id === id);
  dismissToast(id);
  found?.undo?.();
}

/** Time stands still while somebody points at the toasts or has the focus in them. */
export function holdToasts(): void {
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
}
export function releaseToasts(): void {
  holdToasts();
  toasts.forEach(arm);
}

export function subscribeToasts(read: () => void): () => void {
  readers.add(read);
  return () => void readers.delete(read);
}
export const shownToasts = (): readonly Toast[] => toasts;
