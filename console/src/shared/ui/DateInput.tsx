import { formatDate, formatDateTime, formatSettings } from "@/shared/format";
import { useField } from "./Field";
import type { DateInputProps } from "./props";
import { useWords } from "./words";

/** A day, or with `withTime` a moment of this device's zone, as `2026-12-31` or `2026-12-31T14:05`. It reads as the account's language writes dates; while it is edited, as the browser's does. */
export function DateInput({ value, onChange, withTime = false, ...rest }: DateInputProps) {
  const field = useField();
  const t = useWords();
  return (
    <span className="relative block">
      <input
        {...field}
        {...rest}
        type={withTime ? "datetime-local" : "date"}
        value={value}
        onChange={(event) => { onChange(event.target.value); }}
        className="peer control w-full px-3 not-focus:text-transparent!"
      />
      <span aria-hidden className="numbers pointer-events-none absolute inset-y-0 left-3 flex items-center peer-focus:hidden peer-disabled:text-muted">
        {value ? wordsOf(value, withTime) : <span className="text-subtle">{t("noDate")}</span>}
      </span>
    </span>
  );
}

function wordsOf(value: string, withTime: boolean): string {
  const { timeZone: _, ...settings } = formatSettings();
  return withTime ? formatDateTime(new Date(value), settings) : formatDate(new Date(`${value}T00:00`), settings);
}
