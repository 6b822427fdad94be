"""A look at one state of a base's index: the three arms, and the material of what they found."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from comity.knowledge.search import bm25
from comity.knowledge.search.engines.embedded.codes import differences, lowest
from comity.knowledge.search.engines.embedded.segments import cosines
from comity.knowledge.search.engines.embedded.state import State
from comity.knowledge.search.port import (
    ARM_LIMIT,
    COMMON_SHARE,
    SCAN_LIMIT,
    Filters,
    Held,
    Material,
    Query,
    Ranked,
    ranks_of,
)

MEASURED_LEAST, MEASURED_SHARE = 10_000, 20
"""Of the vectors that are nearest by their codes so many are measured, or one in so many where that is more."""
FEW_SHARE = 16
"""A list of places is looked up in postings that are this many times as long, rather than both being read."""
NONE = -2.0
Postings = tuple[np.ndarray, np.ndarray]


class EmbeddedView:
    """One state under one set of filters. What the arms find is remembered by chunk id for `material`."""

    in_memory = True

    def __init__(self, state: State, filters: Filters, now_us: int) -> None:
        self._state = state
        self._docs: dict[str, int] = {}
        self._postings: dict[str, Postings] = {}
        self._allowed: np.ndarray | None = None
        if filters.asks() or not state.is_whole(now_us):
            self._allowed = state.alive & (state.expires > now_us)
            if filters.asks():
                self._allowed &= np.array([filters.allows(one) for one in state.groups], bool)[state.group_of]

    def idf(self, query: Query, shown: Sequence[Held]) -> Callable[[str], float]:
        """How telling terms are in this base."""
        return self._state.idf

    def _holding(self, term: str) -> Postings:
        """The places that hold a term and their counts, read once for all arms."""
        found = self._postings.get(term)
        if found is None:
            found = self._postings[term] = self._state.postings(term)
        return found

    def lexical(self, query: Query, *, exactly: bool = False) -> Ranked:
        """The best 200 by words: every chunk that holds a fetching term, scored by all terms."""
        state = self._state
        found = [(self._state.idf(term), *self._holding(term)) for term in query.terms]
        common, unseen = bm25.idf(int(state.total * COMMON_SHARE), state.total), bm25.idf(0, state.total)
        fetching = [one for one in found if common <= one[0] < unseen] or found
        scores = np.zeros(state.count, np.float32)
        for idf, docs, counts in fetching:
            scores[docs] += np.float32(idf) * bm25.saturated(counts, state.norms, docs)
        if self._allowed is not None:
            scores *= self._allowed
        if len(fetching) < len(found):
            self._add_common(scores, [one for one in found if one[0] < common])
        return self._ranked(scores, 0.0)

    def _add_common(self, scores: np.ndarray, common: Sequence[tuple[float, np.ndarray, np.ndarray]]) -> None:
        """Adds the weights of terms that do not fetch, to those chunks alone that can come among the best by them."""
        most = (bm25.K1 + 1) * sum(idf for idf, _, _ in common)
        fetched = np.flatnonzero(scores)
        if len(fetched) > ARM_LIMIT:
            values = scores[fetched]
            last = np.partition(values, len(values) - ARM_LIMIT)[len(values) - ARM_LIMIT]
            fetched = fetched[values >= last - most]
        for idf, docs, counts in common:
            at, places = _among(docs, fetched)
            scores[places] += np.float32(idf) * bm25.saturated(counts[at], self._state.norms, places)

    def dense(self, vector: np.ndarray, *, exactly: bool = False) -> Ranked:
        """The best 200 by meaning: of all vectors when they are few, else of those that are nearest by their codes."""
        state = self._state
        if not len(state.vectors):
            return {}
        rows = None if exactly else self._nearest_by_code(vector)
        similar = cosines(state.vectors, vector, rows)
        docs = state.vector_docs if rows is None else state.vector_docs[rows]
        if self._allowed is not None:
            similar[~self._allowed[docs]] = NONE
        best = np.full(state.count, NONE, np.float32)
        np.maximum.at(best, docs, similar)
        return self._ranked(best, NONE)

    def _nearest_by_code(self, vector: np.ndarray) -> np.ndarray | None:
        """Rows of the vectors whose codes differ least, None for all; with filters that leave few, all of these."""
        state, rows = self._state, None
        if len(state.vectors) <= SCAN_LIMIT:
            return None
        if self._allowed is not None:
            rows = np.flatnonzero(self._allowed[state.vector_docs])
            if len(rows) <= SCAN_LIMIT or state.coder is None:
                return rows
        if state.coder is None:
            return None
        wanted = state.coder.code(np.asarray(vector, np.float32)[None])[0]
        among = len(state.vectors) if rows is None else len(rows)
        measured = max(MEASURED_LEAST, among // MEASURED_SHARE)
        nearest = lowest(differences(state.codes_by_word, wanted, rows), measured)
        return nearest if rows is None else rows[nearest]

    def exact(self, query: Query) -> Ranked:
        """Chunks by the share of the question's codes they hold; a code that is itself a part finds what it is part of."""
        found = []
        for written, joined in query.codes:
            docs = np.union1d(self._coded(written), self._coded(joined))
            found.append(docs if len(docs) else self._coded(f"/{written}"))
        if not found:
            return {}
        docs, held = np.unique(np.concatenate(found), return_counts=True)
        return self._remember(docs.tolist(), (held / len(query.codes)).tolist())

    def _coded(self, code: str) -> np.ndarray:
        held = self._state.codes.get(code)
        if held is None:
            return np.zeros(0, np.int64)
        docs = np.frombuffer(held.tobytes(), np.uint32).astype(np.int64)  # a copy: the writer adds to it meanwhile
        docs = docs[docs < self._state.count]
        return docs if self._allowed is None else docs[self._allowed[docs]]

    def _ranked(self, scores: np.ndarray, above: float) -> Ranked:
        """The highest scores above a floor."""
        found = np.flatnonzero(scores > above)
        if len(found) > ARM_LIMIT:
            values = scores[found]
            found = found[np.argpartition(values, len(values) - ARM_LIMIT)[len(values) - ARM_LIMIT :]]
        return self._remember(found.tolist(), scores[found].tolist())

    def _remember(self, docs: Sequence[int], values: Sequence[float]) -> Ranked:
        """The best 200 by chunk id."""
        held = self._state.held_at
        named = sorted((-value, held(doc).chunk_id, doc) for doc, value in zip(docs, values, strict=True))[:ARM_LIMIT]
        self._docs.update((id_, doc) for _, id_, doc in named)
        return {id_: -value for value, id_, _ in named}

    def material(self, query: Query, vector: np.ndarray | None, found: Mapping[str, Ranked]) -> Material:
        """What scoring needs of everything that the arms found."""
        docs = np.array(sorted({self._docs[id_] for ranked in found.values() for id_ in ranked}), np.int64)
        held = [self._state.held_at(doc) for doc in docs.tolist()]
        ids = [one.chunk_id for one in held]
        weights, idf = self._weights(query.terms, docs)
        exact = found.get("exact", {})
        return Material(
            idf=idf,
            held=held,
            weights=weights,
            cosines=self._cosines(vector, docs),
            exact=np.array([exact.get(id_, 0.0) for id_ in ids]) if exact else np.zeros(len(ids)),
            ranks=ranks_of(ids, found),
        )

    def _weights(self, terms: Sequence[str], docs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Saturated BM25F weights (without idf) of each term in each of the places, which ascend; and the terms' idf."""
        state = self._state
        weights, idf = np.zeros((len(terms), len(docs)), np.float32), np.zeros(len(terms), np.float32)
        for row, term in enumerate(terms):
            holding, counts = self._holding(term)
            idf[row] = self._state.idf(term)
            at, hit = _looked_up(holding, docs)
            if len(hit):
                weights[row, hit] = bm25.saturated(counts[at], state.norms, docs[hit])
        return weights, idf

    def _cosines(self, vector: np.ndarray | None, docs: np.ndarray) -> np.ndarray:
        """The best cosine of each place, also of those that the dense arm did not find; NaN without vectors."""
        state = self._state
        best = np.full(len(docs), np.nan, np.float32)
        if vector is None or not len(docs):
            return best
        counts = state.vector_counts[docs]
        owners = np.repeat(np.arange(len(docs)), counts)
        within = np.arange(len(owners)) - np.repeat(np.cumsum(counts) - counts, counts)
        rows = np.repeat(state.vector_starts[docs], counts) + within
        if len(rows):
            np.fmax.at(best, owners, cosines(state.vectors, vector, rows))
        return best


def _among(docs: np.ndarray, wanted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where the wanted places stand in a list of places, and which of them do; both lists ascend."""
    if len(wanted) * FEW_SHARE > len(docs):
        at = np.flatnonzero(np.isin(docs, wanted, assume_unique=True, kind="table"))
        return at, docs[at]
    at, hit = _looked_up(docs, wanted)
    return at, wanted[hit]


def _looked_up(docs: np.ndarray, wanted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where the wanted places stand in a list of places, and the indexes of those that do."""
    if not len(docs) or not len(wanted):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    at = np.minimum(docs.searchsorted(wanted.astype(docs.dtype)), len(docs) - 1)
    hit = np.flatnonzero(docs[at] == wanted)
    return at[hit], hit
