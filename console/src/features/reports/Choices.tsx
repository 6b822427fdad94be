import { ChevronDown } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button, Menu } from "@/shared/ui";

interface ChoicesProps<V extends string> {
  label: string;
  options: { value: V; label: string }[];
  value: readonly V[];
  onChange: (chosen: V[]) => void;
}

/** Several of a few names, as a filter: the button says which, its menu ticks them. */
export function Choices<V extends string>({ label, options, value, onChange }: ChoicesProps<V>) {
  const { t } = useTranslation("reports");
  const named = options.filter((each) => value.includes(each.value)).map((each) => each.label);
  const words = named.length === 0 || named.length === options.length ? t("any") : named.length > 2 ? t("several", { count: named.length }) : named.join(", ");
  const toggle = (one: V) => { onChange(value.includes(one) ? value.filter((each) => each !== one) : [...value, one]); };
  return (
    <Menu
      align="start"
      trigger={<Button iconAfter={ChevronDown}><span className="text-muted">{label}</span> {words}</Button>}
      items={options.map((each) => ({ label: each.label, checked: value.includes(each.value), onSelect: () => { toggle(each.value); } }))}
    />
  );
}
