"""BM25F as `knowledge.md` 3.9 sets it: the parts that every engine's material is made with.

A chunk's weight for a term is saturated over its fields: f = sum of w x count / (1 - b + b x length / average length), then
f (k1 + 1) / (f + k1). The term's idf is kept apart, since scoring needs it by itself. Source: Robertson and Zaragoza 2009.
"""

import math
from collections.abc import Sequence

import numpy as np

K1, B = 1.2, 0.75
FIELD_WEIGHTS = np.array([1.0, 2.0, 1.5, 2.0, 1.5], np.float32)
"""Content, title, headings, keywords, questions."""
SHIFTS = (0, 8, 14, 20, 26)
MASKS = (255, 63, 63, 63, 63)


def idf(holders: int, total: int) -> float:
    """How telling a term is that `holders` of `total` chunks hold."""
    return math.log(1 + (total - holders + 0.5) / (holders + 0.5))


def averages(sums: Sequence[float] | np.ndarray, total: int) -> np.ndarray:
    """The average length of each field of a base, in terms; never 0."""
    return np.maximum(np.asarray(sums, np.float64) / max(1, total), 1e-6)


def norms(lengths: np.ndarray, average: np.ndarray) -> np.ndarray:
    """What one count in each field of each chunk weighs, [fields, chunks] of lengths [chunks, fields]."""
    weighed = FIELD_WEIGHTS / (1 - B + B * lengths / average)
    return np.ascontiguousarray(weighed.T, np.float32)


def saturated(counts: np.ndarray, norm: np.ndarray, places: np.ndarray) -> np.ndarray:
    """The weights of packed counts (uint32), each that of the chunk at a place of `norm`."""
    frequency = (counts & np.uint32(MASKS[0])).astype(np.float32)
    frequency *= norm[0][places]
    rest = np.flatnonzero(counts >> np.uint32(SHIFTS[1]))
    if len(rest):
        some, at = counts[rest], places[rest]
        for field in range(1, len(SHIFTS)):
            in_field = (some >> np.uint32(SHIFTS[field])) & np.uint32(MASKS[field])
            frequency[rest] += in_field.astype(np.float32) * norm[field][at]
    return frequency * np.float32(K1 + 1) / (frequency + np.float32(K1))
