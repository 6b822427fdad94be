"""Exchanges as their runs leave them behind, written without running: of any user, source, outcome and time."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx2
import msgspec
import pytest

from comity.assistants.messaging import ledger
from comity.assistants.messaging.ledger import Asked, Ending, Facts
from comity.assistants.report.noting import note
from comity.assistants.report.tasks import read_words
from comity.kernel.runtime import Runtime
from tests.assistants.conftest import Make, make, stranger

__all__ = ["make", "stranger"]

Say = Callable[..., Awaitable[str]]


def reply_of(question: str, answer: str, message_id: str) -> str:
    """A stored reply with what the report shows of it."""
    chunk = {"sortingScore": 0.81, "document": {"id": "c7k2m9qpx4dz"}}
    inspection = {"question": question, "fulfillments": [{"id": "f-1", "name": "Policies"}], "warnings": []}
    shown = {"answer": answer, "inspection": inspection, "searchResults": {"total": 1, "data": [chunk]}}
    return msgspec.json.encode({**shown, "messageId": message_id, "sessionId": "s", "actions": []}).decode()


@pytest.fixture
async def assistant(make: Make) -> dict[str, Any]:
    """An assistant."""
    return await make()


@pytest.fixture
def say(assistant: dict[str, Any], runtime: Runtime, signed_in: httpx2.AsyncClient) -> Say:
    """Stores an exchange that has ended and returns its id."""

    async def said(
        question: str = "When are refunds paid?",
        answer: str = "Within 7 days.",
        *,
        outcome: str = "answered",
        source: str = "api",
        user: str | None = None,
        session: str = "s-1",
        metadata: str | None = None,
        latency_ms: int = 1000,
        facts: Facts = Facts(),
        tokens: tuple[int, int] = (0, 0),
    ) -> str:
        me = await signed_in.get("/api/v1/me")
        workspace_id = me.json()["workspaces"][0]["id"]

        def store(tx: Any) -> str:
            asked = Asked(workspace_id, assistant["id"], session, question, source, "live", user, metadata)
            exchange = ledger.accept(tx, asked, "test").exchange
            assert exchange is not None
            ending = Ending(
                status="finished",
                outcome=outcome,
                answer=answer,
                reply=reply_of(question, answer, exchange.message_id),
                error=None,
                last_seq=1,
                prompt='{"prompt": []}',
                prompt_tokens=tokens[0],
                completion_tokens=tokens[1],
                latency_ms=latency_ms,
                facts=facts,
            )
            assert ledger.finish(tx, exchange.message_id, "test", ending, None)
            note(tx, exchange, ending)
            return exchange.message_id

        return await runtime.db.awrite(store)

    return said


@pytest.fixture
async def words(runtime: Runtime) -> Callable[[], Awaitable[None]]:
    """Has the words of what was said read now."""

    async def read() -> None:
        await read_words(runtime)

    return read
