"""The SQL of fulfillments."""

from collections.abc import Sequence

from sqlalchemy import select

from comity.fulfillments.models import Fulfillment
from comity.kernel.db import Page, Tx, page, scoped


def find_fulfillment(tx: Tx, workspace_id: str, fulfillment_id: str, *, lock: bool = False) -> Fulfillment | None:
    """A fulfillment of the workspace; `lock` holds the row until the end of the transaction."""
    statement = scoped(Fulfillment, workspace_id).where(Fulfillment.id == fulfillment_id)
    return tx.session.scalars(statement.with_for_update() if lock else statement).first()


def list_fulfillments(tx: Tx, workspace_id: str, q: str, limit: int, cursor: str | None) -> Page[Fulfillment]:
    """Fulfillments, the newest first."""
    statement = scoped(Fulfillment, workspace_id)
    if q:
        statement = statement.where(Fulfillment.name_key.contains(q.casefold(), autoescape=True))
    return page(tx, statement, Fulfillment.created_at, Fulfillment.id, limit=limit, cursor=cursor)


def fulfillments_by_id(tx: Tx, workspace_id: str, ids: Sequence[str]) -> dict[str, Fulfillment]:
    """Those of the ids that exist in the workspace."""
    rows = tx.session.scalars(scoped(Fulfillment, workspace_id).where(Fulfillment.id.in_(ids)))
    return {row.id: row for row in rows}


def fulfillments_of_base(tx: Tx, workspace_id: str, base_id: str) -> Sequence[Fulfillment]:
    """Fulfillments that search a base."""
    return tx.session.scalars(scoped(Fulfillment, workspace_id).where(Fulfillment.knowledge_base_id == base_id)).all()


def name_taken(tx: Tx, workspace_id: str, name_key: str, but: str | None) -> bool:
    """Whether another fulfillment has this name, ignoring case."""
    statement = select(Fulfillment.id).where(Fulfillment.workspace_id == workspace_id, Fulfillment.name_key == name_key)
    found = tx.session.scalar(statement)
    return found is not None and found != but
