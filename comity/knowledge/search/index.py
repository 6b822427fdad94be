"""The embedded index of one base: postings and vectors in numpy, derived from rows, caught up by number.

Postings are kept in immutable segments sorted by term; a change adds a small segment and marks the old place dead. Segments are
merged when there are many. Everything is exact: the lexical arm scores every chunk that holds a term, the dense arm scans all
vectors below 50,000 and above that ranks by one-bit codes first and measures the best again.
"""

import math
import threading
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from comity.knowledge.search.port import Candidate, Entry, Fetch, Filters, Held, Material, Query
from comity.knowledge.search.terms import FIELDS, read_terms

K1, B = 1.2, 0.75
WEIGHTS = np.array([1.0, 2.0, 1.5, 2.0, 1.5], np.float32)
SHIFTS = (0, 8, 14, 20, 26)
MASKS = (255, 63, 63, 63, 63)
ARM_LIMIT = 200
COMMON_SHARE = 0.2
SCAN_LIMIT = 50_000
RESCORED = 2_000
BLOCK = 4096
SEGMENTS_MAX = 12
NEVER = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class Segment:
    """Postings of some chunks: `docs[starts[i]:starts[i+1]]` hold term `terms[i]`, with packed counts by field."""

    terms: np.ndarray
    starts: np.ndarray
    docs: np.ndarray
    counts: np.ndarray

    def find(self, term: int) -> tuple[np.ndarray, np.ndarray] | None:
        """The chunks that hold a term and how often."""
        at = int(np.searchsorted(self.terms, term))
        if at == len(self.terms) or self.terms[at] != term:
            return None
        begin, end = self.starts[at], self.starts[at + 1]
        return self.docs[begin:end], self.counts[begin:end]


