"""Scores from raw material, the same for every engine (`knowledge.md` 3.9): absolute, 0..1, comparable across bases.

lex = BM25F over the ideal chunk; dense = calibrated cosine; fused by the share of the question written in the chunk's scripts;
codes lift a chunk that holds them and press down those that do not.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from comity.kernel.embed import Calibration
from comity.knowledge.search.port import Candidate, Held, Material, Query

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


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its numbers."""

    held: Held
    lex: float
    dense: float | None
    exact: float
    fused: float
    sorting_score: float
    ranks: tuple[int | None, int | None, int | None]


def score(material: Material, query: Query, calibration: Calibration | None) -> list[Scored]:
    """Scores one query's candidates, best first; ties by chunk id."""
    some_exact = any(candidate.exact > 0 for candidate in material.candidates)
    parts: dict[tuple[str, ...], _Part] = {}
    for scripts in {candidate.held.scripts for candidate in material.candidates}:
        parts[scripts] = _part(material.idf, query.scripts, scripts)
    scored = [
        _score(c, parts[c.held.scripts], query.language, calibration, some_exact=some_exact)
        for c in material.candidates
    ]
    return sorted(scored, key=lambda s: (-s.sorting_score, s.held.chunk_id))


@dataclass(frozen=True, slots=True)
class _Part:
    """The part of a question written in the scripts of a chunk: its terms' idf (0 for the others), its ideal, its share."""

    idf: np.ndarray
    ideal: float
    share: float


def _part(idf: np.ndarray, scripts: Sequence[str], chunk_scripts: Sequence[str]) -> _Part:
    held = ANY_SCRIPT | set(chunk_scripts)
    mine = np.array(
        [weight if script in held else 0.0 for weight, script in zip(idf, scripts, strict=True)], np.float64
    )
    total = float(idf.sum())
    ideal = float(sum(weight * IDEAL.get(script, IDEAL_DEFAULT) for weight, script in zip(mine, scripts, strict=True)))
    return _Part(mine, ideal, float(mine.sum()) / total if total > 0 else 0.0)


def _score(
    candidate: Candidate, part: _Part, language: str, calibration: Calibration | None, *, some_exact: bool
) -> Scored:
    lex = min(1.0, float(part.idf @ candidate.weights) / part.ideal) if part.ideal > 0 else 0.0
    fused, dense = lex, None
    if candidate.cosine is not None and calibration is not None:
        dense, meant = _dense(candidate.cosine, calibration, language, cross=part.share < 0.5)
        w = 0.5 * part.share
        fused = w * lex + (1 - w) * meant
    final = fused + (1 - fused) * EXACT_LIFT * candidate.exact
    if some_exact and candidate.exact == 0:
        final *= NO_EXACT
    ranks = (candidate.lexical_rank, candidate.dense_rank, candidate.exact_rank)
    return Scored(candidate.held, lex, dense, candidate.exact, round(fused, DECIMALS), round(final, DECIMALS), ranks)


def _dense(cosine: float, calibration: Calibration, language: str, *, cross: bool) -> tuple[float, float]:
    """The calibrated cosine, and what it counts: in two languages less, for there it tells an answer from its neighbours badly."""
    dense = calibration.score(cosine, cross=cross, language=language)
    if not cross:
        return dense, dense
    lo, hi = calibration.ends(cross=True, language=language)
    share = max(0.0, (cosine - lo) / (hi - lo))
    if share <= ALONE_KNEE:
        return dense, share * ALONE_AT_KNEE / ALONE_KNEE
    return dense, min(1.0, ALONE_AT_KNEE + (share - ALONE_KNEE) * ALONE_SLOPE)


def best_of(results: Sequence[list[Scored]]) -> list[Scored]:
    """Several queries: the maximum per chunk, best first."""
    best: dict[str, Scored] = {}
    for scored in (one for result in results for one in result):
        known = best.get(scored.held.chunk_id)
        if known is None or scored.sorting_score > known.sorting_score:
            best[scored.held.chunk_id] = scored
    return sorted(best.values(), key=lambda s: (-s.sorting_score, s.held.chunk_id))
