import { useId, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from "react";
import { cx } from "./cx";
import { useField } from "./Field";
import { type Mark, marks, openVariable } from "./prompt-marks";
import type { PromptEditorProps, PromptVariable } from "./props";
import { fitRows } from "./TextArea";
import { useWords } from "./words";

const TINT: Record<Mark["kind"], string> = {
  text: "",
  placeholder: "rounded-chip bg-voice-ai-soft text-voice-ai-text",
  variable: "rounded-chip bg-voice-flow-soft text-voice-flow-text",
  unknown: "rounded-chip bg-danger-soft text-danger-text underline decoration-dotted underline-offset-4",
};
const TEXT = "px-3 py-2 text-body whitespace-pre-wrap anywhere";

/**
 * A plain text area. Behind it the same text is drawn in colour, so that the caret, selection, undo and Thai input stay the
 * browser's own. `{` opens the list of variables.
 */
export function PromptEditor(props: PromptEditorProps) {
  const {
    value,
    onChange,
    onBlur,
    variables = [],
    placeholders = ["<CONTEXT>"],
    minRows = 6,
    maxRows = 24,
    ref,
    invalid,
    ...rest
  } = props;
  const field = useField();
  const area = useRef<HTMLTextAreaElement>(null);
  const paint = useRef<HTMLDivElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const list = useId();
  useImperativeHandle(ref, () => area.current as HTMLTextAreaElement);
  useLayoutEffect(() => {
    if (area.current) fitRows(area.current, minRows, maxRows);
  });
  const known = useMemo(() => new Set(variables.map((one) => one.name)), [variables]);
  const parts = useMemo(() => marks(value, known, placeholders), [value, known, placeholders]);
  const open = caret === null ? null : openVariable(value, caret);
  const offered = open ? variables.filter((one) => one.name.includes(open.typed)).slice(0, 8) : [];

  const insert = (variable: PromptVariable) => {
    if (!open || caret === null) return;
    const text = `{{${variable.name}}}`;
    const after = value.slice(caret).replace(/^\s*\}{1,2}/, "");
    onChange(value.slice(0, open.start) + text + after);
    setCaret(null);
    const place = open.start + text.length;
    requestAnimationFrame(() => area.current?.setSelectionRange(place, place));
  };
  const key = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing || offered.length === 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setActive((active + step + offered.length) % offered.length);
    else if (event.key === "Enter" || event.key === "Tab") insert(offered[active] ?? (offered[0] as PromptVariable));
    else if (event.key === "Escape") setCaret(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="relative">
      <div className={cx("control relative overflow-hidden p-0", rest.readOnly && "bg-sunken!")}>
        <div
          ref={paint}
          aria-hidden
          className={cx("pointer-events-none absolute inset-0 overflow-hidden text-text", TEXT)}
        >
          {parts.map((part, place) => (
            <span key={place} data-mark={part.kind} className={TINT[part.kind]}>
              {part.text}
            </span>
          ))}
          {"\n"}
        </div>
        <textarea
          {...field}
          {...rest}
          aria-invalid={invalid || field["aria-invalid"]}
          aria-autocomplete={variables.length ? "list" : undefined}
          aria-controls={offered.length ? list : undefined}
          aria-activedescendant={offered.length ? `${list}-${active}` : undefined}
          ref={area}
          rows={minRows}
          value={value}
          spellCheck={false}
          onChange={(event) => {
            onChange(event.target.value);
            setCaret(event.target.selectionStart);
            setActive(0);
          }}
          onKeyDown={key}
          onBlur={() => {
            setCaret(null);
            onBlur?.();
          }}
          onScroll={(event) => paint.current && (paint.current.scrollTop = event.currentTarget.scrollTop)}
          className={cx(
            "relative block w-full resize-none bg-transparent text-transparent caret-text outline-none",
            TEXT,
          )}
        />
      </div>
      {offered.length > 0 && <Variables id={list} offered={offered} active={active} onPick={insert} />}
    </div>
  );
}

interface VariablesProps {
  id: string;
  offered: PromptVariable[];
  active: number;
  onPick: (variable: PromptVariable) => void;
}
function Variables({ id, offered, active, onPick }: VariablesProps) {
  const t = useWords();
  return (
    <ul
      id={id}
      role="listbox"
      aria-label={t("variables")}
      className="absolute inset-x-2 top-full z-40 -mt-1 animate-pop rounded-card border border-border bg-raised p-1 shadow-popover"
    >
      {offered.map((one, place) => (
        <li
          key={one.name}
          id={`${id}-${place}`}
          role="option"
          aria-selected={place === active}
          onPointerDown={(event) => {
            event.preventDefault();
            onPick(one);
          }}
          className={cx(
            "flex min-h-8 items-center gap-3 rounded-control px-2 text-dense",
            place === active && "bg-hover",
          )}
        >
          <span className="font-mono text-mono">{one.name}</span>
          {one.type && <span className="text-caption text-subtle">{one.type}</span>}
          {one.sample && <span className="truncate-line ml-auto text-caption text-muted">{one.sample}</span>}
        </li>
      ))}
    </ul>
  );
}
