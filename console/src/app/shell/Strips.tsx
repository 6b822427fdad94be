import { CloudOff, RefreshCw, Check, type LucideIcon } from "lucide-react";
import { useEffect, useState, useSyncExternalStore, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { reachability } from "@/api";
import { formatTime } from "@/shared/format";
import { setLiveStatus, useLiveStatus } from "@/shared/live";

const PATIENCE_MS = 3000;
const SHOWN_MS = 4000;

/** What the page cannot show by itself: that Comity is away, that it comes back, what was missed. One line at most. */
export function Strips() {
  const { t } = useTranslation("shell");
  const { awaySince, state, caughtUp } = useLiveStatus();
  const { reachable, since } = useSyncExternalStore(reachability.subscribe, reachability.read);
  const isAwayLong = useLasting(state === "away", PATIENCE_MS);
  useEffect(() => {
    if (caughtUp === null) return undefined;
    const timer = setTimeout(() => { setLiveStatus({ caughtUp: null }); }, SHOWN_MS);
    return () => { clearTimeout(timer); };
  }, [caughtUp]);
  return (
    <div role="status" aria-live="polite">
      {!reachable && since ? (
        <Strip icon={CloudOff} tone="bg-warning-soft text-warning-text">
          {t("strip.offline", { time: formatTime(since) })}
        </Strip>
      ) : isAwayLong && awaySince ? (
        <Strip icon={RefreshCw} tone="bg-warning-soft text-warning-text">
          {t("strip.reconnecting", { time: formatTime(awaySince) })}
        </Strip>
      ) : caughtUp !== null && state === "live" ? (
        <Strip icon={Check} tone="bg-success-soft text-success-text">
          {t("strip.caughtUp", { count: caughtUp })}
        </Strip>
      ) : null}
    </div>
  );
}

function Strip({ icon: Icon, tone, children }: { icon: LucideIcon; tone: string; children: ReactNode }) {
  return (
    <div className={`flex min-h-9 items-center gap-2 px-4 text-dense lg:px-6 ${tone}`}>
      <Icon size={16} strokeWidth={1.75} aria-hidden className="shrink-0" />
      <span>{children}</span>
    </div>
  );
}

/** True once the condition has held for that long. */
function useLasting(holds: boolean, milliseconds: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!holds) return undefined;
    const timer = setTimeout(() => { setLasting(true); }, milliseconds);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [holds, milliseconds]);
  return lasting;
}
