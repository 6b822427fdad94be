import { CircleAlert, CircleCheck, Info, Lightbulb, TriangleAlert, X } from "lucide-react";
import { Button } from "./Button";
import { CopyButton, useCopy } from "./CopyId";
import { cx } from "./cx";
import { IconButton } from "./IconButton";
import type { CalloutProps, ErrorCalloutProps, Trouble } from "./props";
import { useWords } from "./words";

const TINT = {
  info: "bg-accent-soft",
  success: "bg-success-soft",
  warning: "bg-warning-soft",
  danger: "bg-danger-soft",
  neutral: "bg-neutral-soft",
};
const INK = {
  info: "text-accent-text",
  success: "text-success-text",
  warning: "text-warning-text",
  danger: "text-danger-text",
  neutral: "text-muted",
};
const MARK = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert, neutral: Lightbulb };

/** A notice inside the page. */
export function Callout({ tone = "info", title, children, actions, onDismiss }: CalloutProps) {
  const t = useWords();
  const Mark = MARK[tone];
  return (
    <div role={tone === "danger" ? "alert" : undefined} className={cx("flex gap-3 rounded-card px-4 py-3", TINT[tone])}>
      <span className={cx("flex h-[1lh] items-center", INK[tone])}>
        <Mark size={16} strokeWidth={1.75} aria-hidden />
      </span>
      <div className="anywhere min-w-0 flex-1">
        {title && <p className={cx("font-semibold", children !== undefined && "mb-1")}>{title}</p>}
        {children}
        {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
      {onDismiss && <IconButton icon={X} label={t("close")} onClick={onDismiss} className="-my-1 -mr-2" />}
    </div>
  );
}

/** What a person sends to whoever can help. */
export function troubleText(trouble: Trouble): string {
  const lines = [
    trouble.message,
    trouble.code,
    trouble.requestId && `request ${trouble.requestId}`,
    location.pathname,
    new Date().toISOString(),
  ];
  return lines.filter(Boolean).join("\n");
}

/** A refused call: what happened, its code, its request id, and *Copy details*. */
export function ErrorCallout({ trouble, title, onRetry, actions }: ErrorCalloutProps) {
  const t = useWords();
  const [copied, copy] = useCopy();
  return (
    <Callout
      tone="danger"
      {...(title ? { title } : {})}
      actions={
        <>
          {onRetry && (
            <Button size="small" onClick={onRetry}>
              {t("retry")}
            </Button>
          )}
          {actions}
          <Button size="small" variant="ghost" onClick={() => copy(troubleText(trouble))}>
            {copied ? t("copied") : t("copyDetails")}
          </Button>
        </>
      }
    >
      <p>{trouble.message}</p>
      <TroubleCode trouble={trouble} />
    </Callout>
  );
}

/** The code and the request id in mono. */
export function TroubleCode({ trouble }: { trouble: Trouble }) {
  const t = useWords();
  if (!trouble.code && !trouble.requestId) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-caption text-muted">
      {trouble.code && <span className="font-mono">{trouble.code}</span>}
      {trouble.requestId && (
        <span className="inline-flex items-center gap-1">
          <span className="shrink-0 whitespace-nowrap">{t("requestId")}</span> <code className="anywhere font-mono">{trouble.requestId}</code>
          <CopyButton text={trouble.requestId} label={t("requestId")} />
        </span>
      )}
    </p>
  );
}
