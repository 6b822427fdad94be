"""The SQL of assistants beside the hot ledger."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select, update

from comity.assistants.models import (
    Assistant,
    AssistantVersion,
    Feedback,
    Message,
    Run,
    SecretKey,
)
from comity.kernel.db import Page, Tx, page, scoped


def find_assistant(tx: Tx, workspace_id: str, assistant_id: str, *, lock: bool = False) -> Assistant | None:
    """A living assistant of the workspace; `lock` holds the row until the end of the transaction."""
    statement = scoped(Assistant, workspace_id).where(Assistant.id == assistant_id, Assistant.deleted_at.is_(None))
    return tx.session.scalars(statement.with_for_update() if lock else statement).first()


def list_assistants(tx: Tx, workspace_id: str, q: str, limit: int, cursor: str | None) -> Page[Assistant]:
    """Living assistants, newest first; `q` is a part of the name."""
    statement = scoped(Assistant, workspace_id).where(Assistant.deleted_at.is_(None))
    if q:
        statement = statement.where(Assistant.name_key.contains(q.casefold(), autoescape=True))
    return page(tx, statement, Assistant.created_at, Assistant.id, limit=limit, cursor=cursor)


def name_taken(tx: Tx, workspace_id: str, name_key: str, but: str | None) -> bool:
    """Whether another living assistant has this name, ignoring case."""
    statement = select(Assistant.id).where(Assistant.workspace_id == workspace_id, Assistant.name_key == name_key)
    found = tx.session.scalar(statement)
    return found is not None and found != but


def find_version(tx: Tx, assistant: Assistant, number: int) -> AssistantVersion | None:
    """One version of an assistant."""
    statement = scoped(AssistantVersion, assistant.workspace_id).where(
        AssistantVersion.assistant_id == assistant.id, AssistantVersion.number == number
    )
    return tx.session.scalars(statement).first()


def last_version_number(tx: Tx, assistant: Assistant) -> int:
    """The highest number given so far, 0 before the first publish."""
    statement = select(func.max(AssistantVersion.number)).where(AssistantVersion.assistant_id == assistant.id)
    return tx.session.scalar(statement) or 0


def list_versions(tx: Tx, assistant: Assistant, limit: int, cursor: str | None) -> Page[AssistantVersion]:
    """Versions, newest first."""
    statement = scoped(AssistantVersion, assistant.workspace_id).where(AssistantVersion.assistant_id == assistant.id)
    return page(tx, statement, AssistantVersion.number, limit=limit, cursor=cursor)


def contents_in_use(tx: Tx, workspace_id: str) -> list[tuple[Assistant, list[dict[str, Any]]]]:
    """Living assistants by name, each with its draft and, once it was published, its live content."""
    live = and_(AssistantVersion.assistant_id == Assistant.id, AssistantVersion.number == Assistant.live_version)
    statement = (
        select(Assistant, AssistantVersion.content)
        .outerjoin(AssistantVersion, live)
        .where(Assistant.workspace_id == workspace_id, Assistant.deleted_at.is_(None))
        .order_by(Assistant.name_key)
    )
    return [
        (row[0], [content for content in (row[0].draft, row[1]) if content]) for row in tx.session.execute(statement)
    ]


def lately_published(tx: Tx, limit: int) -> list[tuple[str, str]]:
    """Workspace and id of assistants that answer, of all workspaces, the last published first."""
    live = and_(AssistantVersion.assistant_id == Assistant.id, AssistantVersion.number == Assistant.live_version)
    statement = (
        select(Assistant.workspace_id, Assistant.id)
        .join(AssistantVersion, live)
        .where(Assistant.deleted_at.is_(None), Assistant.enabled)
        .order_by(AssistantVersion.id.desc())
        .limit(limit)
    )
    return [(row[0], row[1]) for row in tx.session.execute(statement)]


def keys_of(tx: Tx, assistant: Assistant) -> Sequence[SecretKey]:
    """The assistant's keys that still stand, the newest first."""
    statement = (
        scoped(SecretKey, assistant.workspace_id)
        .where(SecretKey.assistant_id == assistant.id, SecretKey.status != "revoked")
        .order_by(SecretKey.created_at.desc(), SecretKey.id.desc())
    )
    return tx.session.scalars(statement).all()


def find_key(tx: Tx, digest: str) -> SecretKey | None:
    """The key with this SHA-256, in any workspace: the key itself names the workspace."""
    return tx.session.scalars(select(SecretKey).where(SecretKey.hash == digest)).first()


def touch_keys(tx: Tx, used: dict[str, datetime]) -> None:
    """Stores when keys were last used."""
    for key_id, at in used.items():
        tx.session.execute(update(SecretKey).where(SecretKey.id == key_id).values(last_used_at=at))


def find_message(tx: Tx, workspace_id: str, message_id: str) -> Message | None:
    """An exchange of the workspace."""
    statement = select(Message).where(Message.id == message_id, Message.workspace_id == workspace_id)
    return tx.session.scalars(statement).first()


def session_messages(
    tx: Tx, workspace_id: str, assistant_id: str, session_key: str, source: str, limit: int, cursor: str | None
) -> Page[Message]:
    """Exchanges of a session, oldest first."""
    statement = select(Message).where(
        Message.workspace_id == workspace_id,
        Message.assistant_id == assistant_id,
        Message.session_key == session_key,
        Message.source == source,
    )
    return page(tx, statement, Message.created_at, Message.id, limit=limit, cursor=cursor, descending=False)


def runs_of_messages(tx: Tx, workspace_id: str, message_ids: Sequence[str]) -> dict[str, Run]:
    """The runs of messages by the message's id."""
    statement = select(Run).where(Run.workspace_id == workspace_id, Run.message_id.in_(message_ids))
    return {run.message_id: run for run in tx.session.scalars(statement)}


def find_feedback(tx: Tx, message: Message, user_id: str) -> Feedback | None:
    """What this user said of the message."""
    statement = scoped(Feedback, message.workspace_id).where(
        Feedback.message_id == message.id, Feedback.user_id == user_id
    )
    return tx.session.scalars(statement).first()


def feedback_of(tx: Tx, message: Message) -> Sequence[Feedback]:
    """Everything that was said of a message."""
    statement = scoped(Feedback, message.workspace_id).where(Feedback.message_id == message.id)
    return tx.session.scalars(statement).all()
