/** How the ranks of two searches differ. Pure. */
import type { Hit } from "../reading";

/** Where a chunk of one side stands on the other: `same`, places `up` or `down`, or `alone` when it is not there. */
export type Move = { kind: "same" } | { kind: "alone" } | { kind: "up"; places: number } | { kind: "down"; places: number };

type Ranked = readonly { document: Pick<Hit["document"], "id"> }[];

/** The move of each of these hits, seen from the other side. */
export function movesOf(hits: Ranked, others: Ranked): Move[] {
  const there = new Map(others.map((hit, at) => [hit.document.id, at]));
  return hits.map((hit, here): Move => {
    const before = there.get(hit.document.id);
    if (before === undefined) return { kind: "alone" };
    if (before === here) return { kind: "same" };
    return before > here ? { kind: "up", places: before - here } : { kind: "down", places: here - before };
  });
}

/** How many chunks both found. */
export function sharedOf(one: Ranked, other: Ranked): number {
  const there = new Set(other.map((hit) => hit.document.id));
  return one.filter((hit) => there.has(hit.document.id)).length;
}
