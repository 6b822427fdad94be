import { Check, Copy, Eye, EyeOff } from "lucide-react";
import { useEffect, useState } from "react";
import { copyText } from "./copying";
import { IconButton } from "./IconButton";
import type { CopyIdProps, SecretTextProps } from "./props";
import { useWords } from "./words";

/** Copies a text and says so for two seconds. */
export function useCopy(): [copied: boolean, copy: (text: string) => void] {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  return [copied, (text) => void copyText(text).then(setCopied)];
}

/** The copy button that every code, id and error has. */
export function CopyButton({ text, label }: { text: string; label?: string | undefined }) {
  const t = useWords();
  const [copied, copy] = useCopy();
  const name = label ? t("copyItem", { name: label }) : t("copy");
  return (
    <>
      <IconButton
        icon={copied ? Check : Copy}
        label={copied ? t("copied") : name}
        onClick={() => copy(text)}
        className="size-7! pointer-coarse:size-11!"
      />
      <span role="status" className="sr-only">
        {copied ? t("copied") : ""}
      </span>
    </>
  );
}

/** An id in mono with its copy button. */
export function CopyId({ value, label, short }: CopyIdProps) {
  const shown = short && value.length > 14 ? `${value.slice(0, 8)}…${value.slice(-4)}` : value;
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <code title={value} className="anywhere font-mono text-mono text-muted">
        {shown}
      </code>
      <CopyButton text={value} label={label} />
    </span>
  );
}

/** A secret by its ends. Reveal fetches it anew each time; hiding or leaving forgets it. */
export function SecretText({ masked, onReveal, label }: SecretTextProps) {
  const t = useWords();
  const [shown, setShown] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const toggle = async () => {
    if (shown !== null) return setShown(null);
    setBusy(true);
    try {
      setShown((await onReveal?.()) ?? null);
    } finally {
      setBusy(false);
    }
  };
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <code className="anywhere font-mono text-mono text-text">{shown ?? masked}</code>
      {onReveal && (
        <IconButton
          icon={shown === null ? Eye : EyeOff}
          label={t(shown === null ? "revealItem" : "hideItem", { name: label })}
          busy={busy}
          onClick={() => void toggle()}
          className="size-7! pointer-coarse:size-11!"
        />
      )}
      {shown !== null && <CopyButton text={shown} label={label} />}
    </span>
  );
}
