import { Tooltip as Radix } from "radix-ui";
import { keyNames } from "./Kbd";
import type { TooltipProps } from "./props";

/** A short word on hover and focus. It never holds what cannot be learned otherwise. */
export function Tooltip({ text, shortcut, side = "top", children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-80 flex max-w-72 animate-fade items-center gap-2 rounded-control bg-text px-2 py-1 text-caption text-canvas"
        >
          {text}
          {shortcut && <span className="opacity-70">{keyNames(shortcut).join(" ")}</span>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Once around the app: tooltips follow each other without a new wait. */
export const TooltipProvider = ({ children }: { children: React.ReactNode }) => (
  <Radix.Provider delayDuration={400} skipDelayDuration={200}>
    {children}
  </Radix.Provider>
);
