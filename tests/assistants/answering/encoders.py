"""Encoders for tests: one that knows only letters, one that counts."""

from itertools import pairwise

import numpy as np

from comity.kernel.embed import Calibration


class LetterEncoder:
    """A vector of letter pair counts: alike texts are near each other, and nothing is loaded."""

    revision = "letters-1"
    calibration = Calibration(lo=0.1, hi=0.8, cross_lo=0.1, cross_hi=0.8)

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: list[str]) -> np.ndarray:
        self.encoded += texts
        found = np.zeros((len(texts), 256), np.float32)
        for row, text in enumerate(texts):
            low = text.lower()
            for a, b in pairwise(low):
                found[row, (ord(a) * 31 + ord(b)) % 256] += 1
        return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
