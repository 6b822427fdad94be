import { Headset, Megaphone, Sparkles, StickyNote, User, Workflow } from "lucide-react";
import { cx } from "./cx";
import type { VoiceBubbleProps } from "./props";
import { useWords } from "./words";

const LOOK = {
  contact: { icon: User, tint: "border border-border bg-surface", ink: "text-muted" },
  flow: { icon: Workflow, tint: "bg-voice-flow-soft", ink: "text-voice-flow-text" },
  ai: { icon: Sparkles, tint: "bg-voice-ai-soft", ink: "text-voice-ai-text" },
  agent: { icon: Headset, tint: "bg-accent-soft", ink: "text-accent-text" },
  campaign: { icon: Megaphone, tint: "bg-voice-campaign-soft", ink: "text-voice-campaign-text" },
  note: { icon: StickyNote, tint: "border-l-3 border-note bg-note-soft", ink: "text-note-text" },
} as const;

/** One message, with who said it: side, tint, icon and name. */
export function VoiceBubble({
  voice,
  name,
  version,
  time,
  lang,
  status,
  actions,
  streaming,
  side: wanted,
  children,
}: VoiceBubbleProps) {
  const t = useWords();
  if (voice === "system")
    return (
      <p className="mx-auto max-w-140 text-center text-caption text-subtle" lang={lang}>
        {children} {time}
      </p>
    );
  const { icon: Icon, tint, ink } = LOOK[voice];
  const isLeft = (wanted ?? (voice === "contact" ? "left" : "right")) === "left";
  const side = voice === "note" ? "items-stretch" : isLeft ? "items-start" : "items-end";
  const round = isLeft ? "rounded-bubble rounded-tl-chip" : "rounded-bubble rounded-tr-chip";
  const corner = voice === "note" ? "rounded-control" : round;
  return (
    <article className={cx("flex flex-col gap-1", side)} aria-label={name ?? t(`voice_${voice}`)}>
      <p className={cx("flex items-center gap-1 text-caption", ink)}>
        <Icon size={12} strokeWidth={2} aria-hidden />
        <span className="font-medium">{name ?? t(`voice_${voice}`)}</span>
        {version && <span>{version}</span>}
        {time && <span className="text-subtle">· {time}</span>}
      </p>
      <div
        lang={lang}
        aria-busy={streaming || undefined}
        className={cx(
          "anywhere w-fit px-3 py-2 text-message whitespace-pre-wrap text-text",
          tint,
          corner,
          voice === "note" ? "w-full" : "max-w-[min(70%,35rem)] @max-xl:max-w-[85%] max-md:max-w-[85%]",
        )}
      >
        {children}
        {streaming && (
          <span aria-hidden className="ml-0.5 inline-block h-[1em] w-0.5 animate-breathe bg-current align-[-0.15em]" />
        )}
      </div>
      {(status || actions) && (
        <div className="flex flex-wrap items-center gap-2 text-caption text-subtle">
          {status}
          {actions}
        </div>
      )}
    </article>
  );
}
