"""Scores from raw material, the same for every engine (`knowledge.md` 3.9): absolute, 0..1, comparable across bases.

lex = BM25F over the ideal chunk; dense = calibrated cosine; fused by the share of the question written in the chunk's scripts;
codes lift a chunk that holds them and press down those that do not.
"""

from collections.abc import Sequence
from itertools import count

import msgspec
import numpy as np

from comity.kernel.embed import Calibration
from comity.knowledge.search.port import Held, Material, Query, Ranks

IDEAL = {"Thai": 0.62, "Han": 0.60, "Kana": 0.60, "Hangul": 0.60, "Lao": 0.6, "Khmer": 0.6, "Myanmar": 0.6}
IDEAL_DEFAULT = 0.80
EXACT_LIFT = 0.6
NO_EXACT = 0.7
ALONE_KNEE, ALONE_AT_KNEE, ALONE_SLOPE = 0.6, 0.45, 0.3
"""What meaning alone proves across languages: steep up to the threshold, flat above, so that a neighbour in another language
does not pass the answer in the question's own. Not cut at `hi`, for the order among them. Measured by `evals.retrieval`."""
DECIMALS = 6
"""Beyond these, sums differ by the order in which an engine made them; equal scores are ordered by chunk id."""
ANY_SCRIPT = {"Digit", "Other"}


class Scored(msgspec.Struct, frozen=True, gc=False):
    """A candidate with its numbers."""

    held: Held
    lex: float
    dense: float | None
    exact: float
    fused: float
    sorting_score: float
    ranks: Ranks


def score(material: Material, query: Query, calibration: Calibration | None) -> list[Scored]:
    """Scores one query's candidates, best first; ties by chunk id."""
    lex, share = _lexical(material, query.scripts)
    fused, dense = lex, np.full(len(lex), np.nan)
    if calibration is not None:
        cross = share < 0.5
        dense, meant = _dense(material.cosines, calibration, query.language, cross)
        weight = 0.5 * share
        fused = np.where(np.isnan(dense), lex, weight * lex + (1 - weight) * meant)
    final = fused + (1 - fused) * EXACT_LIFT * material.exact
    if (material.exact > 0).any():
        final = np.where(material.exact > 0, final, final * NO_EXACT)
    final = np.round(final, DECIMALS).tolist()
    found = list(
        map(
            Scored,
            material.held,
            lex.tolist(),
            [None if value != value else value for value in dense.tolist()],
            material.exact.tolist(),
            np.round(fused, DECIMALS).tolist(),
            final,
            material.ranks,
        )
    )
    named = sorted(zip([-one for one in final], [one.chunk_id for one in material.held], count(), strict=False))
    return [found[at] for _, _, at in named]


def _order(one: Scored) -> tuple[float, str]:
    return -one.sorting_score, one.held.chunk_id


def _lexical(material: Material, scripts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Of each candidate: its weight over the ideal chunk's, by the terms in its scripts, and the share that these have."""
    total = float(material.idf.sum(dtype=np.float64))
    lex, share = np.zeros(len(material.held)), np.zeros(len(material.held))
    written = [held.scripts for held in material.held]
    kinds = set(written)
    ideals = np.array([IDEAL.get(script, IDEAL_DEFAULT) for script in scripts])
    for held_scripts in kinds:
        places = slice(None) if len(kinds) == 1 else np.flatnonzero([one == held_scripts for one in written])
        readable = ANY_SCRIPT | set(held_scripts)
        idf = material.idf * np.array([script in readable for script in scripts], np.float64)
        ideal = float(idf @ ideals) if len(idf) else 0.0
        if ideal > 0:
            lex[places] = np.minimum(1.0, idf @ material.weights[:, places] / ideal)
            share[places] = float(idf.sum()) / total
    return lex, share


def _dense(
    cosines: np.ndarray, calibration: Calibration, language: str, cross: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The calibrated cosines, and what they count: in two languages less, for there they tell an answer from its neighbours badly."""
    lo, hi = calibration.ends(language=language)
    cross_lo, cross_hi = calibration.ends(cross=True, language=language)
    likeness = np.maximum(
        0.0, np.where(cross, (cosines - cross_lo) / (cross_hi - cross_lo), (cosines - lo) / (hi - lo))
    )
    dense = np.minimum(1.0, likeness)
    alone = np.where(
        likeness <= ALONE_KNEE,
        likeness * ALONE_AT_KNEE / ALONE_KNEE,
        np.minimum(1.0, ALONE_AT_KNEE + (likeness - ALONE_KNEE) * ALONE_SLOPE),
    )
    return dense, np.where(cross, alone, dense)


def best_of(results: Sequence[list[Scored]]) -> list[Scored]:
    """Several queries: the maximum per chunk, best first."""
    best: dict[str, Scored] = {}
    for scored in (one for result in results for one in result):
        known = best.get(scored.held.chunk_id)
        if known is None or scored.sorting_score > known.sorting_score:
            best[scored.held.chunk_id] = scored
    return sorted(best.values(), key=_order)
