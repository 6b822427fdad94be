import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./Button";
import type { BulkBarProps, SaveBarProps } from "./props";
import { useWords } from "./words";

function Bar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div
      role="region"
      aria-label={label}
      className="sticky bottom-0 z-10 flex min-h-14 animate-rise flex-wrap items-center gap-x-3 gap-y-2 border-t border-border bg-surface px-4 py-2 lg:px-6"
    >
      {children}
    </div>
  );
}

/** Stands at the foot of a form that differs from what is stored. */
export function SaveBar({ changes, onSave, onDiscard, saving, saveLabel, error }: SaveBarProps) {
  const t = useWords();
  if (changes === 0) return <span role="status" className="sr-only" />;
  return (
    <Bar label={t("unsavedRegion")}>
      <span role="status" className="mr-auto font-medium">
        {t("unsaved", { count: changes })}
      </span>
      {error && (
        <span role="alert" className="flex items-center gap-1 text-dense text-danger-text">
          <CircleAlert size={14} strokeWidth={1.75} aria-hidden />
          {error}
        </span>
      )}
      <Button variant="ghost" onClick={onDiscard} disabled={saving ?? false}>
        {t("discard")}
      </Button>
      <Button variant="primary" onClick={onSave} busy={saving ?? false}>
        {saveLabel ?? t("save")}
      </Button>
    </Bar>
  );
}

/** What can be done with the rows that are ticked. */
export function BulkBar({ count, onClear, children }: BulkBarProps) {
  const t = useWords();
  if (count === 0) return null;
  return (
    <Bar label={t("selectionRegion")}>
      <span role="status" className="numbers font-medium max-md:mr-auto">
        {t("selected", { count })}
      </span>
      <div className="flex flex-wrap items-center gap-2 max-md:order-last max-md:w-full">{children}</div>
      <Button variant="ghost" onClick={onClear} className="md:ml-auto">
        {t("clearSelection")}
      </Button>
    </Bar>
  );
}
