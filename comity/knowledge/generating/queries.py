"""The SQL of generated values."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select, update

from comity.kernel.db import Tx
from comity.knowledge.models import Chunk, ChunkRevision, Document


def _lacking(base_id: str, document_id: str | None) -> ColumnElement[bool]:
    of = Chunk.base_id == base_id if document_id is None else Chunk.document_id == document_id
    return and_(of, Chunk.deleted.is_(False), Chunk.manual.is_(False), Chunk.made_for == "")


def lacking(tx: Tx, base_id: str, document_id: str | None, limit: int) -> Sequence[Any]:
    """Chunks that nothing was generated for yet, with what they say, document by document in their order."""
    joined = and_(ChunkRevision.chunk_row_id == Chunk.id, ChunkRevision.number == Chunk.current_revision)
    statement = (
        select(Chunk, ChunkRevision).join(ChunkRevision, joined).join(Document, Document.id == Chunk.document_id)
    )
    statement = statement.where(_lacking(base_id, document_id), Document.deleted_at.is_(None))
    return tx.session.execute(statement.order_by(Chunk.document_id, Chunk.ordinal).limit(limit)).all()


def count_lacking(tx: Tx, base_id: str, document_id: str | None) -> int:
    """How many those are."""
    return tx.session.scalar(select(func.count()).select_from(Chunk).where(_lacking(base_id, document_id))) or 0


def documents_of(tx: Tx, chunk_rows: Sequence[str]) -> Sequence[str]:
    """The documents that chunks belong to."""
    statement = select(Chunk.document_id).where(Chunk.id.in_(chunk_rows)).distinct()
    return tx.session.scalars(statement).all()


def skip_lacking(tx: Tx, base_id: str, document_id: str | None, mark: str) -> int:
    """Marks all of them as done without values; returns how many."""
    statement = update(Chunk).where(_lacking(base_id, document_id)).values(made={}, made_for=mark)
    return tx.session.execute(statement).rowcount  # pyright: ignore[reportAttributeAccessIssue]


def ask_again(tx: Tx, base_id: str, chunk_ids: Sequence[str]) -> int:
    """Marks chunks as lacking their values; returns how many of the ids the base has."""
    of = (Chunk.base_id == base_id, Chunk.chunk_id.in_(chunk_ids), Chunk.deleted.is_(False), Chunk.manual.is_(False))
    return tx.session.execute(update(Chunk).where(*of).values(made_for="")).rowcount  # pyright: ignore[reportAttributeAccessIssue]
