"""Postings in immutable segments, columns that only grow, and one-bit codes of vectors."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

GROWTH = 1.25
BLOCK = 4096


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
        at = int(np.searchsorted(self.terms, np.uint32(term)))
        if at == len(self.terms) or self.terms[at] != term:
            return None
        begin, end = self.starts[at], self.starts[at + 1]
        return self.docs[begin:end], self.counts[begin:end]


def segment(term_ids: np.ndarray, docs: np.ndarray, counts: np.ndarray) -> Segment:
    """A segment of postings that are in order of their places."""
    order = np.argsort(term_ids, kind="stable")
    terms, starts = np.unique(term_ids[order], return_index=True)
    return Segment(terms, np.append(starts, len(order)).astype(np.int64), docs[order], counts[order])


def merge(segments: Sequence[Segment], renumber: np.ndarray | None = None) -> Segment:
    """The segments as one; with `renumber`, places become what it holds for them and those below 0 are dropped."""
    terms = np.concatenate([np.repeat(s.terms, np.diff(s.starts)) for s in segments])
    docs = np.concatenate([s.docs for s in segments])
    counts = np.concatenate([s.counts for s in segments])
    if renumber is not None:
        new = renumber[docs]
        live = new >= 0
        terms, docs, counts = terms[live], new[live].astype(np.uint32), counts[live]
    return segment(terms, docs, counts)


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


def codes_of(vectors: np.ndarray, centre: np.ndarray) -> np.ndarray:
    """One bit for each number: whether it lies above the centre; as 64-bit words."""
    bits = np.zeros((len(vectors), -(-vectors.shape[1] // 64) * 8), np.uint8)
    for begin in range(0, len(vectors), BLOCK):
        block = np.packbits(vectors[begin : begin + BLOCK] > centre, axis=1)
        bits[begin : begin + BLOCK, : block.shape[1]] = block
    return bits.view(np.uint64)


def cosines(vectors: np.ndarray, vector: np.ndarray) -> np.ndarray:
    """The products of float16 rows with a vector, measured in single precision block by block."""
    out = np.empty(len(vectors), np.float32)
    for begin in range(0, len(vectors), BLOCK):
        block = vectors[begin : begin + BLOCK].astype(np.float32)
        out[begin : begin + len(block)] = block @ vector
    return out
