"""The SQL of moves. They are the install's: no workspace owns them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from comity.kernel.db import SQL, Tx
from comity.knowledge.models import KnowledgeBase
from comity.knowledge.moving.models import SearchEngine

KIND = "move"
_CURRENT = """FROM chunks c JOIN chunk_revisions r ON r.chunk_row_id = c.id AND r.number = c.current_revision
    WHERE c.base_id = :base_id AND NOT c.deleted"""
_SAMPLE = SQL(
    f"""SELECT id, content FROM (SELECT r.id, r.content, row_number() OVER (ORDER BY c.chunk_id) AS place {_CURRENT}) numbered
    WHERE place % :step = 0 ORDER BY id LIMIT :limit"""
)


def find_row(tx: Tx, *, lock: bool = False) -> SearchEngine | None:
    """Where the install is searched, and where that moves to; None before the first move."""
    statement = select(SearchEngine).where(SearchEngine.id == 1)
    return tx.session.scalars(statement.with_for_update() if lock else statement).first()


def holding_bases(tx: Tx) -> Sequence[KnowledgeBase]:
    """The living bases of every workspace that hold chunks themselves, the oldest first."""
    mine = select(KnowledgeBase).where(KnowledgeBase.deleted_at.is_(None), KnowledgeBase.type != "external")
    return tx.session.scalars(mine.order_by(KnowledgeBase.id)).all()


def sample(tx: Tx, base_id: str, chunks: int, limit: int) -> Sequence[Any]:
    """Revisions spread evenly over the base's `chunks` chunks."""
    return tx.rows(_SAMPLE, base_id=base_id, step=max(1, chunks // limit), limit=limit)
