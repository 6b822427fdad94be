"""Feedback on answers, and what a session shows of itself."""

from typing import Any

import msgspec

from comity.assistants import queries
from comity.assistants.errors import MessageNotFound
from comity.assistants.events import AnswerRated
from comity.assistants.models import Feedback, Message
from comity.assistants.report.noting import note_rating
from comity.assistants.schemas import FeedbackWrite
from comity.kernel import clock
from comity.kernel.db import SQL, Tx
from comity.kernel.events import publish

_RESET = SQL(
    """UPDATE assistant_sessions SET reset_next = 1
    WHERE workspace_id = :workspace_id AND assistant_id = :assistant_id AND key = :key AND source = :source"""
)


def rate(tx: Tx, workspace_id: str, message_id: str, user_id: str, sent: FeedbackWrite) -> Feedback:
    """Stores what a user thinks of an answer, replacing what they thought before."""
    message = queries.find_message(tx, workspace_id, message_id)
    if message is None:
        raise MessageNotFound
    found = queries.find_feedback(tx, message, user_id)
    if found is None:
        found = Feedback(workspace_id=workspace_id, message_id=message_id, user_id=user_id)
        tx.session.add(found)
    found.rating, found.reason = sent.rating, sent.reason
    found.comment, found.correct_answer = sent.comment, sent.correct_answer
    tx.flush()
    note_rating(tx, workspace_id, message_id)
    publish(tx, AnswerRated(workspace_id, message_id, sent.rating))
    return found


def show_message(tx: Tx, message: Message) -> dict[str, Any]:
    """An exchange as a session lists it."""
    shown: dict[str, Any] = msgspec.json.decode(message.reply) if message.reply else {}
    shown.update(
        messageId=message.id,
        sessionId=message.session_key,
        question=message.question,
        answer=message.answer,
        outcome=message.outcome,
        createdAt=clock.iso_us(message.created_at),
        feedback=[{"userId": f.user_id, "rating": f.rating} for f in queries.feedback_of(tx, message)],
    )
    return shown


def reset_session(tx: Tx, workspace_id: str, assistant_id: str, session_id: str, source: str) -> None:
    """Has the session's next message begin a new segment."""
    tx.run(_RESET, workspace_id=workspace_id, assistant_id=assistant_id, key=session_id, source=source)
