"""The embedder port: what turns text into vectors, and how its cosines are read."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np


@dataclass(frozen=True, slots=True)
class Calibration:
    """How a cosine becomes a score in 0..1: `lo` is the median of unrelated pairs, `hi` the 95th percentile of related ones.

    `cross_*` hold between scripts, where every model's cosines are lower.
    """

    lo: float
    hi: float
    cross_lo: float
    cross_hi: float

    def score(self, cosine: float, *, cross: bool = False) -> float:
        """The calibrated score of one cosine, cut to 0..1."""
        lo, hi = (self.cross_lo, self.cross_hi) if cross else (self.lo, self.hi)
        return min(1.0, max(0.0, (cosine - lo) / (hi - lo)))


class Embedder(Protocol):
    """Turns questions and passages into unit vectors of one space. `encode_*` may be called from any thread."""

    @property
    def name(self) -> str: ...
    @property
    def revision(self) -> str: ...
    @property
    def dimensions(self) -> int: ...
    @property
    def max_tokens(self) -> int: ...
    @property
    def calibration(self) -> Calibration: ...

    def encode_queries(self, texts: list[str]) -> np.ndarray: ...

    def encode_passages(self, texts: list[str]) -> np.ndarray: ...

    def windows(self, text: str) -> list[tuple[int, int]]: ...


class Encoder(Protocol):
    """Turns single sentences into unit vectors, cheaply."""

    @property
    def revision(self) -> str: ...
    @property
    def calibration(self) -> Calibration: ...

    def encode(self, texts: list[str]) -> np.ndarray: ...
