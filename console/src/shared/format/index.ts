/** Dates, numbers and sizes as each language writes them (`9 Nov 2026, 14:05`, `9 พ.ย. 2569 14:05`). Pure. */

export type Calendar = "buddhist" | "gregory";

export interface FormatSettings {
  language: string;
  /** IANA name of the workspace's zone; absent: the browser's. */
  timeZone?: string | undefined;
  /** Thai years count from the Buddha by default. */
  calendar?: Calendar | undefined;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const KB = 1024;

let settings: FormatSettings = { language: "en" };

/** Sets the language and zone of every later call; the session does it. */
export function setFormat(next: Partial<FormatSettings>): void {
  settings = { ...settings, ...next };
}

export function formatSettings(): FormatSettings {
  return settings;
}

type Moment = string | number | Date;

function localeOf({ language, calendar }: FormatSettings): string {
  if (!language.startsWith("th")) return "en-GB";
  return `th-TH-u-ca-${calendar ?? "buddhist"}-nu-latn`;
}

function dateFormat(options: Intl.DateTimeFormatOptions, s: FormatSettings): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(localeOf(s), { ...options, ...(s.timeZone ? { timeZone: s.timeZone } : {}) });
}

/** `9 Nov 2026`, `9 พ.ย. 2569`. */
export function formatDate(at: Moment, s: FormatSettings = settings): string {
  const parts = dateFormat({ day: "numeric", month: "short", year: "numeric" }, s).formatToParts(new Date(at));
  const part = (type: string) => parts.find((item) => item.type === type)?.value ?? "";
  const month = part("month").replace(/^Sept$/, "Sep");
  return `${part("day")} ${month} ${part("year")}`;
}

/** `14:05`. */
export function formatTime(at: Moment, s: FormatSettings = settings): string {
  return dateFormat({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, s).format(new Date(at));
}

/** `9 Nov 2026, 14:05`, `9 พ.ย. 2569 14:05`. */
export function formatDateTime(at: Moment, s: FormatSettings = settings): string {
  const gap = s.language.startsWith("th") ? " " : ", ";
  return formatDate(at, s) + gap + formatTime(at, s);
}

/** `2 min ago` up to 24 hours, then the date; the exact time belongs beside it on hover. */
export function formatRelative(at: Moment, now: number = Date.now(), s: FormatSettings = settings): string {
  const past = now - new Date(at).getTime();
  const distance = Math.abs(past);
  if (distance >= DAY) return formatDateTime(at, s);
  const words = new Intl.RelativeTimeFormat(localeOf(s), { numeric: "auto", style: "short" });
  const sign = past >= 0 ? -1 : 1;
  if (distance < MINUTE) return words.format(0, "second");
  if (distance < HOUR) return words.format(sign * Math.floor(distance / MINUTE), "minute");
  return words.format(sign * Math.floor(distance / HOUR), "hour");
}

/** `1,204`; unknown is `–` and zero is `0`. */
export function formatNumber(value: number | null | undefined, s: FormatSettings = settings): string {
  return value === null || value === undefined ? "–" : new Intl.NumberFormat(localeOf(s)).format(value);
}

/** Keeps a number and its unit on one line. */
const NO_BREAK = "\u00a0";

/** `71 %` of a share between 0 and 1. */
export function formatPercent(share: number | null | undefined, digits = 0, s: FormatSettings = settings): string {
  if (share === null || share === undefined) return "–";
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return `${new Intl.NumberFormat(localeOf(s), options).format(share * 100)}${NO_BREAK}%`;
}

/** `12.4 MB`, where 1 MB is 1,048,576 bytes. */
export function formatBytes(bytes: number, s: FormatSettings = settings): string {
  const units = ["bytes", "KB", "MB", "GB"];
  let value = bytes;
  let unit = 0;
  while (value >= KB && unit < units.length - 1) {
    value /= KB;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  const text = new Intl.NumberFormat(localeOf(s), { maximumFractionDigits: digits }).format(value);
  const name = unit === 0 && s.language.startsWith("th") ? "ไบต์" : (units[unit] ?? "");
  return `${text}${NO_BREAK}${name}`;
}

/** `2 ms`, `1.42 s`, `3 min 05 s`. */
export function formatDuration(milliseconds: number | null | undefined, s: FormatSettings = settings): string {
  if (milliseconds === null || milliseconds === undefined) return "–";
  const isThai = s.language.startsWith("th");
  if (milliseconds < 1000) return `${String(Math.round(milliseconds))}${NO_BREAK}ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 2 : 1)}${NO_BREAK}${isThai ? "วินาที" : "s"}`;
  const whole = Math.round(seconds);
  const rest = String(whole % 60).padStart(2, "0");
  return `${String(Math.floor(whole / 60))} ${isThai ? "นาที" : "min"} ${rest} ${isThai ? "วินาที" : "s"}`;
}
