import { AlertDialog as Radix } from "radix-ui";
import { useEffect, useRef, useState } from "react";
import "./nonce";
import { Button } from "./Button";
import { Field } from "./Field";
import { useFocusReturn } from "./focus-return";
import type { ConfirmDialogProps } from "./props";
import { TextInput } from "./TextInput";
import { useWords } from "./words";

/**
 * The last word before a loss. The focus stands on Cancel; a typed name keeps the button off until it is exact.
 * It closes once `onConfirm` is done. When that rejects it stays open: the caller has shown why.
 */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, children, consequences, action, onConfirm, typed, tone = "danger" } = props;
  const t = useWords();
  const cancel = useRef<HTMLButtonElement>(null);
  const giveBack = useFocusReturn(open);
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  useEffect(() => setText(""), [open]);
  const ready = typed === undefined || text === typed;
  const confirm = async () => {
    if (!ready || busy) return;
    setBusy(true);
    try {
      await onConfirm();
      onOpenChange(false);
    } catch {
      // The caller tells the reason inside the dialog or by a toast; the question stays for another answer.
    } finally {
      setBusy(false);
    }
  };
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-60 grid animate-fade place-items-end overflow-y-auto bg-scrim sm:place-items-center sm:p-6">
          <Radix.Content
            onOpenAutoFocus={(event) => {
              event.preventDefault();
              cancel.current?.focus();
            }}
            onCloseAutoFocus={giveBack}
            className="w-full max-w-120 animate-pop rounded-t-dialog bg-raised p-6 shadow-dialog outline-none sm:rounded-dialog"
          >
            <form
              onSubmit={(event) => {
                event.preventDefault();
                event.stopPropagation();
                void confirm();
              }}
            >
              <Radix.Title className="anywhere text-h2">{title}</Radix.Title>
              <Radix.Description asChild>
                <div className="mt-2 flex flex-col gap-3 text-muted">
                  {children}
                  {consequences && (
                    <ul className="list-disc pl-5 marker:text-border-strong">
                      {consequences.map((one) => (
                        <li key={one}>{one}</li>
                      ))}
                    </ul>
                  )}
                </div>
              </Radix.Description>
              {typed !== undefined && (
                <div className="mt-4">
                  <Field label={t("typeToConfirm", { name: typed })}>
                    <TextInput
                      value={text}
                      onChange={(event) => setText(event.target.value)}
                      autoComplete="off"
                      spellCheck={false}
                    />
                  </Field>
                </div>
              )}
              <footer className="mt-6 flex flex-wrap justify-end gap-2">
                <Radix.Cancel asChild>
                  <Button ref={cancel}>{t("cancel")}</Button>
                </Radix.Cancel>
                <Button type="submit" variant={tone} disabled={!ready} busy={busy}>
                  {action}
                </Button>
              </footer>
            </form>
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}
