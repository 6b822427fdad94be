"""The Chat Sandbox's thread: what a session holds, with everything the inspector shows of each answer."""

from typing import Any

import msgspec

from comity.assistants import queries
from comity.assistants.models import Assistant, Message, Run
from comity.assistants.schemas import SandboxFeedback, SandboxMessage
from comity.kernel import clock
from comity.kernel.db import Tx
from comity.kernel.http import Listing

SOURCE = "sandbox"


def list_messages(
    tx: Tx, assistant: Assistant, session_key: str, limit: int, cursor: str | None
) -> Listing[SandboxMessage]:
    """A page of a sandbox session, oldest first; empty for a session that nobody began."""
    workspace_id = assistant.workspace_id
    page = queries.session_messages(tx, workspace_id, assistant.id, session_key, SOURCE, limit, cursor)
    runs = queries.runs_of_messages(tx, workspace_id, [message.id for message in page.rows])
    return Listing[SandboxMessage].of(page, lambda message: _show(tx, message, runs[message.id]))


def _show(tx: Tx, message: Message, run: Run) -> SandboxMessage:
    reply, console = _object(message.reply), _object(message.prompt)
    inspection = reply.get("inspection")
    if inspection is not None:
        inspection["prompt"] = console.get("prompt", [])
    return SandboxMessage(
        message_id=message.id,
        session_id=message.session_key,
        version=message.version,
        status=run.status,  # pyright: ignore[reportArgumentType]  checked by the schema
        question=message.question,
        answer=message.answer,
        outcome=message.outcome,
        created_at=clock.from_us(message.created_at),
        inspection=inspection,
        search_results=reply.get("searchResults"),
        below=console.get("below", []),
        threshold=console.get("threshold"),
        searches=console.get("searches", []),
        actions=reply.get("actions", []),
        error=_object(run.error) or None,
        feedback=[SandboxFeedback(user_id=f.user_id, rating=f.rating) for f in queries.feedback_of(tx, message)],  # pyright: ignore[reportArgumentType]
    )


def _object(text: str | None) -> dict[str, Any]:
    return msgspec.json.decode(text) if text else {}
