"""The engine over the index in PostgreSQL: taking changes in, and looking at what is there."""

import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from comity.kernel.db import Database, Tx
from comity.knowledge.search.engines.postgres import nearest, queries
from comity.knowledge.search.engines.postgres.forms import (
    bigint,
    copied_row,
    halfvec,
    integer,
    integers,
    jsonb,
    lexeme,
    texts,
    tsvector,
)
from comity.knowledge.search.engines.postgres.schema import prepare
from comity.knowledge.search.engines.postgres.view import PostgresView
from comity.knowledge.search.port import Entry, Feed, Filters, Head, Reached
from comity.knowledge.search.terms import FIELDS, ChunkTerms, read_terms

NEVER = (1 << 63) - 1


class PostgresEngine:
    """One index for all processes. Raises `PostgresSearchMissing` where the database cannot hold it."""

    name = "postgres"
    in_memory = False

    def __init__(self, database: Database, feed: Feed) -> None:
        self._database = database
        self._feed = feed
        prepare(database)
        self._has_nearest = nearest.can_be_made(database)
        self._making = threading.Thread()

    def reached(self, head: Head) -> Reached:
        """How far a base has been taken in, by whichever process."""
        row = self._database.read(lambda tx: queries.find_base(tx, head.base_id, head.index_id))
        return Reached(row.seq, row.vector_seq) if row else Reached(0, 0)

    def catch_up(self, head: Head) -> None:
        """Takes in every change up to `head.seq`; an empty index takes all text first. Several processes take turns by batch."""
        if self.reached(head).seq == 0:
            while entries := self._feed.entries(head, (reached := self.reached(head)).seq, vectors=False):
                self._database.write(_taking(head, reached, entries, Reached(entries[-1].seq, 0)))
        while (reached := self.reached(head)).vector_seq < reached.seq:
            self._add_vectors(head, reached)
        while (reached := self.reached(head)).seq < head.seq:
            entries = self._feed.entries(head, reached.seq, vectors=True)
            seq = max((entry.seq for entry in entries), default=head.seq)
            self._database.write(_taking(head, reached, entries, Reached(seq, seq)))
        self._database.write(lambda tx: _finish(tx, head))

    def _add_vectors(self, head: Head, reached: Reached) -> None:
        """The next vectors of chunks whose text was taken in before them."""
        entries = self._feed.entries(head, reached.vector_seq, vectors=True)
        vectors = {entry.revision_id: entry.vectors for entry in entries if entry.vectors}
        upto = min(reached.seq, max((entry.seq for entry in entries), default=reached.seq))
        self._database.write(_adding(head, reached, vectors, Reached(reached.seq, upto)))

    def view(self, head: Head, filters: Filters, now_us: int) -> PostgresView:
        """A look at what has been taken in so far."""
        return PostgresView(self._database, self._feed, head, filters, now_us)

    def counts(self, head: Head) -> tuple[int, int]:
        """The chunks and vectors in the tables."""
        row = self._database.read(lambda tx: queries.counts(tx, head.base_id, head.index_id))
        return (row.chunks, row.vectors) if row else (0, 0)

    def tidy(self) -> None:
        """Forgets deleted bases, and takes in what changed in the others, so that nothing deleted lingers unsearched."""
        self._database.write(queries.drop_dead_bases)
        for row in self._database.read(queries.behind):
            self.catch_up(Head(row.workspace_id, row.base_id, row.generation_id, row.index_seq))
        if self._has_nearest and not self._making.is_alive() and self._database.read(nearest.is_work):
            self._make_nearest()

    def _make_nearest(self) -> None:
        """In a thread of its own, since it takes minutes and nothing waits for it; PostgreSQL ends it when this process does not."""
        self._making = threading.Thread(
            target=nearest.make_missing, args=(self._database,), name="nearest", daemon=True
        )
        self._making.start()


def _taking(head: Head, expected: Reached, entries: Sequence[Entry], reached: Reached) -> Any:
    """Work that takes a batch in, unless another process did so meanwhile."""

    def take(tx: Tx) -> None:
        base = queries.open_base(tx, head.base_id, head.index_id)
        if base.seq != expected.seq:
            return
        changes: Counter[str] = Counter()
        lengths = np.zeros(len(FIELDS), np.int64)
        gone = queries.remove(tx, base.no, [entry.chunk_id for entry in entries])
        for row in gone:
            lengths -= np.array(row.lengths)
            changes.subtract(row.terms)
        living = [entry for entry in entries if not entry.removed]
        rows, added = [], [[0] * len(FIELDS)]
        for entry in living:
            analysed = read_terms(entry.terms)
            terms = {lexeme(base.no, term) for term in analysed.counts}
            changes.update(terms)
            added.append(analysed.lengths)
            rows.append(_row(base.no, entry, analysed, terms))
        lengths += np.array(added).sum(0)
        queries.add_chunks(tx, rows)
        vectors = [row for e in living for row in _vector_rows(base.no, e.chunk_id, e.expires_us, e.vectors)]
        queries.add_vectors(tx, vectors)
        queries.count_terms(tx, base.no, {term: change for term, change in changes.items() if change})
        more = len(living) - len(gone)
        queries.reach(tx, base.no, reached.seq, reached.vector_seq, chunks=more, lengths=lengths.tolist())

    return take


def _adding(head: Head, expected: Reached, vectors: Mapping[str, tuple[np.ndarray, ...]], reached: Reached) -> Any:
    """Work that adds the vectors of chunks whose text is there."""

    def add(tx: Tx) -> None:
        base = queries.open_base(tx, head.base_id, head.index_id)
        if (base.seq, base.vector_seq) != (expected.seq, expected.vector_seq):
            return
        places = queries.places(tx, base.no, list(vectors))
        rows = [
            row
            for place in places
            for row in _vector_rows(base.no, place.chunk_id, place.expires_us, vectors[place.revision_id])
        ]
        queries.remove_vectors(tx, base.no, [place.chunk_id for place in places])
        queries.add_vectors(tx, rows)
        queries.reach(tx, base.no, reached.seq, reached.vector_seq)

    return add


def _finish(tx: Tx, head: Head) -> None:
    base = queries.open_base(tx, head.base_id, head.index_id)
    queries.drop_other_generations(tx, head.base_id, base.no)
    if base.seq < head.seq:
        queries.reach(tx, base.no, head.seq, head.seq)


def _row(no: int, entry: Entry, analysed: ChunkTerms, terms: Iterable[str]) -> bytes:
    codes = (*analysed.codes, *(f"/{part}" for part in analysed.parts))
    return copied_row(
        (
            integer(no),
            entry.chunk_id.encode(),
            entry.revision_id.encode(),
            entry.document_id.encode(),
            bigint(NEVER if entry.expires_us is None else entry.expires_us),
            texts(entry.labels),
            jsonb(msgspec.json.encode(entry.metadata).decode()),
            integers(analysed.lengths),
            texts([lexeme(no, code) for code in codes]),
            tsvector(terms),
        )
    )


def _vector_rows(no: int, chunk_id: str, expires_us: int | None, vectors: Sequence[np.ndarray]) -> list[bytes]:
    number, id_ = integer(no), chunk_id.encode()
    expires = bigint(NEVER if expires_us is None else expires_us)
    return [copied_row((number, id_, integer(part), expires, halfvec(vector))) for part, vector in enumerate(vectors)]
