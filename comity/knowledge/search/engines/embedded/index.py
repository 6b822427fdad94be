"""The index of one base: a writer that takes entries in, and the immutable state that searches look at meanwhile."""

import threading
from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

import msgspec
import numpy as np

from comity.knowledge.search import bm25
from comity.knowledge.search.engines.embedded.codes import BLOCK, Coder, coder_for
from comity.knowledge.search.engines.embedded.segments import Column, Segment, fixed, floats, merge, renumbered, segment
from comity.knowledge.search.engines.embedded.snapshots import FORMAT, Meta, Snapshot, Snapshots, Texts
from comity.knowledge.search.engines.embedded.state import NEVER, State
from comity.knowledge.search.port import SCAN_LIMIT, Entry, Feed, Head, Held, Reached
from comity.knowledge.search.terms import FIELDS, ChunkTerms, read_terms

SEGMENTS_MAX = 12
COMPACT_FROM = 1_000
SAMPLE = 8_000
"""About so many vectors show a coder how all lie."""
RECODE_AT = 4
"""Codes are made anew when there are this many times the vectors that their coder was fitted to."""
POSTINGS = ("terms", "starts", "docs", "counts", "more_at", "more")
SAVED_FROM = 20_000
SAVED_SHARE = 0.05
"""An index of so many chunks is kept as a file, and again when this share of it has come since."""


