"""The index of one base: a writer that takes entries in, and the immutable state that searches look at meanwhile."""

import threading
from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

import msgspec
import numpy as np

from comity.knowledge.search import bm25
from comity.knowledge.search.engines.embedded.codes import BLOCK, Coder, coder_for
from comity.knowledge.search.engines.embedded.segments import Column, Segment, fixed, floats, merge, renumbered, segment
from comity.knowledge.search.port import Entry, Feed, Head, Held, Reached
from comity.knowledge.search.terms import FIELDS, ChunkTerms, read_terms

SEGMENTS_MAX = 12
COMPACT_FROM = 1_000
SCAN_LIMIT = 8_000
"""Up to so many vectors all are measured; see `docs/decisions/search-engines.md`."""
RECODE_AT = 4
"""Codes are made anew when there are this many times the vectors that their coder was fitted to."""
NEVER = (1 << 63) - 1
IDFS_MOST = 100_000


@dataclass(frozen=True, slots=True)
class State:
    """What a search sees: places 0 to `count` of everything. What is shared with later states only grows behind that."""

    reached: Reached
    count: int
    total: int
    vocabulary: defaultdict[str, int]
    segments: tuple[Segment, ...]
    held: list[Held]
    groups: list[Held]
    group_of: np.ndarray
    codes: dict[str, list[int]]
    alive: np.ndarray
    expires: np.ndarray
    soonest: int
    norms: np.ndarray
    vectors: np.ndarray
    vector_docs: np.ndarray
    vector_starts: np.ndarray
    vector_counts: np.ndarray
    coder: Coder | None
    codes_by_word: tuple[np.ndarray, ...]
    _idfs: dict[str, float] = field(init=False, default_factory=dict, repr=False, compare=False)

    def idf(self, term: str) -> float:
        """How telling a term is; remembered, as answers repeat the words of their base."""
        found = self._idfs.get(term)
        if found is None:
            if len(self._idfs) >= IDFS_MOST:
                self._idfs.clear()
            found = self._idfs[term] = bm25.idf(self._holders(term), self.total)
        return found

    def is_whole(self, now_us: int) -> bool:
        """Whether every place may be found now: none is dead, none has expired."""
        return self.total == self.count and self.soonest > now_us

    def postings(self, term: str) -> tuple[np.ndarray, np.ndarray]:
        """The places that hold a term, ascending, and the packed counts; dead places too."""
        number = self.vocabulary.get(term)  # an index would add it
        found = [hit for s in self.segments if number is not None and (hit := s.find(number))]
        if not found:
            return np.zeros(0, np.uint32), np.zeros(0, np.uint32)
        if len(found) == 1:
            return found[0]
        return np.concatenate([f[0] for f in found]), np.concatenate([f[1] for f in found])

    def _holders(self, term: str) -> int:
        """How many living chunks hold a term."""
        if self.total < self.count:
            return int(np.count_nonzero(self.alive[self.postings(term)[0]]))
        number = self.vocabulary.get(term)
        if number is None:
            return 0
        return sum(end - begin for begin, end in (one.span(number) for one in self.segments))


