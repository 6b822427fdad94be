import { HoverCard as Radix } from "radix-ui";
import type { HoverCardProps } from "./props";

/** A look ahead at what a link leads to, on hover and on focus. */
export function HoverCard({ children, card, width = 320 }: HoverCardProps) {
  return (
    <Radix.Root openDelay={150} closeDelay={120}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side="top"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          style={{ width, maxWidth: "calc(100vw - 16px)" }}
          className="z-40 animate-pop rounded-card border border-border bg-raised p-3 shadow-popover"
        >
          {card}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
