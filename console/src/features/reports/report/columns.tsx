import { ThumbsDown, ThumbsUp } from "lucide-react";
import { useTranslation } from "react-i18next";

import { formatDateTime, formatDuration, formatNumber } from "@/shared/format";
import { Chip, Status, Tooltip, type Column, type Tone } from "@/shared/ui";

import type { Filters, Message, Outcome } from "../address";

export const TONES: Record<Outcome, Tone> = {
  answered: "success", memorized: "success", fallback: "warning", refused: "neutral", stopped: "neutral", failed: "danger",
};

/** The columns of the report; a session and a user are filters at a press. */
export function useColumns(set: (next: Partial<Filters>) => void): Column<Message>[] {
  const { t } = useTranslation("reports");
  return [
    { id: "time", header: t("columns.time"), width: 112, cell: (row) => <span className="numbers">{formatDateTime(row.createdAt)}</span> },
    {
      id: "question", header: t("columns.question"), minWidth: 120,
      cell: (row) => (
        <>
          <Text text={row.question} {...(row.questionEn ? { below: row.questionEn } : {})} />
          <span className="block md:hidden"><Marks row={row} /></span>
        </>
      ),
    },
    { id: "answer", header: t("columns.answer"), minWidth: 200, hideBelow: "md", cell: (row) => <Text text={row.answer ?? "–"} /> },
    { id: "marks", header: t("columns.marks"), width: 126, hideBelow: "md", cell: (row) => <Marks row={row} /> },
    { id: "who", header: t("columns.who"), width: 116, hideBelow: "wide", cell: (row) => <Who row={row} set={set} /> },
    { id: "chunks", header: t("columns.chunks"), width: 124, hideBelow: "wide", cell: (row) => <Chunks row={row} /> },
    { id: "tokens", header: t("columns.tokens"), width: 76, align: "right", hideBelow: "xl", cell: (row) => formatNumber(row.promptTokens + row.completionTokens) },
    { id: "seconds", header: t("columns.seconds"), width: 96, align: "right", hideBelow: "md", cell: (row) => formatDuration(row.seconds * 1000) },
    { id: "feedback", header: t("columns.feedback"), width: 92, hideBelow: "md", cell: (row) => <Feedback row={row} /> },
  ];
}

function Text({ text, below }: { text: string; below?: string }) {
  return (
    <span className="block py-1">
      <span className="anywhere line-clamp-2">{text || "–"}</span>
      {below && <span className="anywhere line-clamp-1 text-caption text-subtle">{below}</span>}
    </span>
  );
}

function Marks({ row }: { row: Message }) {
  const { t } = useTranslation("reports");
  return (
    <span className="flex flex-wrap gap-1 py-1">
      <Status tone={TONES[row.outcome]}>{t(`outcome.${row.outcome}`)}</Status>
      {row.marks.filter((mark) => mark !== "belowThreshold" || row.outcome !== "fallback").map((mark) => (
        <Chip key={mark} tone={mark === "degraded" || mark === "unsupported" ? "warning" : "neutral"}>{t(`mark.${mark}`, { defaultValue: mark })}</Chip>
      ))}
    </span>
  );
}

function Who({ row, set }: { row: Message; set: (next: Partial<Filters>) => void }) {
  const { sessionId, userId } = row;
  return (
    <span className="block min-w-0">
      <Narrow value={sessionId} onPress={() => { set({ sessionId }); }} />
      {userId && <Narrow value={userId} onPress={() => { set({ userId }); }} />}
    </span>
  );
}

/** A session or a user: pressed, it filters. */
function Narrow({ value, onPress }: { value: string; onPress: () => void }) {
  const { t } = useTranslation("reports");
  return (
    <button
      type="button"
      title={value}
      aria-label={t("narrow", { value })}
      onClick={(event) => { event.stopPropagation(); onPress(); }}
      className="relative z-1 block max-w-full truncate rounded-chip font-mono text-mono text-muted hover:text-text hover:underline"
    >
      {value}
    </button>
  );
}

function Chunks({ row }: { row: Message }) {
  if (!row.chunks.length) return <>–</>;
  const shown = row.chunks.slice(0, 2);
  const all = row.chunks.map((one) => `${one.id} ${one.score.toFixed(2)}`).join("\n");
  return (
    <span title={all} className="block font-mono text-mono text-muted">
      {shown.map((one) => (
        <span key={one.id} className="block truncate">{one.id.slice(0, 6)} <span className="numbers">{one.score.toFixed(2)}</span></span>
      ))}
      {row.chunks.length > shown.length && <span className="text-caption text-subtle">+{row.chunks.length - shown.length}</span>}
    </span>
  );
}

function Feedback({ row }: { row: Message }) {
  const { t } = useTranslation("reports");
  if (!row.rating) return <>–</>;
  const Icon = row.rating === "up" ? ThumbsUp : ThumbsDown;
  const said = row.feedback.map((one) => one.comment || one.reason).filter(Boolean).join(" · ");
  const icon = <Icon size={16} strokeWidth={1.75} role="img" aria-label={t(`rating.${row.rating}`)} className={row.rating === "up" ? "text-success-text" : "text-danger-text"} />;
  return said ? <Tooltip text={said}><span className="relative z-1 inline-flex">{icon}</span></Tooltip> : icon;
}
