"""What engines are fed with: the rows of a base, in order of their numbers."""

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np

from comity.kernel.db import Database, Tx
from comity.knowledge.chunks import queries
from comity.knowledge.search.port import Entry, Head

FETCH = 2_000
EVERY = 1 << 40

Vectors = dict[str, tuple[np.ndarray, ...]]


class RowFeed:
    """Reads entries from the database; each batch is one consistent look."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def entries(self, head: Head, after: int, *, vectors: bool) -> list[Entry]:
        """The next entries changed after a number, never cut within one number."""
        return self._database.read(lambda tx: _entries(tx, head, after, vectors=vectors))

    def vectors(self, head: Head, after: int, upto: int) -> Vectors:
        """The vectors of chunks changed in a range of numbers, by revision id."""
        return self._database.read(lambda tx: _vectors(tx, head, after, upto))

    def stored(self, head: Head, revision_ids: Sequence[str]) -> Vectors:
        """The vectors of some revisions."""
        if not head.generation_id or not revision_ids:
            return {}
        rows = self._database.read(lambda tx: queries.vectors_of(tx, head.generation_id, revision_ids))
        return _grouped(rows)


def _entries(tx: Tx, head: Head, after: int, *, vectors: bool) -> list[Entry]:
    rows = list(queries.changed_since(tx, head.base_id, after, FETCH))
    if len(rows) == FETCH:
        last = rows[-1].index_seq
        whole = [row for row in rows if row.index_seq != last]
        if not whole:
            found = queries.changed_since(tx, head.base_id, last - 1, EVERY)
            whole = [row for row in found if row.index_seq == last]
        rows = whole
    known = _vectors(tx, head, after, rows[-1].index_seq) if rows and vectors else {}
    seen: dict[tuple[str, str], dict[str, Any]] = {}
    return [_entry(row, known.get(row.revision_id, ()), seen) for row in rows]


def _vectors(tx: Tx, head: Head, after: int, upto: int) -> Vectors:
    if not head.generation_id:
        return {}
    return _grouped(queries.vectors_between(tx, head.base_id, head.generation_id, after, upto))


def _grouped(rows: Sequence[Any]) -> Vectors:
    """Vectors by revision, in order of their parts."""
    found: dict[str, list[tuple[str, bytes]]] = {}
    for row in rows:
        found.setdefault(row.revision_id, []).append((row.part, row.vector))
    return {id_: tuple(np.frombuffer(v, "<f2") for _, v in sorted(parts)) for id_, parts in found.items()}


def _entry(row: Any, vectors: tuple[np.ndarray, ...], seen: dict[tuple[str, str], dict[str, Any]]) -> Entry:
    key = (row.document_metadata, row.metadata)
    if key not in seen:
        seen[key] = {**msgspec.json.decode(row.document_metadata), **msgspec.json.decode(row.metadata)}
    return Entry(
        chunk_id=row.chunk_id,
        seq=row.index_seq,
        removed=bool(row.deleted) or not row.enabled or not row.document_enabled,
        revision_id=row.revision_id,
        revision=row.number,
        document_id=row.document_id,
        expires_us=row.expires_at,
        labels=tuple(msgspec.json.decode(row.labels)),
        metadata=seen[key],
        terms=bytes(row.terms),
        vectors=vectors,
    )
