"""The SQL of generations."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from comity.kernel.db import SQL, Tx
from comity.knowledge.models import Generation

_NO_VECTOR = (
    """NOT EXISTS (SELECT 1 FROM chunk_vectors v WHERE v.revision_id = r.id AND v.generation_id = :generation_id)"""
)
_COLUMNS = "r.id, r.content, r.title, r.heading_path, r.questions, r.tokens"
_CURRENT = """FROM chunks c JOIN chunk_revisions r ON r.chunk_row_id = c.id AND r.number = c.current_revision
    WHERE c.base_id = :base_id AND NOT c.deleted"""
_UNEMBEDDED = SQL(
    f"SELECT c.id AS place, {_COLUMNS} {_CURRENT} AND c.id > :after AND {_NO_VECTOR} ORDER BY c.id LIMIT :limit"
)
_COUNT = SQL(f"SELECT count(*) AS chunks, coalesce(sum(r.tokens), 0) AS tokens {_CURRENT}")
_COUNT_UNEMBEDDED = SQL(f"SELECT count(*) {_CURRENT} AND {_NO_VECTOR}")
_KEPT = f"""FROM (SELECT DISTINCT revision_id FROM revision_spans WHERE base_id = :base_id AND revision_id > :after) s
    JOIN chunk_revisions r ON r.id = s.revision_id WHERE {_NO_VECTOR}"""
_UNEMBEDDED_KEPT = SQL(f"SELECT r.id AS place, {_COLUMNS} {_KEPT} ORDER BY r.id LIMIT :limit")
_COUNT_KEPT = SQL(f"SELECT count(*) {_KEPT}")
_EMBEDDED = SQL(
    """SELECT count(*) FROM chunks c JOIN chunk_revisions r ON r.chunk_row_id = c.id AND r.number = c.current_revision
    WHERE c.base_id = :base_id AND NOT c.deleted AND EXISTS (
        SELECT 1 FROM chunk_vectors v WHERE v.revision_id = r.id AND v.generation_id = :generation_id)"""
)
_SAMPLE = SQL(f"SELECT c.id AS place, {_COLUMNS} {_CURRENT} ORDER BY c.chunk_id LIMIT :limit")
_DROP_SOME = SQL(
    """DELETE FROM chunk_vectors WHERE generation_id = :generation_id AND revision_id IN (
    SELECT DISTINCT revision_id FROM chunk_vectors WHERE generation_id = :generation_id AND base_id = :base_id LIMIT :limit)"""
)


def generations(tx: Tx, base_id: str) -> Sequence[Generation]:
    """The generations of a base that have vectors, the newest first."""
    mine = select(Generation).where(Generation.base_id == base_id, Generation.state != "dropped")
    return tx.session.scalars(mine.order_by(Generation.id.desc())).all()


def find_state(tx: Tx, base_id: str, state: str) -> Generation | None:
    """The generation of a base in a state."""
    mine = select(Generation).where(Generation.base_id == base_id, Generation.state == state)
    return tx.session.scalars(mine.order_by(Generation.id.desc()).limit(1)).first()


def due_to_drop(tx: Tx, before: datetime) -> Sequence[Generation]:
    """Generations of every workspace that were retired before a time, and those that nothing wants any more."""
    old = (Generation.state == "retired") & (Generation.retired_at < before)
    return tx.session.scalars(select(Generation).where(old | (Generation.state == "dropping"))).all()


def unembedded(tx: Tx, base_id: str, generation_id: str, after: str, limit: int) -> Sequence[Any]:
    """Current revisions without a vector in a generation, in order of their chunks, after one."""
    return tx.rows(_UNEMBEDDED, base_id=base_id, generation_id=generation_id, after=after, limit=limit)


def count_unembedded(tx: Tx, base_id: str, generation_id: str) -> int:
    """How many they are."""
    return tx.value(_COUNT_UNEMBEDDED, base_id=base_id, generation_id=generation_id)


def unembedded_kept(tx: Tx, base_id: str, generation_id: str, after: str, limit: int) -> Sequence[Any]:
    """Revisions of kept versions without a vector in a generation, in order, after one."""
    return tx.rows(_UNEMBEDDED_KEPT, base_id=base_id, generation_id=generation_id, after=after, limit=limit)


def count_unembedded_kept(tx: Tx, base_id: str, generation_id: str) -> int:
    """How many they are."""
    return tx.value(_COUNT_KEPT, base_id=base_id, generation_id=generation_id, after="")


def count_embedded(tx: Tx, base_id: str, generation_id: str) -> int:
    """How many living chunks a generation has vectors of."""
    return tx.value(_EMBEDDED, base_id=base_id, generation_id=generation_id)


def size_of(tx: Tx, base_id: str) -> Any:
    """How many chunks live in a base, and about how many tokens they have."""
    return tx.row(_COUNT, base_id=base_id)


def sample(tx: Tx, base_id: str, limit: int) -> Sequence[Any]:
    """Some chunks, for trying."""
    return tx.rows(_SAMPLE, base_id=base_id, limit=limit)


def drop_some(tx: Tx, base_id: str, generation_id: str, limit: int) -> int:
    """Deletes the vectors of some revisions; returns how many vectors."""
    return tx.run(_DROP_SOME, base_id=base_id, generation_id=generation_id, limit=limit)
