"""The SQL of replays: sessions by their exchanges, and turns as they were recorded."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select, tuple_

from comity.assistants.lab.models import LabRun, TestStep
from comity.assistants.models import Feedback, Message
from comity.assistants.report.models import MessageFacts
from comity.kernel.db import Tx

ANSWERED = ("answered", "memorized", "fallback", "refused", "failed")
"""What can be compared: somebody who stopped an answer left a part of one."""
Segment = tuple[str, int]
"""A session and the count of its soft resets: a conversation as the assistant saw it."""


def segments_of(tx: Tx, workspace_id: str, message_ids: Sequence[str]) -> dict[str, Segment]:
    """The segment of each of these exchanges that have ended, by exchange."""
    statement = select(Message.id, Message.session_id, Message.segment).where(
        Message.workspace_id == workspace_id, Message.id.in_(message_ids), Message.outcome.in_(ANSWERED)
    )
    return {row.id: (row.session_id, row.segment) for row in tx.session.execute(statement)}


def find_messages(tx: Tx, workspace_id: str, assistant_id: str, message_ids: Sequence[str]) -> dict[str, str]:
    """The source of each of these exchanges that the assistant has, by exchange."""
    statement = select(Message.id, Message.source).where(
        Message.workspace_id == workspace_id, Message.assistant_id == assistant_id, Message.id.in_(message_ids)
    )
    return {row.id: row.source for row in tx.session.execute(statement)}


def turns_of(tx: Tx, workspace_id: str, segments: Sequence[Segment]) -> dict[Segment, list[str]]:
    """The ids of the exchanges of each segment that can be asked again, in the order in which they were asked."""
    statement = (
        select(Message.id, Message.session_id, Message.segment)
        .where(
            Message.workspace_id == workspace_id,
            tuple_(Message.session_id, Message.segment).in_(segments),
            Message.outcome.in_(ANSWERED),
            func.length(Message.question) > 0,
        )
        .order_by(Message.created_at, Message.id)
    )
    found: dict[Segment, list[str]] = {}
    for row in tx.session.execute(statement):
        found.setdefault((row.session_id, row.segment), []).append(row.id)
    return found


def recorded(tx: Tx, workspace_id: str, message_ids: Sequence[str]) -> dict[str, Message]:
    """The exchanges that still hold what was said, by id: an erased one does not."""
    statement = select(Message).where(
        Message.workspace_id == workspace_id, Message.id.in_(message_ids), func.length(Message.question) > 0
    )
    return {message.id: message for message in tx.session.scalars(statement)}


def find_recorded(tx: Tx, workspace_id: str, message_ids: Sequence[str]) -> dict[str, Message]:
    """Those that ended with something that can be expected, or compared."""
    return {id_: one for id_, one in recorded(tx, workspace_id, message_ids).items() if one.outcome in ANSWERED}


def correct_answers(tx: Tx, workspace_id: str, message_ids: Sequence[str]) -> dict[str, str]:
    """What people said would have been the right answer, the last of them, by exchange."""
    statement = select(Feedback).where(
        Feedback.workspace_id == workspace_id, Feedback.message_id.in_(message_ids), Feedback.correct_answer != ""
    )
    return {one.message_id: one.correct_answer for one in tx.session.scalars(statement.order_by(Feedback.updated_at))}


def ratings_of(tx: Tx, workspace_id: str, message_ids: Sequence[str]) -> dict[str, str | None]:
    """How people rated exchanges."""
    statement = select(MessageFacts.message_id, MessageFacts.rating).where(
        MessageFacts.workspace_id == workspace_id, MessageFacts.message_id.in_(message_ids)
    )
    return {row.message_id: row.rating for row in tx.session.execute(statement)}


def delete_turns(tx: Tx, run: LabRun) -> None:
    """Deletes the turns of a replay."""
    own = (TestStep.workspace_id == run.workspace_id, TestStep.test_set_id == run.id)
    tx.session.execute(delete(TestStep).where(*own))
