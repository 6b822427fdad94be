import { useEffect, useState } from "react";
import { formatDateTime, formatRelative } from "@/shared/format";
import type { RelativeTimeProps } from "./props";

const DAY = 86_400_000;

/** How long ago, up to a day; the exact moment on hover. Counts on by the minute. */
export function RelativeTime({ at, exact }: RelativeTimeProps) {
  const moment = new Date(at);
  const [now, setNow] = useState(() => Date.now());
  const counting = !exact && Math.abs(now - moment.getTime()) < DAY;
  useEffect(() => {
    if (!counting) return;
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, [counting]);
  return (
    <time dateTime={moment.toISOString()} title={formatDateTime(moment)} className="numbers whitespace-nowrap">
      {exact ? formatDateTime(moment) : formatRelative(moment, now)}
    </time>
  );
}
