"""The SQL of models."""

from typing import Any

from sqlalchemy import select

from comity.kernel.db import SQL, Page, Tx, page, scoped
from comity.models.models import ModelConnection, ModelDefault

_FOR_A_CALL = SQL(
    """SELECT id, base_url, api_key, headers, models FROM model_connections
    WHERE workspace_id = :workspace_id AND id = :id"""
)


def find_connection(tx: Tx, workspace_id: str, connection_id: str, *, lock: bool = False) -> ModelConnection | None:
    """A connection of the workspace; `lock` holds the row until the end of the transaction."""
    statement = scoped(ModelConnection, workspace_id).where(ModelConnection.id == connection_id)
    return tx.session.scalars(statement.with_for_update() if lock else statement).first()


def find_for_a_call(tx: Tx, workspace_id: str, connection_id: str) -> Any | None:
    """What a call needs of a connection, by fixed SQL: each message asks for it."""
    return tx.row(_FOR_A_CALL, workspace_id=workspace_id, id=connection_id)


def list_connections(tx: Tx, workspace_id: str, q: str, limit: int, cursor: str | None) -> Page[ModelConnection]:
    """The workspace's connections by name; `q` is a part of it."""
    statement = scoped(ModelConnection, workspace_id)
    if q:
        statement = statement.where(ModelConnection.name_key.contains(q.casefold(), autoescape=True))
    keys = (ModelConnection.name_key, ModelConnection.id)
    return page(tx, statement, *keys, limit=limit, cursor=cursor, descending=False)


def is_name_taken(tx: Tx, workspace_id: str, name_key: str, but: str | None) -> bool:
    """Whether another connection has this name, ignoring case."""
    statement = select(ModelConnection.id).where(
        ModelConnection.workspace_id == workspace_id, ModelConnection.name_key == name_key
    )
    found = tx.session.scalar(statement)
    return found is not None and found != but


def find_default(tx: Tx, workspace_id: str) -> ModelDefault | None:
    """The workspace's default model, if one was chosen."""
    return tx.session.get(ModelDefault, workspace_id)
