"""A look at one state of a base's index: the three arms, and the material of what they found."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from comity.knowledge.search import bm25
from comity.knowledge.search.engines.embedded.index import SCAN_LIMIT, State
from comity.knowledge.search.engines.embedded.segments import codes_of, cosines
from comity.knowledge.search.port import ARM_LIMIT, COMMON_SHARE, Candidate, Filters, Held, Material, Query, Ranked

RESCORED = 2_000
NONE = -2.0


class EmbeddedView:
    """One state under one set of filters. What the arms find is remembered by chunk id for `material`."""

    def __init__(self, state: State, filters: Filters, now_us: int) -> None:
        self._state = state
        self._docs: dict[str, int] = {}
        allowed = state.alive & (state.expires > now_us)
        if filters.asks():
            for doc in np.flatnonzero(allowed):
                allowed[doc] = filters.allows(state.held[doc])
        self._allowed = allowed
        self._all = bool(allowed.all())

    def idf(self, query: Query, shown: Sequence[Held]) -> Callable[[str], float]:
        """How telling terms are in this base."""
        return self._idf

    def _idf(self, term: str) -> float:
        docs, _ = self._state.postings(term)
        return bm25.idf(self._state.holders(docs), self._state.total)

    def lexical(self, query: Query) -> Ranked:
        """The best 200 by words: every chunk that holds a fetching term is scored."""
        state = self._state
        found = [(self._idf(term), *state.postings(term)) for term in query.terms]
        common = bm25.idf(int(state.total * COMMON_SHARE), state.total)
        fetching = [one for one in found if one[0] >= common] or found
        fetched = np.zeros(state.count, bool)
        for _, docs, _ in fetching:
            fetched[docs] = True
        fetched &= self._allowed
        scores = np.zeros(state.count, np.float32)
        for idf, docs, counts in found:
            keep = fetched[docs]
            docs = docs[keep]
            scores[docs] += idf * bm25.saturated(counts[keep], state.norms[docs])
        return self._ranked(scores, 0.0)

    def dense(self, vector: np.ndarray) -> Ranked:
        """The best 200 by meaning: all vectors below 8,000; above, the nearest by their codes, measured again."""
        state = self._state
        if not len(state.vectors):
            return {}
        if state.bits is not None and len(state.vectors) > SCAN_LIMIT:
            rows = self._nearest_by_code(vector)
            similar = cosines(state.vectors[rows], vector)
        else:
            rows = np.arange(len(state.vectors))
            similar = cosines(state.vectors, vector)
        docs = state.vector_docs[rows]
        if not self._all:
            similar[~self._allowed[docs]] = NONE
        best = np.full(state.count, NONE, np.float32)
        np.maximum.at(best, docs, similar)
        return self._ranked(best, NONE)

    def _nearest_by_code(self, vector: np.ndarray) -> np.ndarray:
        """Rows of the vectors whose codes differ least; with filters that leave few, all of these."""
        state = self._state
        assert state.bits is not None  # narrowed by the caller
        codes, rows = state.bits, None
        if not self._all:
            rows = np.flatnonzero(self._allowed[state.vector_docs])
            if len(rows) <= SCAN_LIMIT:
                return rows
            codes = codes[rows]
        wanted = codes_of(vector[None].astype(np.float16), state.centre)
        distance = np.bitwise_count(codes ^ wanted).sum(1, dtype=np.uint16)
        nearest = np.sort(np.argpartition(distance, RESCORED - 1)[:RESCORED])
        return nearest if rows is None else rows[nearest]

    def exact(self, query: Query) -> Ranked:
        """Chunks by the share of the question's codes they hold; a code that is itself a part finds what it is part of."""
        shares: dict[int, float] = {}
        for written, joined in query.codes:
            docs = self._holding(written) | self._holding(joined) or self._holding(f"/{written}")
            for doc in docs:
                shares[doc] = shares.get(doc, 0.0) + 1 / len(query.codes)
        return self._remember(list(shares), list(shares.values()))

    def _holding(self, code: str) -> set[int]:
        count, allowed = self._state.count, self._allowed
        return {doc for doc in self._state.codes.get(code, ()) if doc < count and allowed[doc]}

    def _ranked(self, scores: np.ndarray, above: float) -> Ranked:
        """The highest scores above a floor."""
        found = np.flatnonzero(scores > above)
        if len(found) > ARM_LIMIT:
            found = found[np.argpartition(-scores[found], ARM_LIMIT - 1)[:ARM_LIMIT]]
        return self._remember(found.tolist(), scores[found].tolist())

    def _remember(self, docs: Sequence[int], values: Sequence[float]) -> Ranked:
        """The best 200 by chunk id."""
        held = self._state.held
        named = sorted((-value, held[doc].chunk_id, doc) for doc, value in zip(docs, values, strict=True))[:ARM_LIMIT]
        self._docs.update((id_, doc) for _, id_, doc in named)
        return {id_: -value for value, id_, _ in named}

    def material(self, query: Query, vector: np.ndarray | None, found: Mapping[str, Ranked]) -> Material:
        """What scoring needs of everything that the arms found."""
        ids = sorted({id_ for ranked in found.values() for id_ in ranked}, key=self._docs.__getitem__)
        docs = np.array([self._docs[id_] for id_ in ids], np.int64)
        weights, idf = self._weights(query.terms, docs)
        nearest = self._cosines(vector, docs)
        ranks = {arm: {id_: rank for rank, id_ in enumerate(ranked, 1)} for arm, ranked in found.items()}
        candidates = [
            Candidate(
                held=self._state.held[doc],
                weights=weights[:, at],
                cosine=None if nearest[at] <= NONE else float(nearest[at]),
                exact=found.get("exact", {}).get(id_, 0.0),
                lexical_rank=ranks.get("lexical", {}).get(id_),
                dense_rank=ranks.get("dense", {}).get(id_),
                exact_rank=ranks.get("exact", {}).get(id_),
            )
            for at, (id_, doc) in enumerate(zip(ids, docs, strict=True))
        ]
        return Material(idf, candidates)

    def _weights(self, terms: Sequence[str], docs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Saturated BM25F weights (without idf) of each term in each of the places, which ascend; and the terms' idf."""
        state = self._state
        weights, idf = np.zeros((len(terms), len(docs)), np.float32), np.zeros(len(terms), np.float32)
        for row, term in enumerate(terms):
            holding, counts = state.postings(term)
            idf[row] = bm25.idf(state.holders(holding), state.total)
            if not len(holding) or not len(docs):
                continue
            at = np.minimum(np.searchsorted(holding, docs), len(holding) - 1)
            hit = np.flatnonzero(holding[at] == docs)
            weights[row, hit] = bm25.saturated(counts[at[hit]], state.norms[docs[hit]])
        return weights, idf

    def _cosines(self, vector: np.ndarray | None, docs: np.ndarray) -> np.ndarray:
        """The best cosine of each place, also of those that the dense arm did not find; `NONE` without vectors."""
        state = self._state
        best = np.full(len(docs), NONE, np.float32)
        if vector is None or not len(docs):
            return best
        counts = state.vector_counts[docs]
        owners = np.repeat(np.arange(len(docs)), counts)
        within = np.arange(len(owners)) - np.repeat(np.cumsum(counts) - counts, counts)
        rows = np.repeat(state.vector_starts[docs], counts) + within
        np.maximum.at(best, owners, cosines(state.vectors[rows], vector) if len(rows) else np.zeros(0, np.float32))
        return best
