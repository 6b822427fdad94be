import { Columns2, Microscope, ThumbsDown, ThumbsUp } from "lucide-react";
import { useTranslation } from "react-i18next";

import { formatDuration, formatNumber, formatTime } from "@/shared/format";
import { Chip, CopyButton, cx, ErrorCallout, IconButton, Status, VoiceBubble } from "@/shared/ui";

import { bestScore, thresholdOf } from "../evidence";
import type { Asked } from "../confirming";
import type { Exchange, Rating } from "../exchange";
import { languageOf } from "../language";
import { isOpen, shownText, type Turn } from "../turns";
import { ConfirmBar } from "./ConfirmBar";
import { FromMemory, MemorizeLink } from "./MemorizeLink";
import { SaveTestLink } from "./SaveTestLink";
import { Said } from "./Said";
import { Sources } from "./Sources";

export interface TurnViewProps {
  turn: Turn;
  assistant: string;
  version: string;
  /** The assistant has a model that writes. */
  hasModel: boolean;
  isWhole: boolean;
  isInspected: boolean;
  rating: Rating;
  onRate: (rating: Rating) => void;
  onInspect: () => void;
  onRetry: () => void;
  /** The call that this answer asks to confirm, while nobody has. */
  asked: Asked | null;
  isBusy: boolean;
  onSettle: (asked: Asked, accept: boolean, word: string) => void;
  /** Asks the live version the same; undefined when it is the one that answered. */
  onCompare: (() => void) | undefined;
}

/** A question and its answer. */
export function TurnView({ turn, assistant, version, hasModel, isWhole, onRetry, asked, isBusy, onSettle, ...more }: TurnViewProps) {
  const { t } = useTranslation("sandbox");
  const text = shownText(turn, isWhole);
  const { exchange, failure } = turn;
  return (
    <section aria-label={turn.question} className="flex flex-col gap-4">
      <VoiceBubble voice="contact" side="right" name={t("you")} time={formatTime(turn.at)} lang={languageOf(turn.question)}>
        {turn.question}
      </VoiceBubble>
      <div className="flex flex-col gap-2">
        {(text || isOpen(turn) || (turn.phase === "done" && turn.text)) && (
          <VoiceBubble
            voice="ai"
            side="left"
            name={assistant}
            version={version}
            lang={languageOf(text || turn.question)}
            streaming={isOpen(turn)}
          >
            <Said turn={turn} text={text} hasModel={hasModel} />
          </VoiceBubble>
        )}
        {turn.isAway && <p role="status" className="text-caption text-warning-text">{t("away")}</p>}
        {failure && (
          <div className="max-w-140">
            <ErrorCallout
              title={t("failed")}
              trouble={{
                message: failure.message,
                code: failure.code ? `${String(failure.code)} ${failure.name}` : failure.name,
                requestId: failure.requestId,
              }}
              onRetry={onRetry}
            />
          </div>
        )}
        {exchange && (
          <>
            <Sources exchange={exchange} />
            {asked && <ConfirmBar asked={asked} language={exchange.inspection?.language} isBusy={isBusy} onSettle={onSettle} />}
            <Marks exchange={exchange} />
            <Tools turn={turn} exchange={exchange} {...more} />
          </>
        )}
      </div>
    </section>
  );
}

/** What is special about an answer: an honest fallback, a stop, a model that was away, a person who is asked for. */
function Marks({ exchange }: { exchange: Exchange }) {
  const { t } = useTranslation("sandbox");
  const { inspection, outcome } = exchange;
  const best = bestScore(exchange);
  const isUnder = best !== null && best < thresholdOf(exchange);
  const handoff = exchange.actions?.find((action) => action.type === "handoff");
  const reason = inspection?.degradedReason;
  const unsupported = inspection?.grounding?.sentences.filter((one) => one.verdict === "unsupported" && !one.removed).length ?? 0;
  const marks = [
    outcome === "fallback" && (
      <Chip key="fallback" title={t("fallback.why")}>
        {isUnder ? t("fallback.under", { best: best.toFixed(2), threshold: thresholdOf(exchange).toFixed(2) }) : t("fallback.none")}
      </Chip>
    ),
    inspection?.memorized && <FromMemory key="memorized" memorized={inspection.memorized} />,
    outcome === "stopped" && <Chip key="stopped">{t("outcome.stopped")}</Chip>,
    outcome === "refused" && <Chip key="refused">{t("outcome.refused")}</Chip>,
    inspection?.degraded && (
      <Status key="degraded" tone="warning" title={t("degraded.why")}>
        {t("degraded.mark", { reason: reason ? t(`degraded.${reason}`, { defaultValue: reason }) : "" })}
      </Status>
    ),
    unsupported > 0 && <Status key="unsupported" tone="warning">{t("unsupported", { count: unsupported })}</Status>,
    handoff && <Status key="handoff" tone="info">{t("handoff")}</Status>,
  ].filter(Boolean);
  return marks.length ? <div className="flex flex-wrap gap-2">{marks}</div> : null;
}

type ToolsProps = Pick<TurnViewProps, "turn" | "isInspected" | "rating" | "onRate" | "onInspect" | "onCompare"> & { exchange: Exchange };

function Tools({ turn, exchange, isInspected, rating, onRate, onInspect, onCompare }: ToolsProps) {
  const { t } = useTranslation("sandbox");
  const { inspection } = exchange;
  const tokens = (inspection?.promptTokens ?? 0) + (inspection?.completionTokens ?? 0);
  const small = "size-7! pointer-coarse:size-11!";
  return (
    <div className="flex flex-wrap items-center gap-1 text-caption text-subtle">
      {turn.text && <CopyButton text={turn.text} label={t("answer")} />}
      <IconButton
        icon={ThumbsUp} label={t("rate.up")} variant="ghost" pressed={rating === "up"} className={small}
        onClick={() => { onRate(rating === "up" ? null : "up"); }}
      />
      <IconButton
        icon={ThumbsDown} label={t("rate.down")} variant="ghost" pressed={rating === "down"} className={small}
        onClick={() => { onRate(rating === "down" ? null : "down"); }}
      />
      <button
        type="button"
        aria-pressed={isInspected}
        onClick={onInspect}
        className={cx(
          "inline-flex min-h-7 items-center gap-1.5 rounded-control px-2 font-medium transition-colors pointer-coarse:min-h-11",
          isInspected ? "bg-accent-soft text-accent-text" : "text-muted hover:bg-hover hover:text-text",
        )}
      >
        <Microscope size={14} strokeWidth={1.75} aria-hidden />
        {t("inspect")}
      </button>
      {turn.text !== "" && !inspection?.memorized && <MemorizeLink messageId={exchange.messageId} />}
      {turn.text !== "" && <SaveTestLink messageId={exchange.messageId} />}
      {onCompare && <IconButton icon={Columns2} label={t("compare.action")} variant="ghost" className={small} onClick={onCompare} />}
      <span className="numbers ml-1">
        {formatDuration(inspection?.latencyMs)}
        {tokens > 0 && ` · ${t("tokens", { count: tokens, shown: formatNumber(tokens) })}`}
      </span>
    </div>
  );
}
