"""The SQL of erasing."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update

from comity.assistants.confirmations.models import Confirmation
from comity.assistants.memorized.models import MemorizedHit
from comity.assistants.models import AssistantSession, Feedback, Message, Run, RunLog
from comity.assistants.report import words
from comity.assistants.report.models import MessageFacts, WordsDue
from comity.assistants.report.queries import Key
from comity.kernel.db import Tx

ERASED_REPLY = '{"answer":"","actions":[]}'
_UNSYNCED = {"synchronize_session": False}


def erased_key(session_id: Any) -> ColumnElement[str]:
    """What stands in place of a session's name: still one for each session."""
    return "erased-" + session_id


def messages_of_user(tx: Tx, workspace_id: str, user_id: str, limit: int) -> list[Key]:
    """Time and id of messages that a user asked and that have ended."""
    statement = (
        select(MessageFacts.at, MessageFacts.message_id)
        .where(MessageFacts.workspace_id == workspace_id, MessageFacts.user_id == user_id)
        .limit(limit)
    )
    return [(row.at, row.message_id) for row in tx.session.execute(statement)]


def blank_messages(tx: Tx, workspace_id: str, messages: Sequence[Key]) -> None:
    """Empties the texts of messages, their runs, their feedback and their words; what is counted of them stays."""
    ids = [id_ for _, id_ in messages]
    words.forget(tx, messages)
    own = Message.workspace_id == workspace_id
    blank = {
        Message.question: "",
        Message.question_en: None,
        Message.answer: None,
        Message.message_metadata: None,
        Message.reply: ERASED_REPLY,
        Message.prompt: None,
        Message.user_id: None,
        Message.session_key: erased_key(Message.session_id),
    }
    tx.session.execute(update(Message).where(own, Message.id.in_(ids)).values(blank))
    facts = {
        MessageFacts.user_id: None,
        MessageFacts.question_key: None,
        MessageFacts.session_key: select(Message.session_key)
        .where(Message.id == MessageFacts.message_id)
        .scalar_subquery(),
    }
    tx.session.execute(
        update(MessageFacts).where(MessageFacts.message_id.in_(ids)).values(facts), execution_options=_UNSYNCED
    )
    said = {
        Feedback.user_id: "erased-" + Feedback.id,
        Feedback.comment: "",
        Feedback.correct_answer: "",
        Feedback.reason: "",
    }
    tx.session.execute(update(Feedback).where(Feedback.message_id.in_(ids)).values(said), execution_options=_UNSYNCED)
    tx.session.execute(update(Run).where(Run.message_id.in_(ids)).values(options="{}", error=None))
    tx.session.execute(delete(RunLog).where(RunLog.message_id.in_(ids)))
    tx.session.execute(delete(WordsDue).where(WordsDue.message_id.in_(ids)))


def blank_copies(tx: Tx, workspace_id: str, message_ids: Sequence[str]) -> int:
    """Empties what memorized hits and confirmations hold of messages; returns how many there were."""
    hits = (
        update(MemorizedHit)
        .where(MemorizedHit.workspace_id == workspace_id, MemorizedHit.message_id.in_(message_ids))
        .values(asked_text="")
    )
    asked = (
        update(Confirmation)
        .where(Confirmation.workspace_id == workspace_id, Confirmation.message_id.in_(message_ids))
        .values(arguments={}, context={})
    )
    return sum(tx.session.execute(one, execution_options=_UNSYNCED).rowcount for one in (hits, asked))  # pyright: ignore[reportAttributeAccessIssue]


def blank_sessions(tx: Tx, workspace_id: str, user_id: str) -> None:
    """Takes the user off their sessions, whose names a caller may have made of theirs."""
    key = erased_key(AssistantSession.id)
    statement = (
        update(AssistantSession)
        .where(AssistantSession.workspace_id == workspace_id, AssistantSession.user_id == user_id)
        .values({AssistantSession.user_id: None, AssistantSession.key: key})
    )
    tx.session.execute(statement, execution_options=_UNSYNCED)
