import { Search, X } from "lucide-react";
import { useEffect, useImperativeHandle, useRef, useState } from "react";
import { useShortcuts } from "@/shared/shortcuts";
import { Kbd } from "./Kbd";
import type { SearchInputProps } from "./props";
import { useWords } from "./words";

/** Searches 300 ms after the last key, at once on Enter, and returns to everything when cleared; its shortcut leads to it. */
export function SearchInput({ value, onSearch, placeholder, label, shortcut, delay = 300, ref }: SearchInputProps) {
  const t = useWords();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [text, setText] = useState(value);
  useImperativeHandle(ref, () => input.current as HTMLInputElement);
  useEffect(() => setText(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const name = label ?? placeholder ?? t("search");
  useShortcuts(shortcut ? [{ keys: shortcut, label: name, run: () => input.current?.focus() }] : []);

  const search = (next: string, wait: number) => {
    setText(next);
    clearTimeout(timer.current);
    if (wait) timer.current = setTimeout(() => onSearch(next.trim()), wait);
    else onSearch(next.trim());
  };
  const clear = () => {
    search("", 0);
    input.current?.focus();
  };
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        search(text, 0);
      }}
      className="control flex w-full md:max-w-80 items-center gap-2 pr-1 pl-3"
    >
      <Search size={16} strokeWidth={1.75} aria-hidden className="shrink-0 text-subtle" />
      <input
        ref={input}
        type="search"
        aria-label={name}
        placeholder={placeholder ?? t("search")}
        value={text}
        onChange={(event) => search(event.target.value, event.target.value ? delay : 0)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || !text) return;
          event.stopPropagation();
          clear();
        }}
        className="min-w-0 flex-1 self-stretch bg-transparent outline-none"
      />
      {text ? (
        <button
          type="button"
          aria-label={t("clear")}
          onClick={clear}
          className="hit flex size-7 items-center justify-center rounded-chip text-subtle hover:bg-hover hover:text-text"
        >
          <X size={14} strokeWidth={1.75} aria-hidden />
        </button>
      ) : (
        shortcut && (
          <span className="pr-1 pointer-coarse:hidden">
            <Kbd keys={shortcut} />
          </span>
        )
      )}
    </form>
  );
}
