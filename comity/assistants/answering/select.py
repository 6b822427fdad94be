"""Stage 8: which of the found chunks are used (`assistants.md` 3.3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from comity.assistants.answering.chunks import SelectedChunk
from comity.assistants.answering.vectors import main_script

FOREIGN = 0.25


@dataclass(frozen=True, slots=True)
class Selection:
    """`used`: best first, what goes to the model. `below`: found, but under the threshold or past the limit."""

    used: tuple[SelectedChunk, ...]
    below: tuple[SelectedChunk, ...]


def select(
    found: Sequence[Sequence[SelectedChunk]], *, threshold: float, limit: int, quoting: str | None = None
) -> Selection:
    """Merges the results of the search fulfillments, given in the assistant's order, and keeps the best.

    A chunk found twice counts once, with its better score. Order: `sorting_score` descending, then the order of the
    fulfillments, then chunk id. A chunk is used when its `sorting_score` is at least `threshold`; at most `limit` are.
    `quoting`: the question, when the answer will be quoted and not translated: chunks in another script then stand back.
    """
    own = main_script(quoting) if quoting else ""
    best: dict[tuple[str, str], tuple[float, int, str, SelectedChunk]] = {}
    for order, chunks in enumerate(found):
        for chunk in chunks:
            stands_back = FOREIGN if own and main_script(chunk.content) != own else 0.0
            entry = (stands_back - chunk.sorting_score, order, chunk.chunk_id, chunk)
            key = (chunk.document_id, chunk.chunk_id)
            if key not in best or entry[:3] < best[key][:3]:
                best[key] = entry
    ranked = [entry[3] for entry in sorted(best.values(), key=lambda entry: entry[:3])]
    used = tuple(chunk for chunk in ranked if chunk.sorting_score >= threshold)[:limit]
    kept = {id(chunk) for chunk in used}
    return Selection(used, tuple(chunk for chunk in ranked if id(chunk) not in kept))
