import { WrapText } from "lucide-react";
import { useMemo, useState } from "react";
import { CopyButton } from "./CopyId";
import { cx } from "./cx";
import { highlight, type Piece } from "./highlight";
import { IconButton } from "./IconButton";
import type { CodeBlockProps, CodeSample } from "./props";
import { useWords } from "./words";

export const INK: Record<Piece["kind"], string> = {
  plain: "",
  key: "text-accent-text",
  string: "text-success-text",
  number: "text-warning-text",
  word: "text-voice-ai-text",
  comment: "text-subtle",
};

/** Code to read and take away: copy, a tab for each language, lines that wrap or scroll. */
export function CodeBlock({ samples, language = "text", label, maxHeight = 480 }: CodeBlockProps) {
  const t = useWords();
  const all: CodeSample[] =
    typeof samples === "string" ? [{ id: "one", label: label ?? "", language, code: samples }] : samples;
  const [chosen, setChosen] = useState(all[0]?.id);
  const [wraps, setWraps] = useState(true);
  const shown = all.find((one) => one.id === chosen) ?? all[0];
  const pieces = useMemo(() => (shown ? highlight(shown.code, shown.language) : []), [shown]);
  if (!shown) return null;
  return (
    <figure className="overflow-hidden rounded-card border border-border bg-surface" aria-label={label}>
      <div className="flex min-h-10 items-center gap-1 border-b border-border pr-1 pl-2">
        <div
          role={all.length > 1 ? "group" : undefined}
          aria-label={all.length > 1 ? label : undefined}
          className="flex min-w-0 flex-1 gap-1 overflow-x-auto"
        >
          {all.length > 1
            ? all.map((one) => (
                <button
                  key={one.id}
                  type="button"
                  aria-pressed={one === shown}
                  onClick={() => setChosen(one.id)}
                  className={cx(
                    "min-h-7 shrink-0 rounded-chip px-2 text-caption font-medium focus-visible:-outline-offset-2 pointer-coarse:min-h-11",
                    one === shown ? "bg-neutral-soft text-text" : "text-muted hover:text-text",
                  )}
                >
                  {one.label}
                </button>
              ))
            : label && (
                <figcaption className="truncate-line px-1 text-caption font-medium text-muted">{label}</figcaption>
              )}
        </div>
        <IconButton
          icon={WrapText}
          label={t("wrap")}
          pressed={wraps}
          onClick={() => setWraps(!wraps)}
          className="size-7! pointer-coarse:size-11!"
        />
        <CopyButton text={shown.code} label={shown.label || label} />
      </div>
      <pre
        tabIndex={0}
        style={{ maxHeight }}
        className={cx(
          "overflow-auto p-3 font-mono text-mono focus-visible:-outline-offset-2",
          wraps && "anywhere whitespace-pre-wrap",
        )}
      >
        <code>
          {pieces.map((piece, place) => (
            <span key={place} className={INK[piece.kind]}>
              {piece.text}
            </span>
          ))}
        </code>
      </pre>
    </figure>
  );
}
