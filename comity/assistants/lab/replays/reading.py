"""Reading turns as they were recorded: to ask them again, and to show them beside the new answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from comity import fulfillments
from comity.assistants.lab.models import LabRun, TestStep
from comity.assistants.lab.replays import queries
from comity.assistants.lab.replays.comparing import Said
from comity.assistants.lab.runs.schemas import RecordedRead
from comity.assistants.messaging.ledger import Recorded
from comity.assistants.models import Message
from comity.kernel import clock
from comity.kernel.db import Tx


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with what was answered to it, and what its replay needs to be asked as it was."""

    question: str
    said: Said
    user_id: str | None
    metadata: str | None
    recorded: Recorded

    def as_recorded(self) -> Recorded:
        """What stood then, for one more asking: every target is given the same."""
        return replace(self.recorded, calls=self.recorded.calls.again())


def turns_of(tx: Tx, run: LabRun, steps: Sequence[TestStep]) -> dict[int, Turn]:
    """What was recorded of a replay's turns, by their position; an exchange that was erased, or had its time, is missing."""
    messages = _messages(tx, run, steps)
    calls = fulfillments.read_recorded(tx, run.workspace_id, list(messages))
    return {
        step.position: _turn(messages[step.message_id], calls.get(step.message_id))
        for step in steps
        if step.message_id in messages
    }


def _turn(message: Message, calls: fulfillments.RecordedCalls | None) -> Turn:
    recorded = Recorded(message.created_at, calls or fulfillments.RecordedCalls())
    return Turn(message.question, said_of(message), message.user_id, message.message_metadata, recorded)


def said_of(message: Message) -> Said:
    """The answer of an exchange as it is compared."""
    reply: dict[str, Any] = msgspec.json.decode(message.reply) if message.reply else {}
    results = (reply.get("searchResults") or {}).get("data", [])
    return Said(message.outcome, [one["document"]["id"] for one in results], message.answer or "")


def shown_of(tx: Tx, run: LabRun, steps: Sequence[TestStep]) -> dict[int, tuple[str, RecordedRead]]:
    """The question of a replay's turns and what was answered, by their position."""
    messages = _messages(tx, run, steps)
    ratings = queries.ratings_of(tx, run.workspace_id, list(messages))
    return {
        step.position: (message.question, _show(message, ratings.get(message.id)))
        for step in steps
        if step.message_id and (message := messages.get(step.message_id))
    }


def _show(message: Message, rating: str | None) -> RecordedRead:
    said = said_of(message)
    return RecordedRead(
        message_id=message.id,
        session_id=message.session_key,
        version=message.version,
        at=clock.from_us(message.created_at),
        outcome=said.outcome or "",
        answer=said.answer,
        chunk_ids=list(said.chunk_ids),
        rating=rating,  # pyright: ignore[reportArgumentType]  checked by the schema
    )


def _messages(tx: Tx, run: LabRun, steps: Sequence[TestStep]) -> dict[str, Message]:
    if run.replay is None:
        return {}
    return queries.recorded(tx, run.workspace_id, [step.message_id for step in steps if step.message_id])
