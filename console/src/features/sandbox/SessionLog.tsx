import { useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import { ListTree, ThumbsDown, ThumbsUp } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { formatDateTime } from "@/shared/format";
import { Button, CopyId, cx, VoiceBubble } from "@/shared/ui";

import type { Exchange } from "./exchange";
import { sessionOfQuery, type Told } from "./exchanges";
import { languageOf } from "./language";
import { Answer } from "./thread/Answer";
import { MemorizeLink } from "./thread/MemorizeLink";

const BEFORE = 2;
const AFTER = 1;

/** The session an exchange belongs to: the turns around it in short, each a link, and this one in full. */
export function SessionLog({ exchange }: { exchange: Exchange }) {
  const { t } = useTranslation("sandbox");
  const session = useQuery(sessionOfQuery(exchange));
  const [isWhole, setWhole] = useState(false);
  const turns = session.data ?? [];
  const at = turns.findIndex((each) => each.messageId === exchange.messageId);
  const shown = isWhole ? turns : turns.slice(Math.max(0, at - BEFORE), at + 1 + AFTER);
  return (
    <section aria-label={t("thread")} className="space-y-3">
      {exchange.sessionId && (
        <p className="flex items-center gap-2 text-caption text-muted">
          {t("session")} <CopyId value={exchange.sessionId} label={t("sessionId")} />
        </p>
      )}
      {at >= 0 ? (
        <ol className="space-y-2">
          {shown.map((each) => (
            <li key={each.messageId}>
              {each.messageId === exchange.messageId ? <Whole exchange={exchange} told={each} /> : <Short told={each} />}
            </li>
          ))}
        </ol>
      ) : (
        <Whole exchange={exchange} told={undefined} />
      )}
      {shown.length < turns.length && (
        <Button size="small" icon={ListTree} onClick={() => { setWhole(true); }}>{t("report.whole", { count: turns.length })}</Button>
      )}
    </section>
  );
}

/** Another turn of the session: its question and how it began to be answered. */
function Short({ told }: { told: Told }) {
  const { pathname } = useLocation();
  return (
    <Link
      to={pathname.replace(/[^/]+$/, told.messageId)}
      search={((now: object) => now) as never}
      className="block rounded-card border border-border px-3 py-2 hover:bg-hover"
    >
      <span className="anywhere line-clamp-1 font-medium" lang={languageOf(told.question)}>{told.question}</span>
      <span className="anywhere line-clamp-1 text-muted" lang={languageOf(told.answer ?? "")}>{told.answer ?? "–"}</span>
    </Link>
  );
}

function Whole({ exchange, told }: { exchange: Exchange; told: Told | undefined }) {
  const { t } = useTranslation("sandbox");
  const text = exchange.answer ?? "";
  return (
    <div className="flex flex-col gap-3 rounded-card bg-canvas p-3">
      <VoiceBubble
        voice="contact" side="right" name={told?.userId ?? t("report.caller")} lang={languageOf(exchange.question)}
        {...(told ? { time: formatDateTime(told.createdAt) } : {})}
      >
        {exchange.question || "–"}
      </VoiceBubble>
      <VoiceBubble voice="ai" side="left" version={exchange.version === "draft" ? t("version.draft") : t("version.number", { number: exchange.version })} lang={languageOf(text || exchange.question)}>
        {text ? <Answer exchange={exchange} text={text} isMarkdown={exchange.inspection?.provider !== "extractive"} /> : (exchange.error?.message ?? "–")}
      </VoiceBubble>
      {told?.feedback.map((one) => <Opinion key={one.userId} one={one} />)}
      {text && <p className="text-caption"><MemorizeLink messageId={exchange.messageId} /></p>}
    </div>
  );
}

function Opinion({ one }: { one: Told["feedback"][number] }) {
  const { t } = useTranslation("sandbox");
  const Icon = one.rating === "down" ? ThumbsDown : ThumbsUp;
  const words = [one.reason, one.comment, one.correctAnswer && t("report.better", { answer: one.correctAnswer })].filter(Boolean);
  return (
    <p className="flex items-start gap-2 text-dense text-muted">
      {one.rating && (
        <Icon
          size={16} strokeWidth={1.75} role="img" aria-label={t(`rate.${one.rating}`)}
          className={cx("mt-0.5 shrink-0", one.rating === "up" ? "text-success-text" : "text-danger-text")}
        />
      )}
      <span className="anywhere">{words.join(" · ") || one.userId}</span>
    </p>
  );
}
