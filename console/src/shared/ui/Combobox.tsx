import { Check, ChevronDown, Plus, X } from "lucide-react";
import { Popover as Radix } from "radix-ui";
import { useId, useRef, useState } from "react";
import { cx } from "./cx";
import { useField } from "./Field";
import type { ComboboxProps, MultiSelectProps, Option, TagsInputProps } from "./props";
import { Spinner } from "./Spinner";
import { useWords } from "./words";

const plain = (text: string) => text.normalize("NFKC").toLocaleLowerCase();

/** The options whose label or hint holds the typed text, in their own order. */
export function matching<V extends string>(options: Option<V>[], text: string): Option<V>[] {
  const wanted = plain(text.trim());
  return wanted ? options.filter((one) => plain(`${one.label} ${one.hint ?? ""}`).includes(wanted)) : options;
}

/** One of many: type to find, arrows to choose. */
export function Combobox<V extends string>(props: ComboboxProps<V>) {
  const { value, onChange, options, clearable, ...rest } = props;
  const chosen = options.find((one) => one.value === value);
  return (
    <Picker
      {...rest}
      options={options}
      picked={value === null ? [] : [value]}
      shown={chosen?.label ?? ""}
      onPick={(picked) => onChange(picked)}
      closeOnPick
      {...(clearable && value !== null ? { onClear: () => onChange(null) } : {})}
    />
  );
}

/** Texts that a person types, as chips. */
export function TagsInput({ value, onChange, ...rest }: TagsInputProps) {
  return (
    <MultiSelect
      {...rest}
      value={value}
      onChange={onChange}
      options={value.map((text) => ({ value: text, label: text }))}
      onCreate={(text) => { onChange([...value, text.trim()]); }}
    />
  );
}

/** Some of many, as chips. Backspace in the empty input takes the last one away. */
export function MultiSelect<V extends string>(props: MultiSelectProps<V>) {
  const { value, onChange, options, max, onCreate, ...rest } = props;
  const t = useWords();
  const full = max !== undefined && value.length >= max;
  const toggle = (picked: V) => {
    if (value.includes(picked)) onChange(value.filter((one) => one !== picked));
    else if (!full) onChange([...value, picked]);
  };
  const name = (one: V) => options.find((option) => option.value === one)?.label ?? one;
  return (
    <Picker
      {...rest}
      options={options}
      picked={value}
      shown=""
      onPick={toggle}
      onCreate={full ? undefined : onCreate}
      onBack={() => value.length > 0 && onChange(value.slice(0, -1))}
      chips={value.map((one) => (
        <span
          key={one}
          className="inline-flex max-w-full items-center gap-1 rounded-chip bg-neutral-soft py-px pl-2 text-dense"
        >
          <span className="truncate-line">{name(one)}</span>
          {!rest.disabled && (
            <button
              type="button"
              aria-label={t("removeItem", { name: name(one) })}
              onClick={() => toggle(one)}
              className="hit flex size-5 items-center justify-center rounded-chip text-subtle hover:text-text pointer-coarse:size-8"
            >
              <X size={12} strokeWidth={2} aria-hidden />
            </button>
          )}
        </span>
      ))}
    />
  );
}

interface PickerProps<V extends string> extends Omit<ComboboxProps<V>, "value" | "onChange" | "clearable"> {
  picked: V[];
  shown: string;
  chips?: React.ReactNode[];
  closeOnPick?: boolean;
  onPick: (value: V) => void;
  onClear?: () => void;
  onBack?: () => void;
  onCreate?: ((text: string) => void) | undefined;
}

