import { CloudAlert, Lock } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./Button";
import { TroubleCode, troubleText } from "./Callout";
import { useCopy } from "./CopyId";
import type { DeniedProps, EmptyProps, ErrorStateProps, Icon } from "./props";
import { useWords } from "./words";

interface StateProps {
  icon: Icon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  alert?: boolean;
}

function State({ icon: Mark, title, children, action, alert }: StateProps) {
  return (
    <div
      role={alert ? "alert" : undefined}
      className="mx-auto flex max-w-120 flex-col items-center gap-2 px-6 py-12 text-center"
    >
      <Mark size={24} strokeWidth={1.75} aria-hidden className="mb-1 text-subtle" />
      <p className="text-h3 text-balance">{title}</p>
      {children && <div className="anywhere text-muted">{children}</div>}
      {action && <div className="mt-3 flex flex-wrap items-center justify-center gap-3">{action}</div>}
    </div>
  );
}

/** Nothing yet: what it is, one way to begin, where to read on. */
export function Empty({ icon, title, children, action, more }: EmptyProps) {
  return (
    <State
      icon={icon}
      title={title}
      action={
        action || more ? (
          <>
            {action}
            {more && (
              <a href={more.href} className="text-dense text-accent-text underline-offset-4 hover:underline">
                {more.label}
              </a>
            )}
          </>
        ) : undefined
      }
    >
      {children}
    </State>
  );
}

/** What failed, *Try again*, and the request id. */
export function ErrorState({ title, trouble, onRetry }: ErrorStateProps) {
  const t = useWords();
  const [copied, copy] = useCopy();
  return (
    <State
      icon={CloudAlert}
      title={title}
      alert
      action={
        <>
          {onRetry && <Button onClick={onRetry}>{t("tryAgain")}</Button>}
          {trouble && (
            <Button variant="ghost" onClick={() => copy(troubleText(trouble))}>
              {copied ? t("copied") : t("copyDetails")}
            </Button>
          )}
        </>
      }
    >
      {trouble && (
        <div className="flex flex-col items-center gap-1 [&>p]:justify-center">
          <p>{trouble.message}</p>
          <TroubleCode trouble={trouble} />
        </div>
      )}
    </State>
  );
}

/** Not for this role: which one opens it, and whom to ask. */
export function Denied({ need, admins, homeHref }: DeniedProps) {
  const t = useWords();
  return (
    <State
      icon={Lock}
      title={need}
      action={
        homeHref && (
          <Button asChild>
            <a href={homeHref}>{t("home")}</a>
          </Button>
        )
      }
    >
      {admins?.length ? <p>{t("ask", { names: admins.join(", ") })}</p> : null}
    </State>
  );
}
