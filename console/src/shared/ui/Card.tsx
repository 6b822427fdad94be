import { useId } from "react";
import { cx } from "./cx";
import type { CardProps } from "./props";

/** A surface with a hairline. Cards do not hold cards. */
export function Card({ title, description, actions, flush, className, children, ...rest }: CardProps) {
  const id = useId();
  return (
    <section
      {...rest}
      aria-labelledby={title ? id : undefined}
      className={cx("min-w-0 rounded-card border border-border bg-surface", !flush && "p-4", className)}
    >
      {(title || actions) && (
        <header
          className={cx(
            "flex flex-wrap items-start justify-between gap-x-4 gap-y-2",
            flush ? "border-b border-border px-4 py-3" : children ? "mb-3" : "",
          )}
        >
          <div className="min-w-0 flex-1 basis-48">
            <h2 id={id} className="text-h3">
              {title}
            </h2>
            {description && <p className="text-muted">{description}</p>}
          </div>
          {actions && <div className="flex items-center gap-2">{actions}</div>}
        </header>
      )}
      {children}
    </section>
  );
}