function Picker<V extends string>(props: PickerProps<V>) {
  const {
    options,
    picked,
    shown,
    chips,
    onPick,
    onClear,
    onBack,
    onCreate,
    closeOnPick,
    onSearch,
    loading,
    placeholder,
    label,
    empty,
    disabled,
    onBlur,
  } = props;
  const t = useWords();
  const field = useField();
  const list = useId();
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [text, setText] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const offered = onSearch ? options : matching(options, text ?? "");
  const creating =
    onCreate && text?.trim() && !options.some((one) => plain(one.label) === plain(text.trim())) ? text.trim() : null;
  const last = offered.length + (creating ? 1 : 0) - 1;

  const type = (next: string) => {
    setText(next);
    setOpen(true);
    setActive(0);
    onSearch?.(next);
  };
  const pick = (place: number) => {
    const option = offered[place];
    if (option && !option.disabled && !option.reason) onPick(option.value);
    else if (creating && place === offered.length) onCreate?.(creating);
    else return;
    setText(null);
    onSearch?.("");
    if (closeOnPick) setOpen(false);
  };
  const key = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Backspace" && !text && onBack) return onBack();
    if (event.key === "Escape" && open) {
      event.stopPropagation();
      setText(null);
      return setOpen(false);
    }
    if (event.key === "Enter" && open) pick(active);
    else if (event.key === "ArrowDown") open ? setActive(Math.min(active + 1, last)) : setOpen(true);
    else if (event.key === "ArrowUp") setActive(Math.max(active - 1, 0));
    else if (event.key === "Home" && open && !text) setActive(0);
    else if (event.key === "End" && open && !text) setActive(last);
    else return;
    event.preventDefault();
  };
  return (
    <Radix.Root open={open && !disabled} onOpenChange={setOpen}>
      <Radix.Anchor asChild>
        <div
          ref={box}
          data-disabled={disabled || undefined}
          className="control flex w-full flex-wrap items-center gap-1 px-2 py-0.5"
        >
          {chips}
          <input
            {...field}
            role="combobox"
            aria-label={label}
            aria-expanded={open}
            aria-controls={open ? list : undefined}
            aria-autocomplete="list"
            aria-activedescendant={open && last >= 0 ? `${list}-${active}` : undefined}
            autoComplete="off"
            disabled={disabled}
            placeholder={chips?.length ? undefined : placeholder}
            value={text ?? shown}
            onChange={(event) => type(event.target.value)}
            onClick={() => setOpen(true)}
            onKeyDown={key}
            onBlur={() => {
              setText(null);
              onBlur?.();
            }}
            className="h-7 min-w-24 flex-1 bg-transparent px-1 outline-none"
          />
          {loading && <Spinner />}
          {onClear && !disabled && (
            <button
              type="button"
              aria-label={t("clear")}
              onClick={onClear}
              className="hit flex size-6 items-center justify-center rounded-chip text-subtle hover:text-text"
            >
              <X size={14} strokeWidth={1.75} aria-hidden />
            </button>
          )}
          <ChevronDown size={16} strokeWidth={1.75} aria-hidden className="mr-0.5 text-subtle" />
        </div>
      </Radix.Anchor>
      <Radix.Portal>
        <Radix.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => box.current?.contains(event.target as Node) && event.preventDefault()}
          className="z-60 w-(--radix-popover-trigger-width) min-w-48 animate-pop rounded-card border border-border bg-raised shadow-popover"
        >
          <ul
            id={list}
            role="listbox"
            aria-label={label ?? t("options")}
            aria-multiselectable={chips ? true : undefined}
            className="max-h-72 overflow-y-auto p-1"
          >
            {offered.map((option, place) => (
              <Choice
                key={option.value}
                id={`${list}-${place}`}
                option={option}
                active={place === active}
                picked={picked.includes(option.value)}
                onPick={() => pick(place)}
              />
            ))}
            {creating && (
              <Choice
                id={`${list}-${offered.length}`}
                option={{ value: "", label: t("create", { name: creating }), icon: Plus }}
                active={active === offered.length}
                picked={false}
                onPick={() => pick(offered.length)}
              />
            )}
          </ul>
          {last < 0 && (
            <p role="status" className="px-3 pb-3 text-dense text-muted">
              {loading ? t("loading") : (empty ?? t("noMatch"))}
            </p>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Choice({
  id,
  option,
  active,
  picked,
  onPick,
}: {
  id: string;
  option: Option;
  active: boolean;
  picked: boolean;
  onPick: () => void;
}) {
  const { icon: Icon } = option;
  const off = option.disabled || option.reason;
  const note = option.reason ?? option.hint;
  return (
    <li
      id={id}
      role="option"
      aria-selected={picked}
      aria-disabled={off ? true : undefined}
      ref={(row) => {
        if (active) row?.scrollIntoView?.({ block: "nearest" });
      }}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPick}
      className={cx(
        "flex min-h-8 items-center gap-2 rounded-control px-2 py-1 text-dense hover:bg-hover pointer-coarse:min-h-11",
        active && "bg-hover",
        off && "text-disabled",
      )}
    >
      {Icon && <Icon size={16} strokeWidth={1.75} aria-hidden className="shrink-0 text-subtle" />}
      <span className="anywhere min-w-0 flex-1">
        {option.label}
        {note && <span className="block text-caption text-subtle">{note}</span>}
      </span>
      {picked && <Check size={16} strokeWidth={1.75} aria-hidden className="shrink-0 text-accent-text" />}
    </li>
  );
}
