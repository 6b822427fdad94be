"""Measuring how an embedder's cosines are to be read, on the set that comes with Comity (`knowledge.md` 3.9, 3)."""

from functools import cache
from importlib.resources import files
from typing import Any, Protocol

import msgspec
import numpy as np

from comity.kernel.embed import Calibration

LANGUAGES = ("en", "th", "zh", "ja", "ko")
LEAST_SPREAD = 0.02
PROBE = "Comity asks every embedder for the vector of this sentence, to know it again."


class Asked(Protocol):
    """What can be measured."""

    async def queries(self, texts: list[str]) -> np.ndarray: ...

    async def passages(self, texts: list[str]) -> np.ndarray: ...


@cache
def pairs() -> dict[str, list[list[str]]]:
    """Questions with the passage that answers each, by language; the same topics in the same order in all."""
    return msgspec.json.decode(files("comity.knowledge.embedders").joinpath("calibration_set.json").read_bytes())


async def measure(embedder: Asked) -> dict[str, Any]:
    """The calibration of an embedder, as it is kept: `lo`, `hi`, `crossLo`, `crossHi` and the same for each language."""
    found = pairs()
    asked = {one: await embedder.queries([q for q, _ in found[one]]) for one in LANGUAGES}
    said = {one: await embedder.passages([p for _, p in found[one]]) for one in LANGUAGES}
    own = {one: _ends(asked[one], said[one]) for one in LANGUAGES}
    cross = {
        one: tuple(np.mean([_ends(asked[one], said[other]) for other in LANGUAGES if other != one], axis=0))
        for one in LANGUAGES
    }
    lo, hi = np.mean(list(own.values()), axis=0)
    cross_lo, cross_hi = np.mean(list(cross.values()), axis=0)
    return {
        "lo": _round(lo), "hi": _round(hi), "crossLo": _round(cross_lo), "crossHi": _round(cross_hi),
        "byLanguage": {one: [_round(end) for end in ends] for one, ends in own.items()},
        "crossByLanguage": {one: [_round(end) for end in ends] for one, ends in cross.items()},
    }  # fmt: skip


def _ends(asked: np.ndarray, said: np.ndarray) -> tuple[float, float]:
    """The median cosine of unrelated pairs and the 95th percentile of related ones, never so close that scores would jump."""
    every = asked @ said.T
    lo = float(np.median(every[~np.eye(len(every), dtype=bool)]))
    return lo, max(float(np.percentile(np.diag(every), 95)), lo + LEAST_SPREAD)


def _round(value: Any) -> float:
    return round(float(value), 4)


def opened(kept: dict[str, Any]) -> Calibration:
    """A kept calibration as scores are made with it."""
    return Calibration(
        lo=kept["lo"],
        hi=kept["hi"],
        cross_lo=kept["crossLo"],
        cross_hi=kept["crossHi"],
        by_language={one: tuple(ends) for one, ends in kept.get("byLanguage", {}).items()},
        cross_by_language={one: tuple(ends) for one, ends in kept.get("crossByLanguage", {}).items()},
    )


def kept(calibration: Calibration) -> dict[str, Any]:
    """A calibration as it is kept and shown."""
    return {
        "lo": calibration.lo, "hi": calibration.hi, "crossLo": calibration.cross_lo, "crossHi": calibration.cross_hi,
        "byLanguage": {one: list(ends) for one, ends in calibration.by_language.items()},
        "crossByLanguage": {one: list(ends) for one, ends in calibration.cross_by_language.items()},
    }  # fmt: skip
