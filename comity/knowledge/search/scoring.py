"""Scores from raw material, the same for every engine (`knowledge.md` 3.9): absolute, 0..1, comparable across bases.

lex = BM25F over the ideal chunk; dense = calibrated cosine; fused by the share of the question written in the chunk's scripts;
codes lift a chunk that holds them and press down those that do not. Equal scores are ordered by the whole BM25F.
"""

from collections.abc import Sequence
from itertools import count

import msgspec
import numpy as np

from comity.kernel.embed import Calibration
from comity.knowledge.search.port import Held, Material, Query, Ranks

IDEAL = {
    "Thai": 0.82,
    "Han": 0.48,
    "Kana": 0.48,
    "Hangul": 0.48,
    "Lao": 0.82,
    "Khmer": 0.82,
    "Myanmar": 0.82,
    "vi": 0.8,
}
IDEAL_DEFAULT = 0.8
"""What an ideal chunk weighs for each term, by the term's script, or by the question's language for its Latin words: set so that
passages that answer have `lex` of 0.6 to 0.9 and the threshold means much the same in each. Measured by `evals.retrieval`; Kana
and Hangul are taken as Han, Lao, Khmer and Burmese as Thai."""
TERM_MOST = 0.7
"""What a term weighs at most in `lex`, so that one said again, in titles and headings too, does not stand for those that lack."""
EXACT_LIFT = 0.6
NO_EXACT = 0.7
ALONE_KNEE, ALONE_AT_KNEE, ALONE_SLOPE = 0.6, 0.45, 0.3
"""What meaning alone proves across languages: steep up to the threshold, flat above, so that a neighbour in another language
does not pass the answer in the question's own. Not cut at `hi`, for the order among them. Measured by `evals.retrieval`."""
DECIMALS = 6
"""Beyond these, sums differ by the order in which an engine made them; equal scores are ordered by chunk id."""
ANY_SCRIPT = {"Digit", "Other"}


class Scored(msgspec.Struct, frozen=True, gc=False):
    """A candidate with its numbers; `uncut`: `lex` before its terms and itself are cut, for the order among equals."""

    held: Held
    lex: float
    uncut: float
    dense: float | None
    exact: float
    fused: float
    sorting_score: float
    ranks: Ranks


def score(material: Material, query: Query, calibration: Calibration | None) -> list[Scored]:
    """Scores one query's candidates, best first; ties by words, then by chunk id."""
    lex, uncut, share = _lexical(material, query)
    fused, dense = lex, np.full(len(lex), np.nan)
    if calibration is not None:
        cross = share < 0.5
        dense, meant = _dense(material.cosines, calibration, query.language, cross)
        weight = 0.5 * share
        fused = np.where(np.isnan(dense), lex, weight * lex + (1 - weight) * meant)
    final = fused + (1 - fused) * EXACT_LIFT * material.exact
    if (material.exact > 0).any():
        final = np.where(material.exact > 0, final, final * NO_EXACT)
    final, words = np.round(final, DECIMALS).tolist(), np.round(uncut, DECIMALS).tolist()
    found = list(
        map(
            Scored,
            material.held,
            lex.tolist(),
            words,
            [None if value != value else value for value in dense.tolist()],
            material.exact.tolist(),
            np.round(fused, DECIMALS).tolist(),
            final,
            material.ranks,
        )
    )
    ids = [one.chunk_id for one in material.held]
    order = sorted(zip([-one for one in final], [-one for one in words], ids, count(), strict=False))
    return [found[at] for *_, at in order]


def _order(one: Scored) -> tuple[float, float, str]:
    return -one.sorting_score, -one.uncut, one.held.chunk_id


def _lexical(material: Material, query: Query) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of each candidate: its weight over the ideal chunk's by the terms in its scripts, cut and uncut, and the share these have."""
    worth = material.idf * np.array(query.worth)
    total = float(worth.sum(dtype=np.float64))
    lex, uncut, share = np.zeros((3, len(material.held)))
    counted = np.minimum(material.weights, TERM_MOST)
    written = [held.scripts for held in material.held]
    kinds = set(written)
    ideals = np.array([_ideal(script, query.language) for script in query.scripts])
    for held_scripts in kinds:
        places = slice(None) if len(kinds) == 1 else np.flatnonzero([one == held_scripts for one in written])
        readable = ANY_SCRIPT | set(held_scripts)
        idf = worth * np.array([script in readable for script in query.scripts], np.float64)
        ideal = float(idf @ ideals) if len(idf) else 0.0
        if ideal > 0:
            lex[places] = np.minimum(1.0, idf @ counted[:, places] / ideal)
            uncut[places] = idf @ material.weights[:, places] / ideal
            share[places] = float(idf.sum()) / total
    return lex, uncut, share


def _ideal(script: str, language: str) -> float:
    return IDEAL.get(language if script == "Latin" else script, IDEAL_DEFAULT)


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
