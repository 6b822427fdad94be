import { CircleAlert, CircleCheck, Info, TriangleAlert, Undo2, X } from "lucide-react";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { Button } from "./Button";
import { cx } from "./cx";
import { IconButton } from "./IconButton";
import type { Toast } from "./props";
import { dismissToast, holdToasts, releaseToasts, shownToasts, subscribeToasts, undoToast } from "./toast-store";
import { useWords } from "./words";

const MARK = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert };
const INK = {
  info: "text-accent-text",
  success: "text-success-text",
  warning: "text-warning-text",
  danger: "text-danger-text",
};

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Where toasts appear. F8 moves the focus here; Ctrl Z takes back the newest that can be undone. */
export function Toaster() {
  const t = useWords();
  const region = useRef<HTMLDivElement>(null);
  const toasts = useSyncExternalStore(subscribeToasts, shownToasts, shownToasts);
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (event.key === "F8") region.current?.focus();
      const undone =
        (event.ctrlKey || event.metaKey) && !event.shiftKey && event.code === "KeyZ" && !typing(event.target);
      const newest = undone && shownToasts().findLast((one) => one.undo);
      if (newest) {
        event.preventDefault();
        undoToast(newest.id);
      }
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  }, []);
  return (
    <div
      ref={region}
      role="region"
      aria-label={t("toasts")}
      tabIndex={-1}
      onPointerEnter={holdToasts}
      onPointerLeave={releaseToasts}
      onFocus={holdToasts}
      onBlur={releaseToasts}
      onKeyDown={(event) => event.key === "Escape" && toasts.at(-1) && dismissToast(toasts.at(-1)?.id ?? "")}
      className="pointer-events-none fixed right-4 bottom-4 z-70 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2 rounded-card max-md:bottom-18"
    >
      <div role="status" className="contents">
        {toasts.map((one) => one.tone !== "danger" && <Line key={one.id} toast={one} />)}
      </div>
      <div role="alert" className="contents">
        {toasts.map((one) => one.tone === "danger" && <Line key={one.id} toast={one} />)}
      </div>
    </div>
  );
}

function Line({ toast }: { toast: Toast }) {
  const t = useWords();
  const tone = toast.tone ?? "info";
  const Mark = MARK[tone];
  return (
    <div className="pointer-events-auto flex animate-rise items-start gap-3 rounded-card border border-border bg-raised py-2 pr-2 pl-4 shadow-popover">
      {toast.tone && (
        <span className={cx("flex h-8 items-center", INK[tone])}>
          <Mark size={16} strokeWidth={1.75} aria-hidden />
        </span>
      )}
      <p className="anywhere min-w-0 flex-1 self-center py-1">{toast.text}</p>
      {toast.action && (
        <Button size="small" onClick={() => (dismissToast(toast.id), toast.action?.onSelect())}>
          {toast.action.label}
        </Button>
      )}
      {toast.undo && (
        <Button size="small" icon={Undo2} onClick={() => undoToast(toast.id)}>
          {t("undo")}
        </Button>
      )}
      <IconButton
        icon={X}
        label={t("close")}
        onClick={() => dismissToast(toast.id)}
        className="size-7! pointer-coarse:size-11!"
      />
    </div>
  );
}
