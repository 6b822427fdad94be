import type { Hit } from "../reading";
import { pieces } from "../split/spans";
import { excerpt } from "./reading";

/** A piece of a hit's text around its first match, the matches marked. */
export function Excerpt({ hit, length }: { hit: Hit; length?: number }) {
  const { text, marks, isCutBefore, isCutAfter } = excerpt(hit.document.content, hit.document.highlights, length);
  return (
    <p className="mt-1 max-w-prose anywhere">
      {isCutBefore && "…"}
      {pieces(text, marks).map((piece, at) =>
        piece.isMarked ? <mark key={at} className="rounded-chip bg-note-soft text-text">{piece.text}</mark> : piece.text,
      )}
      {isCutAfter && "…"}
    </p>
  );
}
