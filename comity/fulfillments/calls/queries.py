"""The SQL of calls."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update

from comity.fulfillments.calls.models import FulfillmentCall
from comity.kernel.db import Page, Tx, page, scoped


def find_call(tx: Tx, workspace_id: str, fulfillment_id: str, call_id: str) -> FulfillmentCall | None:
    """A call of the fulfillment."""
    statement = scoped(FulfillmentCall, workspace_id).where(
        FulfillmentCall.fulfillment_id == fulfillment_id, FulfillmentCall.id == call_id
    )
    return tx.session.scalars(statement).first()


def list_calls(
    tx: Tx, workspace_id: str, fulfillment_id: str, failed: bool | None, limit: int, cursor: str | None
) -> Page[FulfillmentCall]:
    """The calls of a fulfillment, the newest first; `failed`: only those that failed, or only those that did not."""
    statement = scoped(FulfillmentCall, workspace_id).where(FulfillmentCall.fulfillment_id == fulfillment_id)
    if failed is not None:
        statement = statement.where(FulfillmentCall.error.is_not(None) if failed else FulfillmentCall.error.is_(None))
    return page(tx, statement, FulfillmentCall.created_at, FulfillmentCall.id, limit=limit, cursor=cursor)


def calls_of_messages(tx: Tx, workspace_id: str, message_ids: Sequence[str]) -> Sequence[FulfillmentCall]:
    """The calls that were made for messages, in the order in which they were made."""
    statement = scoped(FulfillmentCall, workspace_id).where(
        FulfillmentCall.message_id.in_(message_ids), FulfillmentCall.purpose == "message"
    )
    return tx.session.scalars(statement.order_by(FulfillmentCall.created_at, FulfillmentCall.id)).all()


def delete_calls(tx: Tx, workspace_id: str, fulfillment_id: str) -> None:
    """Deletes the log of a fulfillment."""
    table = FulfillmentCall
    statement = delete(table).where(table.workspace_id == workspace_id, table.fulfillment_id == fulfillment_id)
    tx.session.execute(statement)


def delete_calls_before(tx: Tx, moment: datetime, limit: int) -> int:
    """Deletes up to `limit` calls of all workspaces that are older; returns how many."""
    old: Sequence[str] = tx.session.scalars(
        select(FulfillmentCall.id).where(FulfillmentCall.created_at < moment).limit(limit)
    ).all()
    tx.session.execute(delete(FulfillmentCall).where(FulfillmentCall.id.in_(old)))
    return len(old)


def blank_calls(tx: Tx, workspace_id: str, message_ids: Sequence[str]) -> int:
    """Takes out what the calls of messages were asked and answered; returns how many there were. That they were made stays."""
    statement = (
        update(FulfillmentCall)
        .where(FulfillmentCall.workspace_id == workspace_id, FulfillmentCall.message_id.in_(message_ids))
        .values(arguments={}, context={}, request=None, reply=None, error=None)
    )
    return tx.session.execute(statement).rowcount  # pyright: ignore[reportAttributeAccessIssue]  an update has it
