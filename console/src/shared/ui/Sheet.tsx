import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { useEffect, useState } from "react";
import "./nonce";
import { ConfirmDialog } from "./ConfirmDialog";
import { cx } from "./cx";
import { focusFirstField } from "./first-focus";
import { useFocusReturn } from "./focus-return";
import { IconButton } from "./IconButton";
import type { SheetProps } from "./props";
import { useWords } from "./words";

const WIDTH = { 360: "sm:w-90", 480: "sm:w-120", 640: "sm:w-160" };

/** A panel at the right edge: a thing beside the page it belongs to. While something is unsaved it asks before it closes. */
export function Sheet({
  open,
  onOpenChange,
  title,
  description,
  width = 480,
  footer,
  modal = true,
  unsaved = false,
  children,
}: SheetProps) {
  const t = useWords();
  const giveBack = useFocusReturn(open);
  const [asking, setAsking] = useState(false);
  useKeptOnReload(unsaved);
  const change = (next: boolean) => {
    if (!next && unsaved) setAsking(true);
    else onOpenChange(next);
  };
  return (
    <Radix.Root open={open} onOpenChange={change} modal={modal}>
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
          <ConfirmDialog
            open={asking}
            onOpenChange={setAsking}
            title={t("leaveTitle")}
            action={t("leaveAction")}
            onConfirm={() => onOpenChange(false)}
          >
            {t("leaveText")}
          </ConfirmDialog>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The browser asks too, before the page goes away with what was typed. */
function useKeptOnReload(unsaved: boolean) {
  useEffect(() => {
    if (!unsaved) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [unsaved]);
}
