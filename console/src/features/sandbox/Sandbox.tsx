import { useQuery } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { api } from "@/api";
import { useShortcuts } from "@/shared/shortcuts";
import { useMay, useMe } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Sheet, toast } from "@/shared/ui";

import type { Rating } from "./exchange";
import { Inspector } from "./inspector/Inspector";
import { LitProvider, type Pointed } from "./lit";
import { versionQuery, type Assistant, type Version } from "./reading";
import type { SandboxSearch } from "./SandboxPage";
import { Composer } from "./thread/Composer";
import { Log } from "./thread/Log";
import { DraftStrip, Toolbar } from "./thread/Toolbar";
import { isOpen, ratingOf, type Turn } from "./turns";
import { useRest } from "./useRest";
import { useThread } from "./useThread";
import { useKept, useWide } from "./useWide";

interface SandboxProps {
  assistant: Assistant;
  versions: Version[];
  version: string;
  sessionId: string;
  search: SandboxSearch;
  onSearch: (next: Partial<SandboxSearch>) => void;
  onNewSession: () => void;
}

/** One session: the thread, the question box and, beside them or over them, the inspector. */
export function Sandbox({ assistant, versions, version, sessionId, search, onSearch, onNewSession }: SandboxProps) {
  const { t } = useTranslation("sandbox");
  const mayDraft = useMay("genai.sandbox.draft");
  const thread = useThread(assistant.id, sessionId);
  const [isWhole, setWhole] = useKept("comity.sandbox.whole");
  const frame = useRef<HTMLDivElement>(null);
  const height = useRest(frame);
  const inspector = useInspector(thread.turns, search.turn, onSearch);
  const { rating, rate } = useRatings();
  const open = thread.turns.find(isOpen);
  const greeting = useGreeting(assistant, version);
  const restart = () => {
    if (open) thread.stop(open);
    onNewSession();
  };
  useShortcuts([
    { keys: "i", label: t("keysInspect"), run: inspector.toggle },
    { keys: "n", label: t("newSession"), run: restart },
  ]);
  const panel = (
    <Inspector
      exchange={inspector.turn?.exchange ?? null}
      isWide={inspector.isWide}
      tab={search.tab ?? (inspector.isWide ? "fulfillments" : "turn")}
      onTab={(tab) => { onSearch({ tab }); }}
    />
  );
  const ask = (question: string) => {
    onSearch({ turn: undefined, question: undefined } as never);
    thread.ask(question, version);
  };
  const off = version === "live" && assistant.liveVersion === null ? t("notPublished") : undefined;
  return (
    <LitProvider onGo={inspector.goTo}>
      <div ref={frame} style={{ height }} className="relative flex min-h-80 flex-col overflow-clip">
        <Toolbar
          assistant={assistant}
          versions={versions}
          version={version}
          mayDraft={mayDraft}
          onVersion={(next) => { onSearch({ version: next }); }}
          sessionId={sessionId}
          onNewSession={restart}
          isWhole={isWhole}
          onWhole={setWhole}
          isInspecting={inspector.isShown}
          onInspect={inspector.toggle}
        />
        <DraftStrip assistant={assistant} version={version} />
        <div className="flex min-h-0 flex-1">
          <section aria-label={t("thread")} className="flex min-w-0 flex-1 flex-col">
            <Log
              thread={thread}
              assistant={assistant}
              greeting={greeting}
              isWhole={isWhole}
              inspected={inspector.isShown ? inspector.turn : undefined}
              rating={(turn, userId) => rating(turn.messageId) ?? ratingOf(turn.exchange, userId)}
              onRate={(turn, next) => void rate(turn, next)}
              onInspect={inspector.inspect}
              onRetry={(turn) => { thread.retry(turn, version); }}
              onSettle={(settles, word) => { thread.settle(settles, word, version); }}
            />
            <Composer
              initial={search.question ?? ""}
              questions={thread.turns.map((turn) => turn.question)}
              isBusy={open !== undefined}
              isStopping={open?.isStopping ?? false}
              off={off}
              onAsk={ask}
              onStop={() => { if (open) thread.stop(open); }}
            />
          </section>
          {inspector.isWide && inspector.isShown && (
            <aside aria-label={t("inspector.label")} className="min-h-0 w-[58%] max-w-240 shrink-0 border-l border-border bg-canvas">
              {panel}
            </aside>
          )}
        </div>
      </div>
      {!inspector.isWide && (
        <Sheet
          open={inspector.isShown}
          onOpenChange={(shown) => { if (!shown) inspector.toggle(); }}
          title={t("inspector.label")}
          width={640}
          {...(inspector.turn ? { description: inspector.turn.question } : {})}
        >
          {panel}
        </Sheet>
      )}
    </LitProvider>
  );
}

/** Which answer is inspected, and whether that is shown: beside the thread as it was left, over it when asked for. */
function useInspector(turns: readonly Turn[], wanted: string | undefined, onSearch: (next: Partial<SandboxSearch>) => void) {
  const isWide = useWide();
  const [isKept, keep] = useKept("comity.sandbox.inspector");
  const [isSheet, setSheet] = useState(false);
  const answered = turns.filter((turn) => turn.exchange !== null);
  const turn = answered.find((each) => each.messageId === wanted) ?? answered.at(-1);
  const isShown = isWide ? isKept : isSheet;
  const show = (shown: boolean) => { (isWide ? keep : setSheet)(shown); };
  const inspect = (each: Turn) => {
    if (isShown && turn === each && isWide) {
      show(false);
      return;
    }
    onSearch({ turn: each.messageId ?? undefined } as never);
    show(true);
  };
  const goTo = useGo((to) => {
    onSearch({ turn: to.messageId, tab: "fulfillments" });
    show(true);
  });
  return { isWide, isShown, turn, toggle: () => { show(!isShown); }, inspect, goTo };
}

/** A function that stays the same one and does what the newest says. */
function useGo(act: (to: Pointed) => void): (to: Pointed) => void {
  const newest = useRef(act);
  newest.current = act;
  return useCallback((to: Pointed) => { newest.current(to); }, []);
}

/** Ratings given here, shown at once and taken back when they are refused. */
function useRatings() {
  const { t } = useTranslation("sandbox");
  const { id } = useMe().account;
  const [given, setGiven] = useState<ReadonlyMap<string, Rating>>(new Map());
  const put = (messageId: string, rating: Rating) => { setGiven((all) => new Map(all).set(messageId, rating)); };
  const rate = async (turn: Turn, rating: Rating) => {
    const { messageId } = turn;
    if (messageId === null) return;
    const before = given.get(messageId) ?? ratingOf(turn.exchange, id);
    put(messageId, rating);
    try {
      await api.PUT("/api/v1/messages/{message_id}/feedback", {
        params: { path: { message_id: messageId } }, body: { rating } as never,
      });
    } catch (cause) {
      put(messageId, before);
      toast({ text: troubleOf(cause).message || t("rate.failed"), tone: "danger" });
    }
  };
  return { rating: (messageId: string | null) => (messageId === null ? undefined : given.get(messageId)), rate };
}

/** What the tested version says first. */
function useGreeting(assistant: Assistant, version: string): string {
  const number = version === "draft" ? null : version === "live" ? assistant.liveVersion : Number(version);
  const published = useQuery({ ...versionQuery(assistant.id, number ?? 0), enabled: number !== null });
  if (number === null) return assistant.greetingMessage;
  const content = published.data?.content as { greetingMessage?: string } | null | undefined;
  return content?.greetingMessage ?? "";
}
