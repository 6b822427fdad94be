import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { send } from "@/api";
import { troubleOf } from "@/shared/session/trouble";
import { cx, ErrorState, Loading, Skeleton } from "@/shared/ui";

import type { Page } from "../reading";
import type { SplitState } from "./shared";
import { boxesOf, spanBoxes } from "./spans";

/** The picture of a page as an address of this browser; it is given back when nobody shows it any more. */
function usePicture(baseId: string, docId: string, version: number, number: number) {
  const picture = useQuery({
    queryKey: ["knowledge", "picture", docId, version, number],
    queryFn: async ({ signal }) => {
      const address = new URL(`/api/v1/knowledge-bases/${baseId}/documents/${docId}/pages/${String(number)}/image`, globalThis.location.origin);
      return (await send(new Request(address, { signal }))).blob();
    },
    staleTime: Infinity,
    retry: false,
  });
  return picture;
}

/** A blob as a picture, its address freed with it. */
function Picture({ content, alt, onLoad }: { content: Blob; alt: string; onLoad: () => void }) {
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const address = URL.createObjectURL(content);
    if (image.current) image.current.src = address;
    return () => { URL.revokeObjectURL(address); };
  }, [content]);
  return <img ref={image} alt={alt} onLoad={onLoad} className="block h-auto w-full select-none" />;
}

interface PageImageProps extends SplitState {
  page: Page;
}

/** The page as it looks, a box around what each chunk was taken from. */
export function PageImage({ base, document, page, chunks, place, hovered, onHover, onPick }: PageImageProps) {
  const { t } = useTranslation("knowledge");
  const picture = usePicture(base.id, document.id, document.version, page.number);
  const frame = useRef<HTMLDivElement>(null);
  const names = new Map(chunks?.map((chunk) => [chunk.chunkId, chunk.title || chunk.chunkId]));
  const active = hovered ?? place.chunk;
  const shown = () => { frame.current?.querySelector("[data-quoted], [data-active]")?.scrollIntoView({ block: "center" }); };
  if (picture.error) return <ErrorState title={t("split.imageUnread")} trouble={troubleOf(picture.error)} onRetry={() => void picture.refetch()} />;
  const ratio = page.width > 0 ? `${String(page.width)} / ${String(page.height)}` : "1 / 1.414";
  return (
    <div ref={frame} style={{ aspectRatio: ratio }} className="relative mx-auto w-full max-w-[56rem] overflow-hidden rounded-card border border-border bg-surface">
      {picture.data ? <Picture content={picture.data} alt={t("split.imageOf", { page: page.number, title: document.title })} onLoad={shown} /> : <Loading><Skeleton shape="block" height="100%" /></Loading>}
      {picture.data && boxesOf(page, chunks ?? []).map((box) => (
        <button
          key={box.key}
          type="button"
          tabIndex={box.key.endsWith(":0") ? 0 : -1}
          aria-label={t("split.box", { title: names.get(box.chunkId) ?? box.chunkId })}
          data-active={box.chunkId === place.chunk || undefined}
          onMouseEnter={() => { onHover(box.chunkId); }}
          onMouseLeave={() => { onHover(null); }}
          onFocus={() => { onHover(box.chunkId); }}
          onBlur={() => { onHover(null); }}
          onClick={() => { onPick(box.chunkId); }}
          style={percent(box)}
          className={cx(
            "absolute rounded-chip border transition-colors",
            box.chunkId === active ? "border-accent bg-selection" : "border-border-strong/50 hover:border-accent",
          )}
        />
      ))}
      {picture.data && spanBoxes(page, place.span).map((box, at) => (
        <span key={at} data-quoted style={percent(box)} aria-hidden className="pointer-events-none absolute rounded-chip border-2 border-warning bg-note/35" />
      ))}
    </div>
  );
}

const percent = (box: { x: number; y: number; w: number; h: number }) => ({
  left: `${String(box.x * 100)}%`, top: `${String(box.y * 100)}%`, width: `${String(box.w * 100)}%`, height: `${String(box.h * 100)}%`,
});
