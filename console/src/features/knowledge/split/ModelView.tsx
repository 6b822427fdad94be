import { FileText } from "lucide-react";
import { useTranslation } from "react-i18next";

import { cx, Empty, Loading, Skeleton } from "@/shared/ui";

import type { SplitState } from "./shared";

/** The chunks one after the other as a prompt holds them: their title and path, then their text; those switched off left out. */
export function ModelView({ document, chunks, place, hovered, onHover, onPick }: SplitState) {
  const { t } = useTranslation("knowledge");
  if (!chunks) return <Loading><Skeleton lines={8} /></Loading>;
  const given = chunks.filter((chunk) => chunk.enabled && document.enabled);
  if (!given.length) return <Empty icon={FileText} title={t(place.page === null ? "split.modelNothingAtAll" : "split.modelNothing")} />;
  const active = hovered ?? place.chunk;
  return (
    <div lang={document.language} className="mx-auto max-w-prose space-y-1 rounded-card border border-border bg-surface px-5 py-4">
      <p className="mb-3 text-caption text-muted">{t("split.modelText")}</p>
      {given.map((chunk) => (
        <div
          key={chunk.chunkId}
          role="presentation"
          onMouseEnter={() => { onHover(chunk.chunkId); }}
          onMouseLeave={() => { onHover(null); }}
          onClick={() => { if (!String(getSelection())) onPick(chunk.chunkId); }}
          className={cx("-mx-2 cursor-pointer rounded-control px-2 py-2 font-mono text-caption whitespace-pre-wrap anywhere transition-colors", chunk.chunkId === active && "bg-accent-soft")}
        >
          <span className="text-voice-ai-text">{`<source title="${chunk.title || chunk.headingPath.join(" > ")}" path="${chunk.path}">`}</span>
          {`\n${chunk.content}\n`}
          <span className="text-voice-ai-text">{"</source>"}</span>
        </div>
      ))}
    </div>
  );
}
