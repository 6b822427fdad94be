import type { ReactNode } from "react";
import { Toaster } from "./Toast";
import { TooltipProvider } from "./Tooltip";

/** Once around the app: tooltips and the place of toasts. */
export function KitProvider({ children }: { children: ReactNode }) {
  return (
    <TooltipProvider>
      {children}
      <Toaster />
    </TooltipProvider>
  );
}
