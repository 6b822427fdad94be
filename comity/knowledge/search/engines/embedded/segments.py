"""Postings in immutable segments, columns that only grow, and vectors in fixed point."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

GROWTH = 1.25
BLOCK, PICKED = 4096, 512
"""Rows that are measured at once; picked ones are copied first, and are slow unless the copy stays in the processor's cache."""
PART = 4_000_000
MORE = 255
ONE = 32767
"""What 1.0 is in fixed point. Such numbers are as small and as exact as float16, and many times as fast to read."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Postings of some chunks: `docs[starts[i]:starts[i+1]]` hold term `terms[i]`, so often as `counts` says.

    Places of one term ascend, also across segments in their order. A count is what is packed by field when that fits in a byte, as
    nearly all do, else `MORE`: those stand in `more` by their index (`more_at`, ascending).
    """

    terms: np.ndarray
    starts: np.ndarray
    docs: np.ndarray
    counts: np.ndarray
    more_at: np.ndarray
    more: np.ndarray

    @property
    def nbytes(self) -> int:
        """Its size in memory."""
        return (
            self.terms.nbytes
            + self.starts.nbytes
            + self.docs.nbytes
            + self.counts.nbytes
            + 3 * self.more_at.nbytes // 2
        )

    def find(self, term: int) -> tuple[np.ndarray, np.ndarray] | None:
        """The places that hold a term and how often, packed by field."""
        begin, end = self.span(term)
        if begin == end:
            return None
        counts = self.counts[begin:end].astype(np.uint32)
        first, last = self.more_at.searchsorted((begin, end))
        if first < last:
            counts[self.more_at[first:last] - begin] = self.more[first:last]
        return self.docs[begin:end], counts

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
    counts = counts[order]
    more_at = np.flatnonzero(counts >= MORE)
    short = np.minimum(counts, MORE).astype(np.uint8)
    return Segment(terms, np.append(starts, len(order)).astype(np.int64), docs[order], short, more_at, counts[more_at])


def merge(segments: Sequence[Segment]) -> Segment:
    """The segments as one. Nothing is sorted: what a term has in each segment is copied behind what it has in those before."""
    terms = np.unique(np.concatenate([s.terms for s in segments]))
    sizes = np.zeros(len(terms), np.int64)
    places = [np.searchsorted(terms, s.terms) for s in segments]
    for one, at in zip(segments, places, strict=True):
        sizes[at] += np.diff(one.starts)
    starts = np.concatenate([[0], np.cumsum(sizes)])
    docs, counts = np.empty(starts[-1], np.uint32), np.empty(starts[-1], np.uint8)
    free, more = starts[:-1].copy(), []
    for one, at in zip(segments, places, strict=True):
        shifts = free[at] - one.starts[:-1]
        for first, last in _parts(one.starts):
            begin, end = one.starts[first], one.starts[last]
            target = np.repeat(shifts[first:last], np.diff(one.starts[first : last + 1])) + np.arange(begin, end)
            docs[target], counts[target] = one.docs[begin:end], one.counts[begin:end]
        owners = one.starts.searchsorted(one.more_at, "right") - 1
        more.append((one.more_at + shifts[owners], one.more))
        free[at] += np.diff(one.starts)
    more_at, packed = (np.concatenate(parts) for parts in zip(*more, strict=True))
    order = np.argsort(more_at)
    return Segment(terms, starts, docs, counts, more_at[order], packed[order])


def _parts(starts: np.ndarray) -> Iterator[tuple[int, int]]:
    """Ranges of terms that have about `PART` postings together, so that what is made for one is small."""
    first = 0
    while first < len(starts) - 1:
        last = max(first + 1, int(starts.searchsorted(starts[first] + PART, "right")) - 1)
        yield first, last
        first = last


def renumbered(one: Segment, renumber: np.ndarray) -> Segment:
    """The segment with places as `renumber` has them; those below 0 are dropped."""
    new = renumber[one.docs]
    live = new >= 0
    before = np.concatenate([[0], np.cumsum(live)])
    kept = before[one.starts]
    some, more = np.flatnonzero(np.diff(kept)), live[one.more_at]
    return Segment(
        one.terms[some],
        np.append(kept[some], kept[-1]),
        new[live].astype(np.uint32),
        one.counts[live],
        before[one.more_at[more]],
        one.more[more],
    )


class Column:
    """Rows that only grow. A part of it that was given out never changes, so that readers need no lock.

    `rows`: what it begins with; they are copied once something is added, never written to.
    """

    def __init__(self, width: int, dtype: type, rows: np.ndarray | None = None) -> None:
        self._rows = np.zeros((0, width), dtype) if rows is None else rows
        self.count = len(self._rows)

    @property
    def width(self) -> int:
        """Numbers in a row."""
        return self._rows.shape[1]

    @property
    def nbytes(self) -> int:
        """Its size in memory."""
        return self._rows.nbytes

    @property
    def rows(self) -> np.ndarray:
        """All of them."""
        return self._rows[: self.count]

    def append(self, rows: np.ndarray) -> np.ndarray:
        """Adds rows and gives out all of them."""
        wanted = self.count + len(rows)
        if wanted > len(self._rows):
            grown = np.zeros((max(wanted, int(wanted * GROWTH)), self.width), self._rows.dtype)
            grown[: self.count] = self._rows[: self.count]
            self._rows = grown
        if len(rows):
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
    size = BLOCK if rows is None else PICKED
    for begin in range(0, total, size):
        end = min(begin + size, total)
        block = vectors[begin:end] if rows is None else vectors.take(rows[begin:end], axis=0, mode="clip")
        np.dot(block.astype(np.float32), scaled, out=out[begin:end])
    return out
