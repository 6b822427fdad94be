import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import "./nonce";
import { cx } from "./cx";
import { focusFirstField } from "./first-focus";
import { useFocusReturn } from "./focus-return";
import { IconButton } from "./IconButton";
import type { SheetProps } from "./props";
import { useWords } from "./words";

const WIDTH = { 360: "sm:w-90", 480: "sm:w-120", 640: "sm:w-160" };

/** A panel at the right edge: a thing beside the page it belongs to. */
export function Sheet({
  open,
  onOpenChange,
  title,
  description,
  width = 480,
  footer,
  modal = true,
  children,
}: SheetProps) {
  const t = useWords();
  const giveBack = useFocusReturn(open);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange} modal={modal}>
      <Radix.Portal>
        {modal && <Radix.Overlay className="fixed inset-0 z-50 animate-fade bg-scrim" />}
        <Radix.Content
          onOpenAutoFocus={focusFirstField}
          tabIndex={-1}
          {...(description ? {} : { "aria-describedby": undefined })}
          {...(modal
            ? { onCloseAutoFocus: giveBack }
            : { onInteractOutside: (event: Event) => event.preventDefault() })}
          className={cx(
            "fixed inset-y-0 right-0 z-50 flex w-full max-w-full animate-sheet flex-col border-l border-border bg-raised shadow-dialog outline-none",
            WIDTH[width],
          )}
        >
          <header className="flex items-start gap-4 border-b border-border px-6 py-4">
            <div className="min-w-0 flex-1">
              <Radix.Title className="anywhere text-h2">{title}</Radix.Title>
              {description && <Radix.Description className="text-muted">{description}</Radix.Description>}
            </div>
            <Radix.Close asChild>
              <IconButton icon={X} label={t("close")} className="-mr-2" />
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-6 py-4">{children}</div>
          {footer && (
            <footer className="flex items-center justify-end gap-2 border-t border-border px-6 py-3">{footer}</footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