class BaseIndex:
    """The index of one base and generation in this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._saving = threading.Lock()
        self._saved_at = 0
        self._places: dict[str, int] | None = {}
        self._shared: dict[Any, Any] = {}
        self._lengths = Column(len(FIELDS), np.float32)
        self._vectors = Column(0, np.int16)
        self._vector_docs = Column(1, np.uint32)
        self._codes: list[Column] = []
        self._fitted_to = 0
        none = np.zeros(0, np.int64)
        self.state = State(
            reached=Reached(0, 0), count=0, total=0, vocabulary=defaultdict(count(1).__next__), segments=(), held=[], known=None, groups=[],
            group_of=none, codes={}, alive=none.astype(bool), expires=none, soonest=NEVER,
            norms=np.zeros((len(FIELDS), 0), np.float32), vectors=np.zeros((0, 0), np.int16), vector_docs=none,
            vector_starts=none, vector_counts=none, coder=None, codes_by_word=(),
        )  # fmt: skip

    @property
    def _place(self) -> dict[str, int]:
        """The living place of each chunk id; made when something changes for the first time after a snapshot was read."""
        if self._places is None:
            self._places = {self.state.held_at(doc).chunk_id: doc for doc in range(self.state.count)}
        return self._places

    @property
    def memory_bytes(self) -> int:
        """About how much memory the index takes."""
        state = self.state
        postings = sum(s.nbytes for s in state.segments)
        vectors = self._vectors.nbytes + sum(column.nbytes for column in self._codes)
        each = 60 if state.known else 500
        return postings + vectors + 2 * self._lengths.nbytes + each * state.count + 150 * len(state.vocabulary)

    def catch_up(self, head: Head, feed: Feed, snapshots: Snapshots | None = None) -> None:
        """Takes in every change up to `head.seq`. An empty index begins with its snapshot, or takes all text first, so that words
        are found early."""
        with self._lock:
            if self.state.reached.seq == 0 and snapshots and (found := snapshots.read(head)):
                self._restore(found)
            if self.state.reached.seq == 0:
                self._rebuild(head, feed)
            while self.state.reached.seq < head.seq:
                entries = feed.entries(head, self.state.reached.seq, vectors=True)
                seq = max((entry.seq for entry in entries), default=head.seq)
                self._take(entries, Reached(seq, seq))

    def _restore(self, found: Snapshot) -> None:
        """Begins where a snapshot stands."""
        arrays, meta = found.arrays, found.meta
        self._lengths = Column(len(FIELDS), np.float32, arrays["lengths"])
        self._vectors = Column(arrays["vectors"].shape[1], np.int16, arrays["vectors"])
        self._vector_docs = Column(1, np.uint32, arrays["vector_docs"])
        coder = Coder(arrays["centre"], arrays["turn"], arrays["borders"]) if "turn" in arrays else None
        words = range(coder.words) if coder else ()
        self._codes = [Column(1, np.uint64, arrays[f"code_{word:02}"]) for word in words]
        self._fitted_to, self._saved_at, self._places = meta.fitted_to, meta.count, None
        groups = [Held("", "", document_id, labels, metadata, ()) for document_id, labels, metadata in meta.groups]
        self._shared = {_group_key(one.document_id, one.labels, one.metadata): at for at, one in enumerate(groups)}
        self._shared |= {scripts: scripts for scripts in meta.scripts}
        vocabulary: defaultdict[str, int] = defaultdict(count(len(meta.terms) + 1).__next__)
        vocabulary.update(zip(meta.terms, count(1)))
        postings = Segment(*(arrays[name] for name in POSTINGS))
        average = bm25.averages(arrays["lengths"].sum(0, dtype=np.float64), meta.count)
        self.state = State(
            reached=Reached(meta.seq, meta.seq), count=meta.count, total=meta.count, vocabulary=vocabulary, segments=(postings,),
            held=[None] * meta.count, known=found, groups=groups, group_of=arrays["groups"],
            codes={code: array("I", docs) for code, docs in meta.codes.items()},
            alive=np.ones(meta.count, bool), expires=arrays["expires"], soonest=int(arrays["expires"].min(initial=NEVER)),
            norms=bm25.norms(arrays["lengths"], average), vectors=arrays["vectors"], vector_docs=arrays["vector_docs"][:, 0],
            vector_starts=arrays["vector_starts"], vector_counts=arrays["vector_counts"], coder=coder,
            codes_by_word=tuple(arrays[f"code_{word:02}"][:, 0] for word in words),
        )  # fmt: skip

    def save(self, head: Head, snapshots: Snapshots) -> None:
        """Writes a snapshot when the index is large and much has come since the last; leaves out every word that nothing holds."""
        if not self.is_to_be_saved or not self._saving.acquire(blocking=False):
            return
        try:
            standing = snapshots.rows.standing(head.base_id)
            if standing is None:
                return
            with self._lock:
                if self.state.reached.seq < (head.seq if head.view else standing[1]) or not self.is_to_be_saved:
                    return
                self._saved_at = self.state.count
                if snapshots.seq_of(head, standing[0]) >= self.state.reached.seq:
                    return
                self._tighten()
                found = self._snapshot(head)
                self._saved_at = self.state.count
            snapshots.write(head, standing[0], found)
        finally:
            self._saving.release()

    @property
    def is_to_be_saved(self) -> bool:
        """Whether the index is large, whole, and much has come since it was last kept as a file."""
        state = self.state
        is_made = state.reached.seq > 0 and state.reached.vector_seq == state.reached.seq
        return is_made and state.count >= SAVED_FROM and abs(state.count - self._saved_at) > SAVED_SHARE * state.count

    def _tighten(self) -> None:
        """Forgets the dead, and makes one segment of all."""
        if self.state.total < self.state.count:
            self._compact()
        if len(self.state.segments) > 1:
            self.state = replace(self.state, segments=(merge(self.state.segments),))

    def _snapshot(self, head: Head) -> Snapshot:
        """The state as arrays; its terms numbered anew, in the order of the postings."""
        state = self.state
        postings = state.segments[0]
        numbers = {number: term for term, number in state.vocabulary.items()}
        held = [state.held_at(doc) for doc in range(state.count)]
        scripts = {one: at for at, one in enumerate(dict.fromkeys(each.scripts for each in held))}
        chunks, revisions = Texts.of(one.chunk_id for one in held), Texts.of(one.revision_id for one in held)
        arrays = {
            **{name: getattr(postings, name) for name in POSTINGS},
            "terms": np.arange(1, len(postings.terms) + 1, dtype=np.uint32),
            "lengths": self._lengths.rows, "expires": state.expires, "groups": state.group_of,
            "vectors": state.vectors, "vector_docs": state.vector_docs[:, None], "vector_starts": state.vector_starts,
            "vector_counts": state.vector_counts, "chunks": chunks.data, "chunk_ends": chunks.ends, "revisions": revisions.data,
            "revision_ends": revisions.ends, "scripts": np.array([scripts[one.scripts] for one in held], np.uint16),
        }  # fmt: skip
        if state.coder is not None:
            arrays |= {"centre": state.coder.centre, "turn": state.coder.turn, "borders": state.coder.borders}
            arrays |= {f"code_{word:02}": column[:, None] for word, column in enumerate(state.codes_by_word)}
        meta = Meta(
            format=FORMAT, index_id=head.index_id, seq=state.reached.seq, count=state.count,
            newest_revision=max(one.revision_id for one in held), fitted_to=self._fitted_to,
            terms=[numbers[number] for number in postings.terms.tolist()],
            codes={code: docs.tobytes() for code, docs in state.codes.items()},
            groups=[(one.document_id, one.labels, dict(one.metadata)) for one in state.groups], scripts=list(scripts),
        )  # fmt: skip
        return Snapshot(meta, arrays)

    def _rebuild(self, head: Head, feed: Feed) -> None:
        steps = []
        while entries := feed.entries(head, self.state.reached.seq, vectors=False):
            steps.append((self.state.reached.seq, entries[-1].seq))
            self._take(entries, Reached(entries[-1].seq, 0))
        places = {held.revision_id: doc for doc, held in enumerate(self.state.held) if held}
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
                state.held[old], group_of[old] = self._hold(entry, state.held_at(old).scripts)
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
        if doc >= self.state.count or self.state.held_at(doc).revision_id != entry.revision_id:
            return False
        known = self._vectors_at(doc)
        return known in (0, len(entry.vectors))

    def _vectors_at(self, doc: int) -> int:
        return int(self.state.vector_counts[doc])

    def _hold(self, entry: Entry, scripts: tuple[str, ...]) -> tuple[Held, int]:
        """What is kept of a chunk, and its group: chunks that filters cannot tell apart. What many share is kept once."""
        key = _group_key(entry.document_id, entry.labels, entry.metadata)
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
            coder, rows = coder_for(floats(state.vectors[:: max(1, len(state.vectors) // SAMPLE)])), state.vectors
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
        renumber = np.full(state.count, -1, np.int32)
        renumber[keep] = np.arange(len(keep))
        rows = np.flatnonzero(state.alive[state.vector_docs])
        vectors, docs = state.vectors[rows], renumber[state.vector_docs[rows]]
        lengths = self._lengths.append(np.zeros((0, len(FIELDS)), np.float32))[keep]
        self._lengths, self._vectors = Column(len(FIELDS), np.float32), Column(vectors.shape[1], np.int16)
        self._vector_docs, self._codes = Column(1, np.uint32), []
        held = [state.held_at(doc) for doc in keep.tolist()]
        self._places = {one.chunk_id: doc for doc, one in enumerate(held)}
        self._lengths.append(lengths)
        counts = state.vector_counts[keep]
        order = np.flatnonzero(np.diff(docs, prepend=-1)) if len(docs) else np.zeros(0, np.int64)
        starts = np.zeros(len(keep), np.int64)
        starts[docs[order]] = order
        self.state = replace(
            state,
            count=len(keep),
            held=[*held],
            known=None,
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
        self, entry: Entry, terms: ChunkTerms, vocabulary: defaultdict[str, int], codes: "dict[str, array[int]]"
    ) -> int:
        """Takes one chunk and returns its place."""
        doc = self.first + len(self.lengths)
        self.lengths.append(terms.lengths)
        self.expires.append(NEVER if entry.expires_us is None else entry.expires_us)
        self.terms.extend(map(vocabulary.__getitem__, terms.counts))
        self._counts.extend(terms.counts.values())
        self._docs.extend([doc] * len(terms.counts))
        for code in (*terms.codes, *(f"/{part}" for part in terms.parts)):
            codes.setdefault(code, array("I")).append(doc)
        return doc

    def segment(self) -> Segment:
        """The batch's postings."""
        return segment(*(np.array(part, np.uint32) for part in (self.terms, self._docs, self._counts)))


def _group_key(
    document_id: str, labels: tuple[str, ...], metadata: Mapping[str, Any]
) -> tuple[str, tuple[str, ...], bytes]:
    return document_id, labels, msgspec.json.encode(metadata, order="sorted")


def _merged(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Fewer segments; a first one that outweighs the rest by far is left as it is."""
    first, rest = segments[0], segments[1:]
    if len(first.docs) > 4 * sum(len(s.docs) for s in rest):
        return (first, merge(rest))
    return (merge(segments),)


def _renumbered(codes: "dict[str, array[int]]", renumber: np.ndarray) -> "dict[str, array[int]]":
    kept = {code: (new := renumber[np.frombuffer(docs, np.uint32)])[new >= 0] for code, docs in codes.items()}
    return {code: array("I", docs.astype(np.uint32).tobytes()) for code, docs in kept.items() if len(docs)}
