"""Accepting a question, however it was sent: counted, stored with its run in one transaction, begun (`assistants.md` 3.11, 3.12)."""

import hashlib
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from starlette.requests import Request

from comity.assistants.messaging import ledger
from comity.assistants.messaging.callers import Caller
from comity.assistants.messaging.ledger import Accepted, Asked
from comity.assistants.messaging.replaying import mirrored
from comity.assistants.messaging.requests import MessageRequest
from comity.assistants.messaging.run import OpenRun
from comity.assistants.messaging.runs import Runs
from comity.assistants.writing.configs import AssistantConfig
from comity.kernel.db import Tx
from comity.kernel.errors import LimitReached, Validation, field_error
from comity.kernel.limits import Allowance
from comity.kernel.runtime import Runtime

HOUR_US = 3600 * 1_000_000
KEY_HEADER = "Idempotency-Key"
KEY_MAX = 255
Accept = Callable[[Tx, Asked, str], Accepted]


def runs_of(rt: Runtime) -> Runs:
    """The runs this process holds."""
    return rt.parts["runs"]


def check_idempotency_key(request: Request) -> None:
    """Raises `Validation` (422000) for an `Idempotency-Key` that is too long."""
    if len(request.headers.get(KEY_HEADER, "")) > KEY_MAX:
        raise Validation([field_error(KEY_HEADER, "maxLength", f"At most {KEY_MAX} characters.")])


def mark_idempotent(wanted: Asked, caller: Caller, request: Request, body: bytes) -> None:
    """Notes the request's `Idempotency-Key`, if it has one: per caller and path, for this body."""
    if key := request.headers.get(KEY_HEADER, ""):
        wanted.idempotency_id = ledger.idempotency_id(caller.id, request.url.path, key)
        wanted.fingerprint = hashlib.sha256(body).hexdigest()


async def take_allowance(rt: Runtime, config: AssistantConfig, user_id: str | None) -> Allowance:
    """Counts a call of the assistant and of its user; raises `RateLimit` (429000)."""
    if user_id:
        await rt.limits.take(f"assistant:{config.assistant_id}:{user_id}", config.user_rate_limit)
    return await rt.limits.take(f"assistant:{config.assistant_id}", config.rate_limit)


def as_asked(caller: Caller, config: AssistantConfig, asked: MessageRequest, began: float) -> Asked:
    """What is to be accepted. `began`: when the call came in, by `time.perf_counter`."""
    return Asked(
        workspace_id=config.workspace_id,
        assistant_id=config.assistant_id,
        session_key=asked.session_id,
        question=asked.message,
        source=caller.source,
        version=asked.version,
        user_id=asked.user_id,
        metadata=asked.metadata,
        options={
            "authenticateMs": round((time.perf_counter() - began) * 1000, 1),
            "onDisconnect": asked.on_disconnect or config.content.on_disconnect,
        },
        reset_after_us=config.content.session_reset_hours * HOUR_US,
        max_runs=config.max_runs,
        history_turns=config.history_turns,
    )


@asynccontextmanager
async def begun(
    rt: Runtime, wanted: Asked, headers: dict[str, str], accept: Accept = ledger.accept
) -> AsyncIterator[OpenRun]:
    """Stores the question by `accept` and starts its run, or attaches to the run that stands for it already.

    `headers` of the reply learn of a replay, and go with a refusal. Raises 409000, 429900, 429901.
    """
    runs = runs_of(rt)
    try:
        accepted = await rt.db.awrite(lambda tx: accept(tx, wanted, runs.owner))
    except LimitReached as error:
        error.headers = {**headers, **error.headers}
        raise
    if accepted.exchange is not None:
        cancel = wanted.options["onDisconnect"] == "cancel"
        yield runs.start(accepted.exchange, cancel_on_leave=cancel, waits=accepted.waits)
        return
    headers["Idempotency-Replayed"] = "true"
    message_id = accepted.replay_of or ""
    if (run := runs.find(message_id)) is not None:
        yield run
        return
    async with mirrored(rt, message_id, 0) as run:
        yield run
