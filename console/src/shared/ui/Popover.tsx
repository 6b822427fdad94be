import { Popover as Radix } from "radix-ui";
import type { PopoverProps } from "./props";

/** A small panel that belongs to its trigger. */
export function Popover({
  trigger,
  label,
  children,
  open,
  onOpenChange,
  align = "start",
  side = "bottom",
  width = 320,
}: PopoverProps) {
  return (
    <Radix.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          style={{ width, maxWidth: "calc(100vw - 16px)" }}
          className="z-40 max-h-(--radix-popover-content-available-height) animate-pop overflow-y-auto rounded-card border border-border bg-raised p-4 shadow-popover outline-none"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
