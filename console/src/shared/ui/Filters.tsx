import { useRef } from "react";
import { useShortcuts } from "@/shared/shortcuts";
import { cx } from "./cx";
import type { FiltersProps } from "./props";
import { useWords } from "./words";

const FIELDS = "button, input, select, [tabindex='0']";

/** What narrows a list; `f` leads to the first of it. */
export function Filters({ className, children }: FiltersProps) {
  const t = useWords();
  const box = useRef<HTMLDivElement>(null);
  const lead = () => {
    const fields = [...(box.current?.querySelectorAll<HTMLElement>(FIELDS) ?? [])];
    fields.find((field) => field.tabIndex >= 0)?.focus();
  };
  useShortcuts([{ keys: "f", label: t("filter"), group: t("lists"), run: lead }]);
  return (
    <div ref={box} role="group" aria-label={t("filters")} className={cx("flex flex-wrap items-center gap-2", className)}>
      {children}
    </div>
  );
}
