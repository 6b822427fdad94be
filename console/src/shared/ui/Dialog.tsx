import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { FormEvent, ReactNode } from "react";
import "./nonce";
import { cx } from "./cx";
import { focusFirstField } from "./first-focus";
import { useFocusReturn } from "./focus-return";
import { IconButton } from "./IconButton";
import type { DialogProps } from "./props";
import { useWords } from "./words";

const WIDTH = { small: "max-w-100", medium: "max-w-140", large: "max-w-200" };

/** A question over the page. Traps the focus and gives it back; under 480 px it stands on the lower edge. */
export function Dialog(props: DialogProps) {
  const {
    open,
    onOpenChange,
    title,
    description,
    size = "medium",
    footer,
    onSubmit,
    dismissable = true,
    children,
  } = props;
  const t = useWords();
  const giveBack = useFocusReturn(open);
  const stay = dismissable ? undefined : (event: Event) => event.preventDefault();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-60 grid animate-fade place-items-end overflow-y-auto bg-scrim sm:place-items-center sm:p-6">
          <Radix.Content
            onOpenAutoFocus={focusFirstField}
            onCloseAutoFocus={giveBack}
            tabIndex={-1}
            {...(stay ? { onEscapeKeyDown: stay, onPointerDownOutside: stay, onInteractOutside: stay } : {})}
            {...(description ? {} : { "aria-describedby": undefined })}
            className={cx(
              "flex w-full animate-pop flex-col rounded-t-dialog bg-raised shadow-dialog outline-none sm:rounded-dialog",
              WIDTH[size],
            )}
          >
            <header className="flex items-start gap-4 px-6 pt-5 pb-1">
              <div className="min-w-0 flex-1">
                <Radix.Title className="anywhere text-h2">{title}</Radix.Title>
                {description && <Radix.Description className="mt-1 text-muted">{description}</Radix.Description>}
              </div>
              {dismissable && (
                <Radix.Close asChild>
                  <IconButton icon={X} label={t("close")} className="-mr-2" />
                </Radix.Close>
              )}
            </header>
            <Body onSubmit={onSubmit}>
              {children && <div className="flex flex-col gap-4 px-6 pt-3 pb-2">{children}</div>}
              {footer && (
                <footer className="flex flex-wrap items-center justify-end gap-2 px-6 pt-4 pb-6">{footer}</footer>
              )}
              {!footer && <div className="h-4" />}
            </Body>
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Body({
  onSubmit,
  children,
}: {
  onSubmit: ((event: FormEvent<HTMLFormElement>) => void) | undefined;
  children: ReactNode;
}) {
  if (!onSubmit) return children;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.stopPropagation();
    onSubmit(event);
  };
  return (
    <form noValidate onSubmit={submit}>
      {children}
    </form>
  );
}
