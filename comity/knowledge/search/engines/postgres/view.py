"""A look at a base in PostgreSQL: SQL finds candidates, their terms and vectors are weighed here."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import msgspec
import numpy as np

from comity.kernel.db import Database, Tx
from comity.knowledge.search import bm25
from comity.knowledge.search.engines.postgres import nearest, queries
from comity.knowledge.search.engines.postgres.forms import as_text, lexeme
from comity.knowledge.search.port import (
    ARM_LIMIT,
    COMMON_SHARE,
    Feed,
    Filters,
    Head,
    Held,
    Material,
    Query,
    Ranked,
    ranks_of,
)
from comity.knowledge.search.terms import ChunkTerms, read_terms

T = TypeVar("T")
ARM_MS = 2_000
FETCHED = 20_000
"""Places of the rarest terms that the lexical arm reads; every candidate is weighed by all its terms."""
WEIGHED = 400
CONSIDERED = 800
"""Vectors that a search of the index of nearest ones looks at; of those that are found the 200 chunks are chosen."""
CODED = 2_000
THOROUGHLY = 5
"""So many times as much is read where two indexes are compared."""
PATIENTLY_MS = 60_000
"""How long is waited there."""


class PostgresView:
    """One base under one set of filters. Each call is a transaction of its own, so that the arms run side by side."""

    in_memory = False

    def __init__(self, database: Database, feed: Feed, head: Head, filters: Filters, now_us: int) -> None:
        self._database = database
        self._feed = feed
        self._head = head
        self._filters = filters
        self._now_us = now_us
        self._base: Any = database.read(lambda tx: queries.find_base(tx, head.base_id, head.index_id))
        self._terms: dict[str, ChunkTerms] = {}
        self._rows: dict[str, Any] = {}

    def _read(self, work: Callable[[Tx], T], *, patiently: bool = False) -> T:
        def limited(tx: Tx) -> T:
            queries.limit_time(tx, PATIENTLY_MS if patiently else ARM_MS)
            return work(tx)

        return self._database.read(limited)

    @property
    def _no(self) -> int:
        return self._base.no

    def _holders(self, tx: Tx, terms: Sequence[str]) -> dict[str, int]:
        """How many chunks hold each term."""
        known = queries.holders(tx, self._no, [lexeme(self._no, term) for term in terms])
        return {term: known.get(lexeme(self._no, term), 0) for term in terms}

    def lexical(self, query: Query, *, exactly: bool = False) -> Ranked:
        """The best 200 by words, of the 400 that hold the rarest terms of the question."""
        if self._base is None or not query.terms:
            return {}
        times = THOROUGHLY if exactly else 1
        return self._read(lambda tx: self._lexical(tx, query, times), patiently=exactly)

    def _lexical(self, tx: Tx, query: Query, times: int) -> Ranked:
        holders = self._holders(tx, query.terms)
        weighted = self._fetching(holders, times * FETCHED)
        found = []
        if weighted:
            found = queries.lexical(tx, self._no, weighted, self._filters, self._now_us, times * WEIGHED)
        rows = self._read_rows(tx, [row.chunk_id for row in found])
        weights, idf = self._weights(rows, query.terms, holders)
        scores = idf @ weights
        return _ranked(zip((row.chunk_id for row in rows), scores.tolist(), strict=True), 0.0)

    def _fetching(self, holders: Mapping[str, int], most: int) -> dict[str, float]:
        """Lexemes that fetch, with their idf: not the common ones when there are rarer, and the rarest first, up to `most` places."""
        total, weighted, read = self._base.chunks, {}, 0
        common = bm25.idf(int(total * COMMON_SHARE), total)
        weights = {term: bm25.idf(count, total) for term, count in holders.items()}
        rare = [term for term in holders if holders[term] and weights[term] >= common] or list(holders)
        for term in sorted(rare, key=lambda one: (holders[one], one)):
            if weighted and read + holders[term] > most:
                break
            if holders[term]:
                weighted[lexeme(self._no, term)] = weights[term]
                read += holders[term]
        return weighted

    def dense(self, vector: np.ndarray, *, exactly: bool = False) -> Ranked:
        """The best 200 by meaning: by the index of a large base, else of every vector that the filters leave.

        Where the index gives fewer, as with filters that leave few, every vector of those is measured.
        """
        if self._base is None:
            return {}
        wanted = as_text(vector)
        if self._base.has_nearest and self._base.chunks > nearest.SCAN_LIMIT and not exactly:
            found = self._read(lambda tx: self._nearest(tx, wanted, len(vector)))
            if len(found) == ARM_LIMIT:
                return found
        rows = self._read(
            lambda tx: queries.dense(tx, self._no, wanted, self._filters, self._now_us, ARM_LIMIT), patiently=exactly
        )
        return _ranked(((row.chunk_id, float(row.value)) for row in rows), -2.0)

    def _nearest(self, tx: Tx, wanted: str, width: int) -> Ranked:
        rows = queries.nearest(tx, self._no, wanted, width, self._filters, self._now_us, CONSIDERED, CONSIDERED)
        best: dict[str, float] = {}
        for row in rows:
            best[row.chunk_id] = max(float(row.value), best.get(row.chunk_id, -2.0))
        return _ranked(best.items(), -2.0)

    def exact(self, query: Query) -> Ranked:
        """Chunks by the share of the question's codes they hold."""
        if self._base is None or not query.codes:
            return {}
        return self._read(lambda tx: self._exact(tx, query))

    def _exact(self, tx: Tx, query: Query) -> Ranked:
        shares: dict[str, float] = {}
        for written, joined in query.codes:
            ids = self._holding(tx, [written, joined]) or self._holding(tx, [f"/{written}"])
            for id_ in ids:
                shares[id_] = shares.get(id_, 0.0) + 1 / len(query.codes)
        return _ranked(shares.items(), 0.0)

    def _holding(self, tx: Tx, codes: Sequence[str]) -> list[str]:
        lexemes = [lexeme(self._no, code) for code in codes]
        return queries.holding(tx, self._no, lexemes, self._filters, self._now_us, CODED)

    def material(self, query: Query, vector: np.ndarray | None, found: Mapping[str, Ranked]) -> Material:
        """What scoring needs of everything that the arms found."""
        if self._base is None:
            none = np.zeros(0, np.float32)
            return Material(np.zeros(len(query.terms), np.float32), [], np.zeros((len(query.terms), 0)), none, none, [])
        ids = list(dict.fromkeys(id_ for ranked in found.values() for id_ in ranked))
        rows, holders = self._read(lambda tx: (self._read_rows(tx, ids), self._holders(tx, query.terms)))
        weights, idf = self._weights(rows, query.terms, holders)
        nearest, exact = self._cosines(rows, vector), found.get("exact", {})
        found_ids = [row.chunk_id for row in rows]
        return Material(
            idf=idf,
            held=[self._held(row) for row in rows],
            weights=weights,
            cosines=np.array([nearest.get(row.revision_id, np.nan) for row in rows], np.float64),
            exact=np.array([exact.get(id_, 0.0) for id_ in found_ids], np.float64),
            ranks=ranks_of(found_ids, found),
        )

    def _read_rows(self, tx: Tx, ids: Sequence[str]) -> list[Any]:
        """What is held of chunks, each read once: most of what the lexical arm weighed is asked for again."""
        new = [id_ for id_ in ids if id_ not in self._rows]
        if new:
            rows = queries.material(tx, self._no, self._head.generation_id, new)
            self._rows.update((row.chunk_id, row) for row in rows)
        return [self._rows[id_] for id_ in ids if id_ in self._rows]

    def _held(self, row: Any) -> Held:
        metadata = row.metadata if isinstance(row.metadata, dict) else msgspec.json.decode(row.metadata)
        scripts = tuple(self._analysis(row).scripts)
        return Held(row.chunk_id, row.revision_id, row.document_id, tuple(row.labels), metadata, scripts)

    def _analysis(self, row: Any) -> ChunkTerms:
        known = self._terms.get(row.revision_id)
        if known is None:
            known = self._terms[row.revision_id] = read_terms(bytes(row.terms))
        return known

    def _weights(
        self, rows: Sequence[Any], terms: Sequence[str], holders: Mapping[str, int]
    ) -> tuple[np.ndarray, np.ndarray]:
        """Saturated BM25F weights (without idf) of each term in each chunk, and the terms' idf."""
        idf = np.array([bm25.idf(holders[term], self._base.chunks) for term in terms], np.float32)
        analyses = [self._analysis(row) for row in rows]
        counts = np.array([[one.counts.get(term, 0) for one in analyses] for term in terms], np.uint32)
        lengths = np.array([one.lengths for one in analyses], np.float32)
        if not counts.size:
            return np.zeros((len(terms), len(rows)), np.float32), idf
        norms = bm25.norms(lengths, bm25.averages(self._base.lengths, self._base.chunks))
        places = np.arange(len(rows))
        return np.stack([bm25.saturated(row, norms, places) for row in counts]), idf

    def _cosines(self, rows: Sequence[Any], vector: np.ndarray | None) -> dict[str, float]:
        """The best cosine of each revision that has vectors, from the rows they were made for."""
        if vector is None:
            return {}
        stored = self._feed.stored(self._head, [row.revision_id for row in rows])
        return {
            id_: float((np.stack(vectors).astype(np.float32) @ vector).max())
            for id_, vectors in stored.items()
            if vectors
        }

    def idf(self, query: Query, shown: Sequence[Held]) -> Callable[[str], float]:
        """How telling terms are, read once for those of the question and of the chunks that are shown."""
        if self._base is None:
            return lambda term: bm25.idf(0, 1)
        total = self._base.chunks
        terms = {*query.terms, *(t for held in shown for t in self._terms[held.revision_id].counts)}
        holders = self._database.read(lambda tx: self._holders(tx, list(terms)))
        return lambda term: bm25.idf(holders.get(term, 0), total)


def _ranked(found: Any, above: float) -> Ranked:
    """The best 200 above a floor, equal values by chunk id."""
    ordered = sorted(((-value, id_) for id_, value in found if value > above))[:ARM_LIMIT]
    return {id_: -value for value, id_ in ordered}