class BaseIndex:
    """The index of one base in this process."""

    def __init__(self) -> None:
        self.seq = 0
        self._lock = threading.Lock()
        self._vocabulary: dict[str, int] = {}
        self._segments: list[Segment] = []
        self._held: list[Held] = []
        self._place: dict[str, int] = {}
        self._alive = np.zeros(0, bool)
        self._expires = np.zeros(0, np.int64)
        self._lengths = np.zeros((0, len(FIELDS)), np.float32)
        self._codes: dict[str, list[int]] = {}
        self._vectors = np.zeros((0, 0), np.float16)
        self._vector_docs = np.zeros(0, np.int64)
        self._bits: np.ndarray | None = None
        self._norms: np.ndarray | None = None

    @property
    def size(self) -> int:
        """How many chunks can be found."""
        return int(self._alive.sum())

    @property
    def memory_bytes(self) -> int:
        """About how much memory the index takes."""
        postings = sum(s.docs.nbytes + s.counts.nbytes + s.terms.nbytes for s in self._segments)
        return (
            postings + self._vectors.nbytes + self._lengths.nbytes + 600 * len(self._held) + 150 * len(self._vocabulary)
        )

    def catch_up(self, seq: int, fetch: Fetch) -> None:
        """Takes in every change up to number `seq`; cheap when there is none."""
        if self.seq >= seq:
            return
        with self._lock:
            while self.seq < seq:
                entries = fetch(self.seq)
                if not entries:
                    self.seq = seq
                    break
                self._take(entries)
                self.seq = max(entry.seq for entry in entries)
            self._settle()

    def _take(self, entries: Sequence[Entry]) -> None:
        first = len(self._held)
        term_ids, docs, counts = array("I"), array("I"), array("I")
        vectors: list[np.ndarray] = []
        vector_docs: list[int] = []
        lengths: list[list[int]] = []
        expires: list[int] = []
        dead: list[int] = []
        for entry in entries:
            old = self._place.pop(entry.chunk_id, None)
            if old is not None:
                dead.append(old)
            if entry.removed:
                continue
            doc = first + len(lengths)
            terms = read_terms(entry.terms)
            self._place[entry.chunk_id] = doc
            self._held.append(_hold(entry, terms.scripts))
            lengths.append(terms.lengths)
            expires.append(entry.expires_us if entry.expires_us is not None else NEVER)
            for term, count in terms.counts.items():
                term_ids.append(self._vocabulary.setdefault(term, len(self._vocabulary)))
                docs.append(doc)
                counts.append(count)
            for code in (*terms.codes, *(f"/{part}" for part in terms.parts)):
                self._codes.setdefault(code, []).append(doc)
            vectors += entry.vectors
            vector_docs += [doc] * len(entry.vectors)
        self._grow(lengths, expires, dead)
        if len(docs):
            self._segments.append(_segment(_uint(term_ids), _uint(docs), _uint(counts)))
        if vectors:
            self._add_vectors(np.stack(vectors), np.array(vector_docs, np.int64))

    def _grow(self, lengths: list[list[int]], expires: list[int], dead: list[int]) -> None:
        alive = np.concatenate([self._alive, np.ones(len(lengths), bool)])
        alive[dead] = False
        self._alive = alive
        self._expires = np.concatenate([self._expires, np.array(expires, np.int64)])
        if lengths:
            self._lengths = np.concatenate([self._lengths, np.array(lengths, np.float32)])
        self._norms = None

    def _add_vectors(self, vectors: np.ndarray, docs: np.ndarray) -> None:
        if self._vectors.shape[1] != vectors.shape[1]:
            self._vectors = np.zeros((0, vectors.shape[1]), np.float16)
            self._vector_docs = np.zeros(0, np.int64)
        self._vectors = np.concatenate([self._vectors, vectors])
        self._vector_docs = np.concatenate([self._vector_docs, docs])
        self._bits = None

    def _settle(self) -> None:
        """Merges segments when there are many, and forgets the dead when they are most."""
        if len(self._held) > 1000 and self._alive.sum() * 2 < len(self._held):
            self._compact()
        elif len(self._segments) > SEGMENTS_MAX:
            self._segments = [_merge(self._segments)]

    def _compact(self) -> None:
        keep = np.flatnonzero(self._alive)
        renumber = np.full(len(self._held), -1, np.int64)
        renumber[keep] = np.arange(len(keep))
        merged = _merge(self._segments)
        term_of = np.repeat(merged.terms, np.diff(merged.starts))
        live = self._alive[merged.docs]
        self._segments = [_segment(term_of[live], renumber[merged.docs[live]].astype(np.uint32), merged.counts[live])]
        live_rows = self._alive[self._vector_docs]
        self._vectors, self._vector_docs = self._vectors[live_rows], renumber[self._vector_docs[live_rows]]
        self._codes = {
            code: kept
            for code, docs in self._codes.items()
            if (kept := [int(renumber[d]) for d in docs if renumber[d] >= 0])
        }
        self._held = [self._held[i] for i in keep]
        self._place = {held.chunk_id: i for i, held in enumerate(self._held)}
        self._lengths, self._alive = self._lengths[keep], np.ones(len(keep), bool)
        self._expires = self._expires[keep]
        self._norms = self._bits = None

    def idf(self, term: str) -> float:
        """How telling a term is in this base; the highest value for one that no chunk holds."""
        total = max(1, self.size)
        docs, _ = self._postings(term)
        return _idf(int(self._alive[docs].sum()), total)

    def material(
        self, query: Query, vector: np.ndarray | None, filters: Filters, now_us: int, arms: Sequence[str]
    ) -> Material:
        """The raw material of the best chunks of each arm; no arm filters another."""
        with self._lock:
            allowed = self._allowed(filters, now_us)
            total = max(1, self.size)
            weights, idf = self._weigh(query.terms, allowed, total)
            lexical = self._lexical_arm(weights, idf, total) if "lexical" in arms else []
            cosines = self._cosines(vector, allowed) if vector is not None and "dense" in arms else None
            dense = _best(cosines, ARM_LIMIT, -1.5) if cosines is not None else []
            exact = self._exact_arm(query, allowed) if "exact" in arms else {}
            chosen = dict.fromkeys([*lexical, *dense, *exact])
            ranks = [{doc: i for i, doc in enumerate(arm, 1)} for arm in (lexical, dense, _exact_order(exact))]
            candidates = [
                Candidate(
                    held=self._held[doc],
                    weights=weights[:, doc] if len(weights) else np.zeros(0, np.float32),
                    cosine=None if cosines is None or cosines[doc] < -1.5 else float(cosines[doc]),
                    exact=exact.get(doc, 0.0),
                    lexical_rank=ranks[0].get(doc),
                    dense_rank=ranks[1].get(doc),
                    exact_rank=ranks[2].get(doc),
                )
                for doc in chosen
            ]
            return Material(idf, candidates, bool(len(self._vectors)))

    def _allowed(self, filters: Filters, now_us: int) -> np.ndarray:
        allowed = self._alive & (self._expires > now_us)
        if filters.asks():
            for doc in np.flatnonzero(allowed):
                allowed[doc] = filters.allows(self._held[doc])
        return allowed

    def _postings(self, term: str) -> tuple[np.ndarray, np.ndarray]:
        number = self._vocabulary.get(term)
        found = [hit for s in self._segments if number is not None and (hit := s.find(number))]
        if not found:
            return np.zeros(0, np.uint32), np.zeros(0, np.uint32)
        if len(found) == 1:
            return found[0]
        return np.concatenate([f[0] for f in found]), np.concatenate([f[1] for f in found])

    def _field_norms(self) -> np.ndarray:
        if self._norms is None:
            living = self._lengths[self._alive]
            average = np.maximum(living.mean(0) if len(living) else np.ones(len(FIELDS)), 1e-6)
            self._norms = (WEIGHTS / (1 - B + B * self._lengths / average)).astype(np.float32)
        return self._norms

    def _weigh(self, terms: Sequence[str], allowed: np.ndarray, total: int) -> tuple[np.ndarray, np.ndarray]:
        """Saturated BM25F weight (without idf) of each query term in each chunk, and the terms' idf."""
        weights = np.zeros((len(terms), len(self._held)), np.float32)
        idf = np.zeros(len(terms), np.float32)
        norms = self._field_norms()
        for i, term in enumerate(terms):
            docs, counts = self._postings(term)
            idf[i] = _idf(int(self._alive[docs].sum()), total)
            keep = allowed[docs]
            docs, counts = docs[keep], counts[keep]
            frequency = np.zeros(len(docs), np.float32)
            for field, (shift, mask) in enumerate(zip(SHIFTS, MASKS, strict=True)):
                part = (counts >> np.uint32(shift)) & np.uint32(mask)
                frequency += part * norms[docs, field]
            weights[i, docs] = frequency * (K1 + 1) / (frequency + K1)
        return weights, idf

    def _lexical_arm(self, weights: np.ndarray, idf: np.ndarray, total: int) -> list[int]:
        if not len(idf):
            return []
        common = idf < _idf(int(total * COMMON_SHARE), total)
        fetching = ~common if (~common).any() else np.ones(len(idf), bool)
        scores = idf @ weights
        scores[(weights[fetching] > 0).sum(0) == 0] = 0
        return _best(scores, ARM_LIMIT, 0)

    def _cosines(self, vector: np.ndarray, allowed: np.ndarray) -> np.ndarray | None:
        if not len(self._vectors):
            return None
        best = np.full(len(self._held), -2.0, np.float32)
        rows = np.flatnonzero(allowed[self._vector_docs])
        if len(rows) > SCAN_LIMIT:
            rows = self._nearest_by_bits(vector, rows)
        if len(rows) == len(self._vectors):
            similar = _scan(self._vectors, vector)
        else:
            similar = _scan(self._vectors[rows], vector)
        np.maximum.at(best, self._vector_docs[rows], similar)
        return best

    def _nearest_by_bits(self, vector: np.ndarray, rows: np.ndarray) -> np.ndarray:
        if self._bits is None:
            self._bits = _bits(self._vectors)
        wanted = _bits(vector[None].astype(np.float16))
        codes = self._bits if len(rows) == len(self._bits) else self._bits[rows]
        distance = np.bitwise_count(codes ^ wanted).sum(1, dtype=np.uint16)
        count = min(RESCORED, len(rows))
        return np.sort(rows[np.argpartition(distance, count - 1)[:count]])

    def _exact_arm(self, query: Query, allowed: np.ndarray) -> dict[int, float]:
        """Share of the query's codes that a chunk holds whole; a code that is itself a part finds what it is part of."""
        found: dict[int, float] = {}
        for written, joined in query.codes:
            docs = {*self._codes.get(written, ()), *self._codes.get(joined, ())}
            if not docs:
                docs = set(self._codes.get(f"/{written}", ()))
            for doc in docs:
                if allowed[doc]:
                    found[doc] = found.get(doc, 0.0) + 1 / len(query.codes)
        best = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:ARM_LIMIT]
        return dict(best)


