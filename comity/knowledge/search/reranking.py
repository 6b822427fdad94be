"""What a reranker's scores make of the hits of a search (`knowledge.md` 3.9, 7). Pure."""

from collections.abc import Sequence
from dataclasses import replace

from comity.knowledge.search.result import Hit
from comity.knowledge.search.scoring import EXACT_LIFT, NO_EXACT

TOP = 30
"""So many hits are judged."""
PASSAGE_CHARACTERS = 8_000


def passage_of(hit: Hit) -> str:
    """What a reranker reads of a chunk: its title and headings in front, as search by meaning does."""
    front = [part for part in dict.fromkeys([*hit.heading_path, hit.title]) if part]
    return "\n".join([*front, hit.content])[:PASSAGE_CHARACTERS]


def reordered(hits: Sequence[Hit], scores: Sequence[float]) -> list[Hit]:
    """The judged hits, one for each calibrated score (0 to 1), best first; then the others, none above the last of those.

    A score takes the place of `fused`, which stays to be seen; whole codes lift it as they lift that.
    """
    has_exact = any(_exact(hit) for hit in hits)
    judged = [_judged(hit, score, has_exact) for hit, score in zip(hits, scores, strict=False)]
    judged.sort(key=lambda hit: (-hit.sorting_score, hit.chunk_id))
    ranked = [_ranked(hit, rank) for rank, hit in enumerate(sorted(judged, key=lambda hit: -(hit.reranked or 0.0)), 1)]
    rank_of = {hit.chunk_id: hit for hit in ranked}
    least = judged[-1].sorting_score if judged else 1.0
    rest = [replace(hit, sorting_score=min(hit.sorting_score, least)) for hit in hits[len(scores) :]]
    return [*(rank_of[hit.chunk_id] for hit in judged), *rest]


def _judged(hit: Hit, score: float, has_exact: bool) -> Hit:
    exact = _exact(hit)
    final = score + (1 - score) * EXACT_LIFT * exact
    return replace(hit, reranked=score, sorting_score=final if exact or not has_exact else final * NO_EXACT)


def _ranked(hit: Hit, rank: int) -> Hit:
    return replace(hit, arms={**hit.arms, "rerank": {"rank": rank, "value": round(hit.reranked or 0.0, 4)}})


def _exact(hit: Hit) -> float:
    return float(hit.arms.get("exact", {}).get("value") or 0.0)
