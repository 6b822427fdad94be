import { UnfoldVertical } from "lucide-react";
import { useMemo, useState, useSyncExternalStore } from "react";
import { cx } from "./cx";
import { type Chunk, diffLines, fold, type Line, sideBySide } from "./diff-lines";
import type { DiffProps } from "./props";
import { useWords } from "./words";

const LOOK = { same: "", added: "bg-success-soft", removed: "bg-danger-soft" };
const SIGN = { same: "\u00a0", added: "+", removed: "−" };

const wide = () => globalThis.matchMedia?.("(min-width: 1100px)");
function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = wide();
      query?.addEventListener("change", changed);
      return () => query?.removeEventListener("change", changed);
    },
    () => wide()?.matches ?? false,
  );
}

/** Two texts and what changed between them: beside each other where there is room, else one under the other. */
export function Diff({ before, after, label, beforeLabel, afterLabel, context = 2 }: DiffProps) {
  const t = useWords();
  const columns = useWide();
  const chunks = useMemo(() => fold(diffLines(before, after), context), [before, after, context]);
  const count = (kind: Line["kind"]) =>
    chunks.flatMap((chunk) => chunk.lines).filter((line) => line.kind === kind).length;
  if (before === after) return <p className="text-muted">{t("noDifference")}</p>;
  return (
    <figure aria-label={label} className="overflow-hidden rounded-card border border-border bg-surface">
      <figcaption className="flex flex-wrap gap-x-3 border-b border-border px-3 py-2 text-caption text-muted">
        <span className="font-medium">{label}</span>
        <span className="numbers ml-auto text-success-text">{t("added", { count: count("added") })}</span>
        <span className="numbers text-danger-text">{t("removed", { count: count("removed") })}</span>
      </figcaption>
      {columns && (
        <div className="grid grid-cols-2 border-b border-border text-caption text-subtle">
          <span className="border-r border-border px-3 py-1">{beforeLabel ?? t("before")}</span>
          <span className="px-3 py-1">{afterLabel ?? t("after")}</span>
        </div>
      )}
      <div className="font-mono text-mono">
        {chunks.map((chunk, place) => (
          <Part key={place} chunk={chunk} columns={columns} />
        ))}
      </div>
    </figure>
  );
}

function Part({ chunk, columns }: { chunk: Chunk; columns: boolean }) {
  const t = useWords();
  const [open, setOpen] = useState(chunk.kind === "lines");
  if (!open)
    return (
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="flex min-h-8 w-full items-center gap-2 bg-sunken px-3 font-sans text-caption text-muted hover:bg-hover focus-visible:-outline-offset-2 pointer-coarse:min-h-11"
      >
        <UnfoldVertical size={12} strokeWidth={2} aria-hidden />
        {t("unchanged", { count: chunk.lines.length })}
      </button>
    );
  if (!columns) return chunk.lines.map((line, place) => <Row key={place} line={line} />);
  return sideBySide(chunk.lines).map(([left, right], place) => (
    <div key={place} className="grid grid-cols-2">
      <Row line={left} divided />
      <Row line={right} />
    </div>
  ));
}

function Row({ line, divided }: { line: Line | null; divided?: boolean }) {
  const t = useWords();
  return (
    <div
      className={cx(
        "anywhere flex min-w-0 gap-2 px-3 whitespace-pre-wrap",
        divided && "border-r border-border",
        line ? LOOK[line.kind] : "bg-sunken",
      )}
    >
      <span aria-hidden className="shrink-0 text-subtle select-none">
        {line ? SIGN[line.kind] : SIGN.same}
      </span>
      {line && line.kind !== "same" && (
        <span className="sr-only">{t(line.kind === "added" ? "lineAdded" : "lineRemoved")}</span>
      )}
      <span className="min-w-0">{line?.text || "\u00a0"}</span>
    </div>
  );
}
