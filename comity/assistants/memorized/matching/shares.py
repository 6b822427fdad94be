"""From a likeness to the share of true paraphrases at that value, by tables that `evals.memorized` fits and writes.

A table for each embedder (0.6 x calibrated cosine + 0.4 x overlap of terms) and one for words alone; each rises monotonously.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

FILE = Path(__file__).with_name("shares.json")
COSINE_WEIGHT, OVERLAP_WEIGHT = 0.6, 0.4
WORDS_ALONE = "none"


Knots = tuple[tuple[float, ...], tuple[float, ...]]
"""Likenesses, rising, and the share that each is worth."""


@dataclass(frozen=True, slots=True)
class Shares:
    """One table: the ends between which a cosine is calibrated, and the knots of the curve, each by language."""

    ends: Mapping[str, tuple[float, float]]
    knots: Mapping[str, Knots]

    def likeness(self, cosines: np.ndarray, overlaps: np.ndarray, language: str) -> np.ndarray:
        """The raw value of pairs of questions, 0..1; `language`: that of the one that is asked."""
        lo, hi = self.ends.get(language, self.ends["default"])
        return COSINE_WEIGHT * np.clip((cosines - lo) / (hi - lo), 0.0, 1.0) + OVERLAP_WEIGHT * overlaps

    def share(self, raw: np.ndarray, language: str) -> np.ndarray:
        """How many of a hundred answers given from this likeness on are right, as 0..1."""
        return np.interp(raw, *self.knots.get(language, self.knots["default"]))

    def least_raw(self, share: float, language: str) -> float:
        """The smallest likeness that is worth a share; above 1 when none is."""
        raws = np.linspace(0.0, 1.0, 2001)
        enough = np.flatnonzero(self.share(raws, language) >= share)
        return float(raws[enough[0]]) if len(enough) else 1.1


def shares_from(table: Mapping[str, Any]) -> Shares:
    """A table as the file has it."""
    knots = {
        language: (tuple(k[0] for k in part), tuple(k[1] for k in part)) for language, part in table["knots"].items()
    }
    return Shares({language: (float(lo), float(hi)) for language, (lo, hi) in table["ends"].items()}, knots)


@cache
def _tables() -> dict[str, Shares]:
    return {name: shares_from(table) for name, table in json.loads(FILE.read_text("utf-8"))["tables"].items()}


def shares_of(embedder: str) -> Shares | None:
    """The table of an embedder by its name, or of `WORDS_ALONE`; None for an embedder that was never measured."""
    return _tables().get(embedder)
