import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { cx, Empty } from "@/shared/ui";
import { FileText } from "lucide-react";

import type { Page } from "../reading";
import type { SplitState } from "./shared";
import { blocksOf, chunksAt, pieces, touches, type Block, type Span } from "./spans";

const LOOK: Record<string, string> = {
  heading: "font-semibold",
  list: "pl-4",
  table: "font-mono text-caption",
  code: "font-mono text-caption",
  caption: "text-caption text-muted",
};

interface ExtractedProps extends SplitState {
  page: Page;
}

/** The page as it was read: block by block, each tied to its chunks, the quoted span marked. */
export function Extracted({ document, page, chunks, place, hovered, onHover, onPick }: ExtractedProps) {
  const { t } = useTranslation("knowledge");
  const frame = useRef<HTMLDivElement>(null);
  const blocks = blocksOf(page);
  const key = `${String(page.number)}:${place.chunk}:${String(place.span?.start ?? "")}:${String(chunks?.length ?? 0)}`;
  useEffect(() => { frame.current?.querySelector("mark, [data-active]")?.scrollIntoView({ block: "center" }); }, [key]);
  if (!blocks.length) return <Empty icon={FileText} title={t("split.noText")} />;
  return (
    <div ref={frame} lang={document.language} className="mx-auto max-w-prose rounded-card border border-border bg-surface px-5 py-4">
      {blocks.map((block) => {
        const own = chunksAt(chunks ?? [], block);
        const active = hovered ?? place.chunk;
        return (
          <div
            key={block.start}
            role="presentation"
            data-active={own.includes(place.chunk) || undefined}
            onMouseEnter={() => { onHover(own[0] ?? null); }}
            onMouseLeave={() => { onHover(null); }}
            onClick={() => { if (own[0] && !String(getSelection())) onPick(own[0]); }}
            className={cx(
              "-mx-2 rounded-control px-2 py-1 whitespace-pre-wrap anywhere transition-colors",
              LOOK[block.kind],
              own.length > 0 ? "cursor-pointer" : "text-muted",
              active !== "" && own.includes(active) && "bg-accent-soft",
            )}
          >
            <Marked block={block} span={place.span} />
          </div>
        );
      })}
    </div>
  );
}

function Marked({ block, span }: { block: Block; span: Span | null }) {
  if (!span || !touches(block, span)) return block.text;
  const inside = { start: span.start - block.start, end: span.end - block.start };
  return pieces(block.text, [inside]).map((piece, at) =>
    piece.isMarked ? <mark key={at} className="rounded-chip bg-note text-text dark:text-text">{piece.text}</mark> : piece.text,
  );
}
