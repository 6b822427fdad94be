import { useTranslation } from "react-i18next";

import { CopyButton } from "@/shared/ui";

import type { PromptMessage } from "../exchange";
import { partsOf } from "../prompt";

/** The prompt as it was sent, message by message; the sources are tinted. */
export function PromptView({ prompt }: { prompt: readonly PromptMessage[] }) {
  const { t } = useTranslation("sandbox");
  if (!prompt.length) return <p className="text-muted">{t("prompt.none")}</p>;
  return (
    <div className="space-y-3">
      {prompt.map((message, at) => (
        <section key={at} aria-label={t(`role.${message.role}`, { defaultValue: message.role })} className="rounded-card border border-border bg-surface">
          <header className="flex min-h-10 items-center justify-between border-b border-border pr-1 pl-3 text-caption font-medium text-muted">
            {t(`role.${message.role}`, { defaultValue: message.role })}
            <CopyButton text={message.content} label={t("prompt.message")} />
          </header>
          <pre className="anywhere p-3 font-mono text-mono whitespace-pre-wrap">
            {partsOf(message.content).map((part, place) =>
              part.kind === "source" ? (
                <span key={place} className="rounded-chip bg-voice-ai-soft box-decoration-clone text-text">{part.text}</span>
              ) : (
                <span key={place}>{part.text}</span>
              ),
            )}
          </pre>
        </section>
      ))}
    </div>
  );
}
