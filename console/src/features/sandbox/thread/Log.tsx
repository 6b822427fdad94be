import { ArrowDown } from "lucide-react";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useMe } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Button, ErrorState, Loading, Skeleton, VoiceBubble } from "@/shared/ui";

import type { Rating } from "../exchange";
import { languageOf } from "../language";
import type { Assistant } from "../reading";
import { openConfirmation } from "../confirming";
import { isOpen, type Settles, type Turn } from "../turns";
import type { Thread } from "../useThread";
import { CompareDialog } from "./CompareDialog";
import { TurnView } from "./TurnView";

interface LogProps {
  thread: Thread;
  assistant: Assistant;
  greeting: string;
  isWhole: boolean;
  inspected: Turn | undefined;
  rating: (turn: Turn, userId: string) => Rating;
  onRate: (turn: Turn, rating: Rating) => void;
  onInspect: (turn: Turn) => void;
  onRetry: (turn: Turn) => void;
  onSettle: (settles: Settles, word: string) => void;
}

/** Greeting, questions and answers. New text keeps the end in view unless the reader has scrolled away. */
export function Log({ thread, assistant, greeting, isWhole, inspected, rating, onRate, onInspect, onRetry, onSettle }: LogProps) {
  const { t } = useTranslation("sandbox");
  const { turns } = thread;
  const me = useMe().account.id;
  const writing = turns.some(isOpen);
  const [compared, setCompared] = useState<Turn | null>(null);
  const { box, isAway, toEnd } = useEnd(turns.length, turns.at(-1));
  const name = (turn: Turn) => turn.version === "draft" ? t("version.draft") : turn.exchange?.inspection?.assistantVersion
    ? t("version.number", { number: turn.exchange.inspection.assistantVersion })
    : turn.version === "live" ? t("version.live") : t("version.number", { number: turn.version });
  return (
    <div className="relative min-h-0 flex-1">
      <div ref={box} role="log" aria-label={t("thread")} aria-busy={writing} className="@container relative h-full overflow-y-auto px-4 py-6 focus-visible:-outline-offset-2 lg:px-6">
        <div className="mx-auto flex max-w-180 flex-col gap-6">
          {greeting && (
            <VoiceBubble voice="ai" side="left" name={assistant.name} lang={languageOf(greeting)}>{greeting}</VoiceBubble>
          )}
          {thread.error ? (
            <ErrorState title={t("unreadThread")} trouble={troubleOf(thread.error)} onRetry={thread.readAgain} />
          ) : thread.isReading && turns.length === 0 ? (
            <Loading><Skeleton lines={3} /></Loading>
          ) : null}
          {!thread.error && !thread.isReading && turns.length === 0 && (
            <p className="text-center text-dense text-subtle">{t("begin")}</p>
          )}
          {turns.map((turn) => (
            <TurnView
              key={turn.key}
              turn={turn}
              assistant={assistant.name}
              version={name(turn)}
              hasModel={assistant.model !== "extractive"}
              isWhole={isWhole}
              isInspected={inspected === turn}
              rating={rating(turn, me)}
              onRate={(next) => { onRate(turn, next); }}
              onInspect={() => { onInspect(turn); }}
              onRetry={() => { onRetry(turn); }}
              asked={openConfirmation(turns, turn)}
              isBusy={writing}
              onSettle={({ messageId, confirmationId }, accept, word) => { onSettle({ messageId, confirmationId, accept }, word); }}
              onCompare={isLive(turn, assistant) ? undefined : () => { setCompared(turn); }}
            />
          ))}
        </div>
      </div>
      {compared && <CompareDialog assistant={assistant} turn={compared} version={name(compared)} onClose={() => { setCompared(null); }} />}
      <p role="status" className="sr-only">{writing ? t("waiting") : ""}</p>
      {isAway && (
        <div className="absolute inset-x-0 bottom-3 flex justify-center">
          <Button size="small" icon={ArrowDown} onClick={toEnd} className="shadow-popover">{t("toEnd")}</Button>
        </div>
      )}
    </div>
  );
}

/** Whether there is nothing else to compare with: the live version answered, or there is none. */
function isLive({ version }: Turn, { liveVersion }: Assistant): boolean {
  return liveVersion === null || version === "live" || version === String(liveVersion);
}

const NEAR = 80;

/** Keeps the end of the thread in view: always for a new question, for new text when the end was in view. */
function useEnd(count: number, last: Turn | undefined) {
  const box = useRef<HTMLDivElement>(null);
  const isNear = useRef(true);
  const [isAway, setAway] = useState(false);
  const toEnd = () => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  };
  useEffect(() => {
    const area = box.current;
    let before = 0;
    const watch = () => {
      if (!area) return;
      const isAtEnd = area.scrollHeight - area.scrollTop - area.clientHeight < NEAR;
      // Only somebody who scrolls up leaves the end; text that grows does not.
      if (isAtEnd) isNear.current = true;
      else if (area.scrollTop < before) isNear.current = false;
      before = area.scrollTop;
      setAway(!isNear.current);
    };
    area?.addEventListener("scroll", watch, { passive: true });
    return () => { area?.removeEventListener("scroll", watch); };
  }, []);
  useLayoutEffect(() => {
    isNear.current = true;
    toEnd();
  }, [count]);
  useLayoutEffect(() => {
    if (isNear.current) toEnd();
  }, [last]);
  return { box, isAway, toEnd };
}
