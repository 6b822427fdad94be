import type { Base, Chunk, Document } from "../reading";
import type { Place } from "./address";

/** What both halves of the split view know. */
export interface SplitState {
  base: Base;
  document: Document;
  place: Place;
  chunks: Chunk[] | undefined;
  /** The chunk under the pointer, on either side. */
  hovered: string | null;
  onHover: (chunkId: string | null) => void;
  onPick: (chunkId: string) => void;
}
