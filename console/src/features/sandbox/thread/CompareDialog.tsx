import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { formatDuration } from "@/shared/format";
import { Dialog, ErrorCallout, VoiceBubble } from "@/shared/ui";

import { bestScore } from "../evidence";
import { languageOf } from "../language";
import { LitProvider } from "../lit";
import type { Assistant } from "../reading";
import { newSession } from "../recall";
import { isOpen, type Turn } from "../turns";
import { useThread } from "../useThread";
import { Said } from "./Said";

interface CompareDialogProps {
  assistant: Assistant;
  turn: Turn;
  version: string;
  onClose: () => void;
}

/** The answer of this version beside what customers would be told now. */
export function CompareDialog({ assistant, turn, version, onClose }: CompareDialogProps) {
  const { t } = useTranslation("sandbox");
  const [sessionId] = useState(newSession);
  const thread = useThread(assistant.id, sessionId);
  const { ask } = thread;
  const isAsked = useRef(false);
  useEffect(() => {
    if (isAsked.current) return;
    isAsked.current = true;
    ask(turn.question, "live");
  }, [ask, turn.question]);
  const live = thread.turns.at(-1);
  const close = () => {
    if (live && isOpen(live)) thread.stop(live);
    onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => { if (!open) close(); }} title={t("compare.title")} description={turn.question} size="large">
      <LitProvider onGo={() => undefined}>
        <p className="mb-4 text-dense text-muted">{t("compare.note")}</p>
        <div className="grid items-start gap-6 md:grid-cols-2">
          <Side assistant={assistant} turn={turn} version={version} />
          <Side assistant={assistant} turn={live} version={t("version.liveOf", { number: assistant.liveVersion ?? "–" })} onRetry={() => { if (live) thread.retry(live, "live"); }} />
        </div>
      </LitProvider>
    </Dialog>
  );
}

interface SideProps {
  assistant: Assistant;
  turn: Turn | undefined;
  version: string;
  onRetry?: () => void;
}

function Side({ assistant, turn, version, onRetry }: SideProps) {
  const { t } = useTranslation("sandbox");
  const best = turn?.exchange ? bestScore(turn.exchange) : null;
  return (
    <section aria-label={version} className="@container min-w-0 space-y-2">
      {turn?.failure ? (
        <ErrorCallout title={t("failed")} trouble={{ message: turn.failure.message, requestId: turn.failure.requestId }} {...(onRetry ? { onRetry } : {})} />
      ) : (
        <VoiceBubble voice="ai" side="left" name={assistant.name} version={version} lang={languageOf(turn?.text ?? "")} streaming={turn ? isOpen(turn) : true}>
          {turn && <Said turn={turn} hasModel={assistant.model !== "extractive"} text={turn.text} />}
        </VoiceBubble>
      )}
      {turn?.exchange && (
        <p className="numbers text-caption text-subtle">
          {[
            t(`outcome.${turn.exchange.outcome ?? "failed"}`),
            best !== null && t("compare.best", { score: best.toFixed(2) }),
            formatDuration(turn.exchange.inspection?.latencyMs),
          ].filter(Boolean).join(" · ")}
        </p>
      )}
    </section>
  );
}
