import { cx } from "./cx";
import type { AvatarProps } from "./props";
import { useWords } from "./words";

const PIXELS = {
  20: "size-5 text-[0.625rem]",
  24: "size-6 text-[0.6875rem]",
  32: "size-8 text-caption",
  40: "size-10 text-dense",
  64: "size-16 text-h2",
};
const TINTS = [
  "bg-accent-soft text-accent-text",
  "bg-voice-flow-soft text-voice-flow-text",
  "bg-voice-ai-soft text-voice-ai-text",
  "bg-voice-campaign-soft text-voice-campaign-text",
  "bg-success-soft text-success-text",
  "bg-warning-soft text-warning-text",
];
/** A Thai vowel that is written before its consonant is no initial. */
const LEADING_VOWEL = /^[\u0E40-\u0E44]/;

/** One or two letters that stand for a name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = (word: string) => [...word.replace(LEADING_VOWEL, "")][0]?.toLocaleUpperCase() ?? "";
  const letters = words.length > 1 ? first(words[0] ?? "") + first(words.at(-1) ?? "") : first(words[0] ?? "");
  return letters || "?";
}

const tintOf = (name: string) =>
  TINTS[[...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % TINTS.length];

/** A picture or initials, with the presence as a dot of its own shape: full, half, hollow. */
export function Avatar({ name, src, size = 32, presence, square }: AvatarProps) {
  const t = useWords();
  const shape = square ? "rounded-control" : "rounded-full";
  return (
    <span className={cx("relative inline-flex shrink-0", PIXELS[size])}>
      {src ? (
        <img src={src} alt="" width={size} height={size} className={cx("size-full object-cover", shape)} />
      ) : (
        <span
          aria-hidden
          className={cx("flex size-full items-center justify-center font-semibold select-none", shape, tintOf(name))}
        >
          {initials(name)}
        </span>
      )}
      {presence && (
        <span
          role="img"
          aria-label={t(presence)}
          className="absolute -right-0.5 -bottom-0.5 size-2.5 rounded-full ring-2 ring-surface"
        >
          <span
            className={cx(
              "block size-full rounded-full border-2",
              presence === "online" && "border-success bg-success",
              presence === "busy" && "border-warning bg-linear-to-t from-warning from-50% to-surface to-50%",
              presence === "offline" && "border-subtle bg-surface",
            )}
          />
        </span>
      )}
    </span>
  );
}
