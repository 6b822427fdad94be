"""Postings in immutable segments, columns that only grow, and vectors in fixed point."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

GROWTH = 1.25
BLOCK = 4096
ONE = 32767
"""What 1.0 is in fixed point. Such numbers are as small and as exact as float16, and many times as fast to read."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Postings of some chunks: `docs[starts[i]:starts[i+1]]` hold term `terms[i]`, with packed counts by field.

    Places of one term ascend, also across segments in their order.
    """

    terms: np.ndarray
    starts: np.ndarray
    docs: np.ndarray
    counts: np.ndarray

    @property
    def nbytes(self) -> int:
        """Its size in memory."""
        return self.terms.nbytes + self.starts.nbytes + self.docs.nbytes + self.counts.nbytes

    def find(self, term: int) -> tuple[np.ndarray, np.ndarray] | None:
        """The places that hold a term and how often."""
        begin, end = self.span(term)
        return (self.docs[begin:end], self.counts[begin:end]) if begin < end else None

    def span(self, term: int) -> tuple[int, int]:
        """Where the postings of a term begin and end; the same twice when there are none."""
        at = int(self.terms.searchsorted(np.uint32(term)))
        if at == len(self.terms) or self.terms[at] != term:
            return 0, 0
        return int(self.starts[at]), int(self.starts[at + 1])


def segment(term_ids: np.ndarray, docs: np.ndarray, counts: np.ndarray) -> Segment:
    """A segment of postings that are in order of their places."""
    order = np.argsort(term_ids, kind="stable")
    terms, starts = np.unique(term_ids[order], return_index=True)
    return Segment(terms, np.append(starts, len(order)).astype(np.int64), docs[order], counts[order])


def merge(segments: Sequence[Segment]) -> Segment:
    """The segments as one. Nothing is sorted: what a term has in each segment is copied behind what it has in those before."""
    terms = np.unique(np.concatenate([s.terms for s in segments]))
    sizes = np.zeros(len(terms), np.int64)
    places = [np.searchsorted(terms, s.terms) for s in segments]
    for one, at in zip(segments, places, strict=True):
        sizes[at] += np.diff(one.starts)
    starts = np.concatenate([[0], np.cumsum(sizes)])
    docs, counts = np.empty(starts[-1], np.uint32), np.empty(starts[-1], np.uint32)
    free = starts[:-1].copy()
    for one, at in zip(segments, places, strict=True):
        own = np.diff(one.starts)
        target = np.repeat(free[at] - one.starts[:-1], own) + np.arange(len(one.docs))
        docs[target], counts[target] = one.docs, one.counts
        free[at] += own
    return Segment(terms, starts, docs, counts)


def renumbered(one: Segment, renumber: np.ndarray) -> Segment:
    """The segment with places as `renumber` has them; those below 0 are dropped."""
    new = renumber[one.docs]
    live = new >= 0
    kept = np.concatenate([[0], np.cumsum(live)])[one.starts]
    some = np.flatnonzero(np.diff(kept))
    return Segment(one.terms[some], np.append(kept[some], kept[-1]), new[live].astype(np.uint32), one.counts[live])


class Column:
    """Rows that only grow. A part of it that was given out never changes, so that readers need no lock."""

    def __init__(self, width: int, dtype: type) -> None:
        self._rows = np.zeros((0, width), dtype)
        self.count = 0

    @property
    def width(self) -> int:
        """Numbers in a row."""
        return self._rows.shape[1]

    @property
    def nbytes(self) -> int:
        """Its size in memory."""
        return self._rows.nbytes

    def append(self, rows: np.ndarray) -> np.ndarray:
        """Adds rows and gives out all of them."""
        wanted = self.count + len(rows)
        if wanted > len(self._rows):
            grown = np.zeros((max(wanted, int(wanted * GROWTH)), self.width), self._rows.dtype)
            grown[: self.count] = self._rows[: self.count]
            self._rows = grown
        self._rows[self.count : wanted] = rows
        self.count = wanted
        return self._rows[:wanted]


def fixed(vectors: np.ndarray) -> np.ndarray:
    """Unit rows in fixed point, int16."""
    return np.rint(np.clip(vectors.astype(np.float32), -1, 1) * ONE).astype(np.int16)


def floats(vectors: np.ndarray) -> np.ndarray:
    """Rows in fixed point as float32."""
    return vectors.astype(np.float32) / np.float32(ONE)


def cosines(vectors: np.ndarray, vector: np.ndarray, rows: np.ndarray | None = None) -> np.ndarray:
    """The products of fixed-point rows with a vector, block by block; `rows` picks some."""
    total = len(vectors) if rows is None else len(rows)
    out, scaled = np.empty(total, np.float32), (vector / ONE).astype(np.float32)
    for begin in range(0, total, BLOCK):
        end = min(begin + BLOCK, total)
        block = vectors[begin:end] if rows is None else vectors.take(rows[begin:end], axis=0, mode="clip")
        np.dot(block.astype(np.float32), scaled, out=out[begin:end])
    return out
