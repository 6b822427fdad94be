import { CircleAlert } from "lucide-react";
import { createContext, useContext, useId } from "react";
import { cx } from "./cx";
import type { FieldProps } from "./props";
import { useWords } from "./words";

interface FieldLinks {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  "aria-required": true | undefined;
  labelId: string;
}
const Links = createContext<FieldLinks | null>(null);

/** What a control inside a `Field` wears: its id, description and error. Outside of one: nothing. */
export function useField(): Partial<Omit<FieldLinks, "labelId">> & { "aria-labelledby"?: string } {
  const links = useContext(Links);
  if (!links) return {};
  const { labelId: _, ...worn } = links;
  return worn;
}

/** For controls that are no native input: they are named by the label's element. */
export function useFieldLabel(): { "aria-labelledby"?: string } {
  const links = useContext(Links);
  return links ? { "aria-labelledby": links.labelId } : {};
}

/** Label above, one control, hint below. An error takes the hint's place; the counter comes at 80 % of the limit. */
export function Field(props: FieldProps) {
  const { label, hint, error, optional, required, count, max, hideLabel, action, aside, id, children } = props;
  const t = useWords();
  const own = useId();
  const control = id ?? `${own}c`;
  const notes = `${own}n`;
  const counting = max !== undefined && count !== undefined && count >= max * 0.8;
  const links: FieldLinks = {
    id: control,
    labelId: `${own}l`,
    "aria-describedby": error || hint || aside || counting ? notes : undefined,
    "aria-invalid": error ? true : undefined,
    "aria-required": required || undefined,
  };
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div className={cx("flex items-baseline justify-between gap-3", hideLabel && "sr-only")}>
        <label id={links.labelId} htmlFor={control} className="text-dense font-medium text-text">
          {label}
          {optional && " "}
          {optional && <span className="font-normal text-subtle">{t("optional")}</span>}
        </label>
        {action && <span className="text-dense">{action}</span>}
      </div>
      <Links value={links}>{children}</Links>
      <div id={notes} className="flex gap-3 text-caption empty:hidden">
        {error ? (
          <p role="alert" className="flex flex-1 gap-1 text-danger-text">
            <CircleAlert size={14} strokeWidth={1.75} aria-hidden className="mt-0.5 shrink-0" />
            <span>{error}</span>
          </p>
        ) : (
          hint && <p className="flex-1 text-muted">{hint}</p>
        )}
        {aside && <span className="numbers ml-auto shrink-0 text-subtle">{aside}</span>}
        {counting && <Counter count={count} max={max} />}
      </div>
    </div>
  );
}

function Counter({ count, max }: { count: number; max: number }) {
  const t = useWords();
  return (
    <span className={cx("numbers ml-auto shrink-0", count > max ? "font-medium text-danger-text" : "text-subtle")}>
      <span aria-hidden>{`${count}/${max}`}</span>
      <span className="sr-only">{t("counter", { count, max })}</span>
    </span>
  );
}
