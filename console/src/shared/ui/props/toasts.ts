/** What a toast takes. */

export interface ToastInput {
  text: string;
  tone?: "info" | "success" | "warning" | "danger"; // danger stays and is role="alert"
  undo?: () => void; // 8 s, Ctrl Z while shown
  action?: { label: string; onSelect: () => void };
  duration?: number; // ms; 0 stays
}
export type Toast = ToastInput & { id: string };