def _hold(entry: Entry, scripts: Sequence[str]) -> Held:
    return Held(
        entry.chunk_id,
        entry.revision_id,
        entry.document_id,
        entry.expires_us,
        entry.labels,
        entry.metadata,
        tuple(scripts),
    )


def _uint(values: "array[int]") -> np.ndarray:
    return np.frombuffer(values, np.uint32) if len(values) else np.zeros(0, np.uint32)


def _segment(term_ids: np.ndarray, docs: np.ndarray, counts: np.ndarray) -> Segment:
    order = np.argsort(term_ids, kind="stable")
    terms, starts = np.unique(term_ids[order], return_index=True)
    return Segment(terms, np.append(starts, len(order)), docs[order], counts[order])


def _merge(segments: Sequence[Segment]) -> Segment:
    terms = np.concatenate([np.repeat(s.terms, np.diff(s.starts)) for s in segments])
    docs = np.concatenate([s.docs for s in segments])
    return _segment(terms, docs, np.concatenate([s.counts for s in segments]))


def _idf(holders: int, total: int) -> float:
    return math.log(1 + (total - holders + 0.5) / (holders + 0.5))


def _best(scores: np.ndarray, limit: int, above: float) -> list[int]:
    """Places of the highest scores above a floor, best first; equal scores by place."""
    found = np.flatnonzero(scores > above)
    if len(found) > limit:
        found = found[np.argpartition(-scores[found], limit - 1)[:limit]]
    return [int(i) for i in found[np.lexsort((found, -scores[found]))]]


def _scan(vectors: np.ndarray, vector: np.ndarray) -> np.ndarray:
    out = np.empty(len(vectors), np.float32)
    for begin in range(0, len(vectors), BLOCK):
        block = vectors[begin : begin + BLOCK].astype(np.float32)
        out[begin : begin + len(block)] = block @ vector
    return out


def _bits(vectors: np.ndarray) -> np.ndarray:
    return np.packbits(vectors > 0, axis=1).view(np.uint64)


def _exact_order(exact: dict[int, float]) -> list[int]:
    return sorted(exact, key=lambda doc: (-exact[doc], doc))
