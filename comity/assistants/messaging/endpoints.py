"""HTTP of messaging beside the hot paths: the stored reply, stop, feedback, sessions (`assistants.md` 4.1)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Query, Request, Response

from comity.assistants import memorized, queries
from comity.assistants.confirmations import service as confirmations
from comity.assistants.events import AssistantAnswered, HandoffRequested, ModelDegraded, QuestionLeftUnanswered
from comity.assistants.messaging import describing, feedback, leases
from comity.assistants.messaging.asking import HOT as ASKING
from comity.assistants.messaging.asking import runs_of
from comity.assistants.messaging.callers import Caller, find_caller, owned
from comity.assistants.messaging.confirming import HOT as CONFIRMING
from comity.assistants.messaging.ledger import Ending, Exchange
from comity.assistants.messaging.replaying import TERMINAL
from comity.assistants.messaging.run import OpenRun
from comity.assistants.messaging.runs import Runs, Writing
from comity.assistants.messaging.schemas import FeedbackReply, MessageRead, SessionPage, StopReply
from comity.assistants.report.noting import note
from comity.assistants.schemas import FeedbackWrite
from comity.assistants.writing.configs import configs_of
from comity.assistants.writing.pipeline import AnswerWriting
from comity.assistants.writing.warming import warm
from comity.kernel.db import Tx
from comity.kernel.events import publish
from comity.kernel.http import Cursor, Rt
from comity.kernel.runtime import Runtime

__all__ = ["HOT", "lifespan", "router", "stop_all_of"]

router = APIRouter(tags=["messaging"])
HOT = [*ASKING, *CONFIRMING]
describing.add_to(router)


@asynccontextmanager
async def lifespan(rt: Runtime) -> AsyncIterator[None]:
    """Opens the runs: takes over what dead processes left, and at the end lets the open ones finish."""

    async def new_writing(run: OpenRun) -> tuple[Writing, float]:
        exchange = run.exchange
        config = await configs_of(rt).get(exchange.workspace_id, exchange.assistant_id, exchange.version)
        return AnswerWriting(rt, run, config), config.content.run_timeout_seconds

    runs = rt.parts["runs"] = Runs(rt.db, new_writing, _announce)
    await runs.open()
    warming = asyncio.create_task(warm(rt))
    try:
        yield
    finally:
        warming.cancel()
        await runs.close()


def _announce(tx: Tx, exchange: Exchange, ending: Ending) -> None:
    note(tx, exchange, ending)
    place = (exchange.workspace_id, exchange.assistant_id, exchange.message_id)
    publish(tx, AssistantAnswered(*place, ending.outcome, exchange.source))
    if ending.outcome == "memorized" and ending.reply:
        memorized.note_hit(tx, exchange, ending.reply)
    if ending.outcome == "fallback":
        publish(tx, QuestionLeftUnanswered(*place))
    if ending.confirmation is not None:
        confirmations.ask(tx, ending.confirmation, exchange)
    if ending.handoff:
        publish(tx, HandoffRequested(exchange.workspace_id, exchange.message_id, ending.handoff))
    if ending.degraded_reason:
        publish(tx, ModelDegraded(exchange.workspace_id, exchange.assistant_id, ending.degraded_reason))


async def _known(rt: Rt, request: Request, response: Response) -> Caller:
    """Who asks, found before the body is judged: a stranger learns nothing of its rules."""
    caller = await find_caller(rt, request, None)
    response.headers.update(caller.headers)
    return caller


Known = Annotated[Caller, Depends(_known)]


@router.get("/messages/{message_id}", response_model=MessageRead, response_model_exclude_unset=True)
async def get_message(rt: Rt, request: Request, message_id: str) -> Response:
    """The stored reply with its status; console readers also see the prompt as it was sent."""
    caller, state = await owned(rt, request, message_id)
    shown: dict[str, Any] = msgspec.json.decode(state.reply) if state.reply else {}
    shown.setdefault("messageId", message_id)
    shown.setdefault("sessionId", state.session_key)
    shown["status"] = state.status
    if state.error:
        shown["error"] = msgspec.json.decode(state.error)
    if caller.actor is not None and caller.actor.kind == "user":
        await _add_console_parts(rt, caller, message_id, shown)
    return Response(msgspec.json.encode(shown), media_type="application/json", headers=caller.headers)


async def _add_console_parts(rt: Runtime, caller: Caller, message_id: str, shown: dict[str, Any]) -> None:
    message = await rt.db.aread(lambda tx: queries.find_message(tx, caller.workspace_id, message_id))
    if message is None:
        return
    console = msgspec.json.decode(message.prompt) if message.prompt else {}
    shown["question"] = message.question
    shown.update({part: console.get(part) for part in ("below", "threshold", "searches")})
    if "inspection" in shown:
        shown["inspection"]["prompt"] = console.get("prompt", [])


@router.post("/messages/{message_id}/stop", responses={202: {"model": StopReply}})
async def stop_message(rt: Rt, request: Request, response: Response, message_id: str) -> StopReply:
    """Aborts the answer; the stream's terminal frame confirms it. 200 with the status when it had ended already."""
    _, state = await owned(rt, request, message_id)
    if state.status in TERMINAL:
        return StopReply(message_id=message_id, status=state.status)
    if not runs_of(rt).stop(message_id):
        await rt.db.awrite(lambda tx: leases.ask_stop(tx, message_id))
    response.status_code = 202
    return StopReply(message_id=message_id, status="stopping")


@router.put("/messages/{message_id}/feedback")
async def put_feedback(rt: Rt, request: Request, message_id: str, caller: Known, body: FeedbackWrite) -> FeedbackReply:
    """What somebody thinks of an answer; one for each user, the last one counts."""
    await owned(rt, request, message_id)
    user = body.user_id or (caller.actor.id if caller.actor else "")
    await rt.db.awrite(lambda tx: feedback.rate(tx, caller.workspace_id, message_id, user, body))
    return FeedbackReply(message_id=message_id, rating=body.rating)


@router.get("/sessions/{session_id}/messages", response_model=SessionPage, response_model_exclude_unset=True)
async def get_session(
    rt: Rt,
    caller: Known,
    session_id: str,
    assistantId: str | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: Cursor = None,
) -> Response:
    """The exchanges of a session, oldest first. `assistantId`: whose, for callers without a secret key."""
    assistant_id = caller.assistant_id or assistantId or ""

    def read(tx: Tx) -> dict[str, Any]:
        page = queries.session_messages(tx, caller.workspace_id, assistant_id, session_id, caller.source, limit, cursor)
        return {"data": [feedback.show_message(tx, m) for m in page.rows], "nextCursor": page.next_cursor}

    shown = await rt.db.aread(read)
    return Response(msgspec.json.encode(shown), media_type="application/json", headers=caller.headers)


@router.delete("/sessions/{session_id}", status_code=204)
async def delete_session(rt: Rt, caller: Known, session_id: str, assistantId: str | None = None) -> None:
    """Forgets a session's history: its next message begins a new segment."""
    assistant_id = caller.assistant_id or assistantId or ""
    await rt.db.awrite(
        lambda tx: feedback.reset_session(tx, caller.workspace_id, assistant_id, session_id, caller.source)
    )


def stop_all_of(rt: Runtime, assistant_id: str) -> None:
    """Stops every open run of an assistant that was deleted."""
    runs_of(rt).stop_assistant(assistant_id)