class BaseIndex:
    """The index of one base and generation in this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._place: dict[str, int] = {}
        self._shared: dict[Any, Any] = {}
        self._lengths = Column(len(FIELDS), np.float32)
        self._vectors = Column(0, np.int16)
        self._vector_docs = Column(1, np.uint32)
        self._codes: list[Column] = []
        self._fitted_to = 0
        none = np.zeros(0, np.int64)
        self.state = State(
            reached=Reached(0, 0), count=0, total=0, vocabulary=defaultdict(count(1).__next__), segments=(), held=[], groups=[],
            group_of=none, codes={}, alive=none.astype(bool), expires=none, soonest=NEVER,
            norms=np.zeros((len(FIELDS), 0), np.float32), vectors=np.zeros((0, 0), np.int16), vector_docs=none,
            vector_starts=none, vector_counts=none, coder=None, codes_by_word=(),
        )  # fmt: skip

    @property
    def memory_bytes(self) -> int:
        """About how much memory the index takes."""
        state = self.state
        postings = sum(s.nbytes for s in state.segments)
        vectors = self._vectors.nbytes + sum(column.nbytes for column in self._codes)
        return postings + vectors + 2 * self._lengths.nbytes + 500 * state.count + 150 * len(state.vocabulary)

    def catch_up(self, head: Head, feed: Feed) -> None:
        """Takes in every change up to `head.seq`. An empty index takes all text first, so that words are found early."""
        with self._lock:
            if self.state.reached.seq == 0:
                self._rebuild(head, feed)
            while self.state.reached.seq < head.seq:
                entries = feed.entries(head, self.state.reached.seq, vectors=True)
                seq = max((entry.seq for entry in entries), default=head.seq)
                self._take(entries, Reached(seq, seq))

    def _rebuild(self, head: Head, feed: Feed) -> None:
        steps = []
        while entries := feed.entries(head, self.state.reached.seq, vectors=False):
            steps.append((self.state.reached.seq, entries[-1].seq))
            self._take(entries, Reached(entries[-1].seq, 0))
        places = {held.revision_id: doc for doc, held in enumerate(self.state.held)}
        for after, upto in steps:
            found = feed.vectors(head, after, upto)
            self._add_vectors({places[id_]: vectors for id_, vectors in found.items() if id_ in places})
            self.state = replace(self.state, reached=Reached(self.state.reached.seq, upto))
        seq = max(self.state.reached.seq, head.seq)
        self.state = replace(self.state, reached=Reached(seq, seq))

    def _take(self, entries: Sequence[Entry], reached: Reached) -> None:
        """One batch becomes visible as a whole."""
        state, fresh, vectors = self.state, _Fresh(self.state.count), {}
        alive, expires, group_of = state.alive.copy(), state.expires.copy(), state.group_of.copy()
        for entry in entries:
            old = self._place.get(entry.chunk_id)
            if old is not None and not entry.removed and self._is_same(old, entry):
                expires[old] = NEVER if entry.expires_us is None else entry.expires_us
                state.held[old], group_of[old] = self._hold(entry, state.held[old].scripts)
                if entry.vectors and not self._vectors_at(old):
                    vectors[old] = entry.vectors
                continue
            if old is not None:
                alive[old] = False
                del self._place[entry.chunk_id]
            if not entry.removed:
                terms = read_terms(entry.terms)
                doc = self._place[entry.chunk_id] = fresh.add(entry, terms, state.vocabulary, state.codes)
                held, group = self._hold(entry, tuple(terms.scripts))
                state.held.append(held)
                fresh.groups.append(group)
                if entry.vectors:
                    vectors[doc] = entry.vectors
        self.state = replace(state, group_of=np.concatenate([group_of, np.array(fresh.groups, np.int64)]))
        self._show(fresh, alive, expires, vectors, reached)

    def _is_same(self, doc: int, entry: Entry) -> bool:
        """Whether a chunk says what it said; then its postings stand, and vectors can only have been added."""
        if doc >= self.state.count or self.state.held[doc].revision_id != entry.revision_id:
            return False
        known = self._vectors_at(doc)
        return known in (0, len(entry.vectors))

    def _vectors_at(self, doc: int) -> int:
        return int(self.state.vector_counts[doc])

    def _hold(self, entry: Entry, scripts: tuple[str, ...]) -> tuple[Held, int]:
        """What is kept of a chunk, and its group: chunks that filters cannot tell apart. What many share is kept once."""
        key = (entry.document_id, entry.labels, msgspec.json.encode(entry.metadata, order="sorted"))
        group = self._shared.setdefault(key, len(self.state.groups))
        if group == len(self.state.groups):
            self.state.groups.append(Held("", "", entry.document_id, entry.labels, entry.metadata, ()))
        one = self.state.groups[group]
        scripts = self._shared.setdefault(scripts, scripts)
        return Held(entry.chunk_id, entry.revision_id, one.document_id, one.labels, one.metadata, scripts), group

    def _show(
        self, fresh: "_Fresh", alive: np.ndarray, expires: np.ndarray, vectors: dict[int, Sequence[np.ndarray]], reached: Reached
    ) -> None:  # fmt: skip
        state, added = self.state, len(fresh.lengths)
        lengths = self._lengths.append(np.array(fresh.lengths, np.float32).reshape(added, len(FIELDS)))
        alive = np.concatenate([alive, np.ones(added, bool)])
        living = lengths[alive]
        average = bm25.averages(living.sum(0, dtype=np.float64), len(living))
        none = np.zeros(added, np.int64)
        segments = (*state.segments, fresh.segment()) if fresh.terms else state.segments
        self.state = replace(
            state,
            reached=reached,
            count=state.count + added,
            total=len(living),
            segments=segments,
            alive=alive,
            expires=(every := np.concatenate([expires, np.array(fresh.expires, np.int64)])),
            soonest=int(every.min(initial=NEVER)),
            norms=bm25.norms(lengths, average),
            vector_starts=np.concatenate([state.vector_starts, none]),
            vector_counts=np.concatenate([state.vector_counts, none]),
        )
        self._add_vectors(vectors)
        self._settle()

    def _add_vectors(self, found: Mapping[int, Sequence[np.ndarray]]) -> None:
        """The vectors of places that have none yet."""
        if not found:
            return
        rows = fixed(np.stack([vector for vectors in found.values() for vector in vectors]))
        docs, counts = np.array(list(found), np.int64), np.array([len(v) for v in found.values()], np.int64)
        if self._vectors.width != rows.shape[1]:
            self._vectors, self._codes = Column(rows.shape[1], np.int16), []
        starts, own = self.state.vector_starts.copy(), self.state.vector_counts.copy()
        starts[docs] = self._vectors.count + np.cumsum(counts) - counts
        own[docs] = counts
        self.state = replace(
            self.state,
            vectors=self._vectors.append(rows),
            vector_docs=self._vector_docs.append(np.repeat(docs, counts)[:, None])[:, 0],
            vector_starts=starts,
            vector_counts=own,
        )
        self._code(rows)

    def _code(self, rows: np.ndarray) -> None:
        """Codes of the vectors, once a scan of all of them would be slow; all are coded anew when they have become many more."""
        state = self.state
        if len(state.vectors) <= SCAN_LIMIT:
            return
        coder = state.coder
        if not self._codes or coder is None or len(state.vectors) > RECODE_AT * self._fitted_to:
            coder, rows = coder_for(floats(state.vectors[:: len(state.vectors) // SCAN_LIMIT])), state.vectors
            self._fitted_to, self._codes = len(rows), [Column(1, np.uint64) for _ in range(coder.words)]
        for begin in range(0, len(rows), BLOCK):
            coded = coder.code(floats(rows[begin : begin + BLOCK]))
            columns = [column.append(coded[:, [word]])[:, 0] for word, column in enumerate(self._codes)]
            state = replace(state, coder=coder, codes_by_word=tuple(columns))
        self.state = state

    def _settle(self) -> None:
        """Merges segments when there are many, and forgets the dead when they are many."""
        state = self.state
        if state.count > COMPACT_FROM and (state.count - state.total) * 3 > state.count:
            self._compact()
        elif len(state.segments) > SEGMENTS_MAX:
            self.state = replace(state, segments=_merged(state.segments))

    def _compact(self) -> None:
        state = self.state
        keep = np.flatnonzero(state.alive)
        renumber = np.full(state.count, -1, np.int64)
        renumber[keep] = np.arange(len(keep))
        rows = np.flatnonzero(state.alive[state.vector_docs])
        vectors, docs = state.vectors[rows], renumber[state.vector_docs[rows]]
        lengths = self._lengths.append(np.zeros((0, len(FIELDS)), np.float32))[keep]
        self._lengths, self._vectors = Column(len(FIELDS), np.float32), Column(vectors.shape[1], np.int16)
        self._vector_docs, self._codes = Column(1, np.uint32), []
        held = [state.held[doc] for doc in keep]
        self._place = {one.chunk_id: doc for doc, one in enumerate(held)}
        self._lengths.append(lengths)
        counts = state.vector_counts[keep]
        order = np.flatnonzero(np.diff(docs, prepend=-1)) if len(docs) else np.zeros(0, np.int64)
        starts = np.zeros(len(keep), np.int64)
        starts[docs[order]] = order
        self.state = replace(
            state,
            count=len(keep),
            held=held,
            codes=_renumbered(state.codes, renumber),
            group_of=state.group_of[keep],
            segments=(renumbered(merge(state.segments), renumber),) if state.segments else (),
            alive=np.ones(len(keep), bool),
            expires=state.expires[keep],
            soonest=int(state.expires[keep].min(initial=NEVER)),
            norms=np.ascontiguousarray(state.norms[:, keep]),
            vectors=self._vectors.append(vectors),
            vector_docs=self._vector_docs.append(docs.astype(np.uint32)[:, None])[:, 0],
            vector_starts=starts,
            vector_counts=counts,
            coder=None,
            codes_by_word=(),
        )
        self._code(vectors[:0])


class _Fresh:
    """What a batch adds, in the order of its places."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.lengths: list[list[int]] = []
        self.expires: list[int] = []
        self.groups: list[int] = []
        self.terms, self._docs, self._counts = array("I"), array("I"), array("I")

    def add(
        self, entry: Entry, terms: ChunkTerms, vocabulary: defaultdict[str, int], codes: dict[str, list[int]]
    ) -> int:
        """Takes one chunk and returns its place."""
        doc = self.first + len(self.lengths)
        self.lengths.append(terms.lengths)
        self.expires.append(NEVER if entry.expires_us is None else entry.expires_us)
        self.terms.extend(map(vocabulary.__getitem__, terms.counts))
        self._counts.extend(terms.counts.values())
        self._docs.extend([doc] * len(terms.counts))
        for code in (*terms.codes, *(f"/{part}" for part in terms.parts)):
            codes.setdefault(code, []).append(doc)
        return doc

    def segment(self) -> Segment:
        """The batch's postings."""
        return segment(*(np.array(part, np.uint32) for part in (self.terms, self._docs, self._counts)))


def _merged(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Fewer segments; a first one that outweighs the rest by far is left as it is."""
    first, rest = segments[0], segments[1:]
    if len(first.docs) > 4 * sum(len(s.docs) for s in rest):
        return (first, merge(rest))
    return (merge(segments),)


def _renumbered(codes: dict[str, list[int]], renumber: np.ndarray) -> dict[str, list[int]]:
    kept = {code: [int(renumber[doc]) for doc in docs if renumber[doc] >= 0] for code, docs in codes.items()}
    return {code: docs for code, docs in kept.items() if docs}
