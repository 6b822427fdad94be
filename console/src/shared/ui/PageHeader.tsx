import { Link } from "@tanstack/react-router";
import { Lock } from "lucide-react";
import { Fragment } from "react";
import type { PageHeaderProps } from "./props";
import { useWords } from "./words";

/** The head of a page: where it is, what it is called, what state it is in, what can be done. */
export function PageHeader({ title, crumbs, count, chips, state, actions, tabs, lock }: PageHeaderProps) {
  const t = useWords();
  return (
    <header className="border-b border-border bg-canvas px-4 lg:px-6">
      <div className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-2 py-2">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2">
          {crumbs && crumbs.length > 0 && (
            <nav aria-label={t("breadcrumb")} className="flex items-center gap-2 text-muted">
              {crumbs.map((crumb) => (
                <Fragment key={crumb.to}>
                  <Link
                    to={crumb.to}
                    {...(crumb.params ? { params: crumb.params as never } : {})}
                    className="hit rounded-chip hover:text-text hover:underline hover:underline-offset-4"
                  >
                    {crumb.label}
                  </Link>
                  <span aria-hidden className="text-subtle">
                    /
                  </span>
                </Fragment>
              ))}
            </nav>
          )}
          <h1 className="anywhere min-w-0 text-h2">{title}</h1>
          {count !== undefined && <span className="numbers text-body text-subtle">{count}</span>}
        </div>
        {chips && <div className="flex flex-wrap items-center gap-2">{chips}</div>}
        {state && (
          <div className="text-caption text-subtle" aria-live="polite">
            {state}
          </div>
        )}
        {actions && <div className="ml-auto flex flex-wrap items-center justify-end gap-2">{actions}</div>}
      </div>
      {lock && (
        <p className="flex items-center gap-2 pb-3 text-dense text-muted">
          <Lock size={14} strokeWidth={1.75} aria-hidden className="shrink-0" />
          {lock}
        </p>
      )}
      {tabs}
    </header>
  );
}
