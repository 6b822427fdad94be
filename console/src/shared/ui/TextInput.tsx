import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { cx } from "./cx";
import { useField } from "./Field";
import { IconButton } from "./IconButton";
import type { PasswordInputProps, TextInputProps } from "./props";
import { useWords } from "./words";

/** One line of text, with an icon before it or a unit behind it. */
export function TextInput({ icon: Icon, suffix, mono, invalid, className, ...rest }: TextInputProps) {
  const field = useField();
  const input = (
    <input
      {...field}
      aria-invalid={invalid || field["aria-invalid"]}
      {...rest}
      className={cx(
        Icon || suffix ? "min-w-0 flex-1 self-stretch bg-transparent outline-none" : "control w-full px-3",
        mono && "font-mono text-mono",
        className,
      )}
    />
  );
  if (!Icon && !suffix) return input;
  return (
    <div data-disabled={rest.disabled || undefined} className="control flex w-full items-center gap-2 px-3">
      {Icon && <Icon size={16} strokeWidth={1.75} aria-hidden className="shrink-0 text-subtle" />}
      {input}
      {suffix && <span className="-mr-1 flex shrink-0 items-center text-dense text-subtle">{suffix}</span>}
    </div>
  );
}

/** A secret: masked until its eye is pressed. Paste and password managers work. */
export function PasswordInput(props: PasswordInputProps) {
  const t = useWords();
  const [shown, setShown] = useState(false);
  const eye = (
    <IconButton
      icon={shown ? EyeOff : Eye}
      label={shown ? t("hide") : t("show")}
      pressed={shown}
      onClick={() => setShown(!shown)}
      className="hit -mr-1 size-7! bg-transparent!"
    />
  );
  return (
    <TextInput
      autoComplete="current-password"
      spellCheck={false}
      {...props}
      type={shown ? "text" : "password"}
      suffix={eye}
    />
  );
}
