import { CircleAlert, Upload } from "lucide-react";
import { useId, useState } from "react";
import { formatBytes } from "@/shared/format";
import { cx } from "./cx";
import type { DropZoneProps } from "./props";
import { useWords } from "./words";

/** Takes files by drop, by picker, or by paste. What is refused is named with its limit, the rest goes on. */
export function DropZone(props: DropZoneProps) {
  const { onFiles, accept, maxBytes, multiple = true, title, hint, refusal, disabled } = props;
  const t = useWords();
  const id = useId();
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState<string[]>([]);

  const why = (file: File): string | null => {
    if (accept && !accept.some((end) => file.name.toLowerCase().endsWith(end)))
      return t("fileKind", { name: file.name, kinds: accept.join(" ") });
    if (maxBytes && file.size > maxBytes)
      return t("fileSize", { name: file.name, size: formatBytes(file.size), limit: formatBytes(maxBytes) });
    return refusal?.(file) ?? null;
  };
  const take = (files: File[]) => {
    if (disabled) return;
    const wanted = multiple ? files : files.slice(0, 1);
    const reasons = wanted.map(why);
    setRefused(reasons.filter((reason) => reason !== null));
    const good = wanted.filter((_, place) => reasons[place] === null);
    if (good.length) onFiles(good);
  };
  return (
    <div
      onPaste={(event) => take([...event.clipboardData.files])}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take([...event.dataTransfer.files]);
      }}
    >
      <label
        htmlFor={id}
        className={cx(
          "flex flex-col items-center gap-1 rounded-card border border-dashed px-6 py-8 text-center transition-colors focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent",
          over ? "border-accent bg-accent-soft" : "border-border-strong bg-surface hover:bg-hover",
          disabled && "cursor-not-allowed opacity-60",
        )}
      >
        <Upload size={20} strokeWidth={1.75} aria-hidden className="mb-1 text-subtle" />
        <span className="font-medium">{title ?? t("dropFiles", { count: multiple ? 2 : 1 })}</span>
        {hint && <span className="text-caption text-muted">{hint}</span>}
        <input
          id={id}
          type="file"
          multiple={multiple}
          accept={accept?.join(",")}
          disabled={disabled}
          className="sr-only"
          onChange={(event) => {
            take([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
      </label>
      {refused.length > 0 && (
        <ul role="alert" className="mt-2 flex flex-col gap-1 text-caption text-danger-text">
          {refused.map((reason) => (
            <li key={reason} className="flex gap-1">
              <CircleAlert size={14} strokeWidth={1.75} aria-hidden className="mt-0.5 shrink-0" />
              {reason}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
