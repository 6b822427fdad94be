"""What engines are fed with: the rows of a base, in order of their numbers."""

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np

from comity.kernel.db import SQL, Database, Tx
from comity.knowledge.chunks import queries
from comity.knowledge.search.port import Entry, Head
from comity.knowledge.versions import feeding

FETCH = 2_000
EVERY = 1 << 40
_STANDING = SQL("SELECT purges, index_seq FROM knowledge_bases WHERE id = :base_id AND deleted_at IS NULL")
_HAS_REVISION = SQL("SELECT 1 FROM chunk_revisions WHERE id = :id")

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


class Standings:
    """What the rows say of an index that was kept as a file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def standing(self, base_id: str) -> tuple[int, int] | None:
        """How often something was purged from a base, and its newest number of a change; None when it is gone."""
        row = self._database.read(lambda tx: tx.row(_STANDING, base_id=base_id))
        return (row.purges, row.index_seq) if row else None

    def has_revision(self, revision_id: str) -> bool:
        """Whether a revision exists."""
        return self._database.read(lambda tx: tx.value(_HAS_REVISION, id=revision_id)) is not None


def _of_version(tx: Tx, head: Head, after: int, *, vectors: bool) -> list[Entry]:
    rows = feeding.next_rows(tx, head.base_id, head.generation_id, head.seq, after, FETCH)
    known = _vectors_of(tx, head, [row.revision_id for row in rows if row.revision_id]) if vectors else {}
    seen: dict[tuple[str, str], dict[str, Any]] = {}
    return [_entry(row, known.get(row.revision_id, ()), seen) for row in rows]


def _vectors_of(tx: Tx, head: Head, revision_ids: Sequence[str]) -> Vectors:
    """The vectors of some revisions, asked for a part at a time."""
    if not head.generation_id:
        return {}
    parts = (revision_ids[at : at + FETCH] for at in range(0, len(revision_ids), FETCH))
    return _grouped([row for part in parts for row in queries.vectors_of(tx, head.generation_id, part)])


def _entries(tx: Tx, head: Head, after: int, *, vectors: bool) -> list[Entry]:
    if head.view:
        return _of_version(tx, head, after, vectors=vectors)
    rows = list(queries.changed_since(tx, head.base_id, head.generation_id, after, FETCH))
    if len(rows) == FETCH:
        last = rows[-1].index_seq
        whole = [row for row in rows if row.index_seq != last]
        if not whole:
            whole = list(queries.changed_since(tx, head.base_id, head.generation_id, last - 1, EVERY, upto=last))
        rows = whole
    known = _vectors(tx, head, after, rows[-1].index_seq) if rows and vectors else {}
    seen: dict[tuple[str, str], dict[str, Any]] = {}
    return [_entry(row, known.get(row.revision_id, ()), seen) for row in rows]


def _vectors(tx: Tx, head: Head, after: int, upto: int) -> Vectors:
    if head.view:
        return _vectors_of(tx, head, feeding.placed_revisions(tx, head.base_id, head.seq, after, upto))
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
    key = (row.document_metadata or "{}", row.metadata or "{}")
    if key not in seen:
        seen[key] = {**msgspec.json.decode(key[0]), **msgspec.json.decode(key[1])}
    return Entry(
        chunk_id=row.chunk_id,
        seq=row.index_seq,
        removed=bool(row.deleted) or not row.enabled or not row.document_enabled,
        revision_id=row.revision_id or "",
        revision=row.number or 0,
        document_id=row.document_id,
        expires_us=row.expires_at,
        labels=tuple(msgspec.json.decode(row.labels or "[]")),
        metadata=seen[key],
        terms=bytes(row.terms or b""),
        vectors=vectors,
    )
