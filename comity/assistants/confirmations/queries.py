"""The SQL of confirmations."""

from sqlalchemy import select

from comity.assistants.confirmations.models import Confirmation
from comity.assistants.models import Message
from comity.kernel.db import Tx, scoped


def find_confirmation(tx: Tx, workspace_id: str, message_id: str, confirmation_id: str) -> Confirmation | None:
    """A confirmation that a message asked for, held until the end of the transaction."""
    statement = scoped(Confirmation, workspace_id).where(
        Confirmation.id == confirmation_id, Confirmation.message_id == message_id
    )
    return tx.session.scalars(statement.with_for_update()).first()


def find_by_result(tx: Tx, workspace_id: str, message_id: str) -> Confirmation | None:
    """The confirmation that a message settled."""
    return tx.session.scalars(
        scoped(Confirmation, workspace_id).where(Confirmation.result_message_id == message_id)
    ).first()


def find_asked_just_before(tx: Tx, workspace_id: str, session_id: str, before_us: int) -> Confirmation | None:
    """What the last exchange of the session asked, if it asked; held until the end of the transaction."""
    last = tx.session.scalar(
        select(Message.id)
        .where(Message.session_id == session_id, Message.created_at < before_us)
        .order_by(Message.created_at.desc(), Message.id.desc())
        .limit(1)
    )
    statement = scoped(Confirmation, workspace_id).where(Confirmation.message_id == last)
    return tx.session.scalars(statement.with_for_update()).first() if last else None


def find_message(tx: Tx, workspace_id: str, message_id: str) -> Message | None:
    """The message that asked."""
    statement = select(Message).where(Message.workspace_id == workspace_id, Message.id == message_id)
    return tx.session.scalars(statement).first()
