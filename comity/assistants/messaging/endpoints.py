"""HTTP of messaging: the hot routes as raw ASGI, the rest as ordinary ones (`assistants.md` 4.1)."""

import asyncio
import hashlib
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.types import Receive, Scope, Send

from comity.assistants import queries
from comity.assistants.errors import AssistantDisabled, MessageNotFound
from comity.assistants.events import AssistantAnswered, HandoffRequested, ModelDegraded, QuestionLeftUnanswered
from comity.assistants.messaging import feedback, frames, ledger
from comity.assistants.messaging.callers import Caller, find_caller, require_draft
from comity.assistants.messaging.ledger import Asked, Ending, Exchange
from comity.assistants.messaging.reader import Reader
from comity.assistants.messaging.replaying import mirror, read_after
from comity.assistants.messaging.requests import BODY_LIMIT, MessageRequest, read_request
from comity.assistants.messaging.run import OpenRun
from comity.assistants.messaging.runs import Runs, Writing
from comity.assistants.schemas import FeedbackWrite
from comity.assistants.writing.configs import AssistantConfig, configs_of
from comity.assistants.writing.pipeline import AnswerWriting
from comity.kernel.db import Tx
from comity.kernel.errors import Validation, field_error
from comity.kernel.events import publish
from comity.kernel.http import Cursor, Hot, Rt, read_body, send_json
from comity.kernel.limits import Allowance
from comity.kernel.runtime import Runtime

router = APIRouter(tags=["messaging"])
HOUR_US = 3600 * 1_000_000


def runs_of(rt: Runtime) -> Runs:
    """The runs this process holds."""
    return rt.parts["runs"]


@asynccontextmanager
async def lifespan(rt: Runtime) -> AsyncIterator[None]:
    """Opens the runs: takes over what dead processes left, and at the end lets the open ones finish."""

    async def new_writing(run: OpenRun) -> tuple[Writing, float]:
        exchange = run.exchange
        config = await configs_of(rt).get(exchange.workspace_id, exchange.assistant_id, exchange.version)
        return AnswerWriting(rt, run, config), config.content.run_timeout_seconds

    runs = rt.parts["runs"] = Runs(rt.db, new_writing, _announce)
    await runs.open()
    try:
        yield
    finally:
        await runs.close()


def _announce(tx: Tx, exchange: Exchange, ending: Ending) -> None:
    place = (exchange.workspace_id, exchange.assistant_id, exchange.message_id)
    publish(tx, AssistantAnswered(*place, ending.outcome, exchange.source))
    if ending.outcome == "fallback":
        publish(tx, QuestionLeftUnanswered(*place))
    if ending.reply and '"type":"handoff"' in ending.reply:
        publish(tx, HandoffRequested(exchange.workspace_id, exchange.message_id, "fallback"))
    if ending.reply and '"degraded":true' in ending.reply:
        publish(tx, ModelDegraded(exchange.workspace_id, exchange.assistant_id, "degraded"))


async def post_message(scope: Scope, receive: Receive, send: Send) -> None:
    """`POST /messages` and `POST /assistants/{id}/messages`: accepts a question, then streams or waits."""
    began = time.perf_counter()
    request = Request(scope, receive)
    rt: Runtime = scope["app"].state.rt
    runs_of(rt).refuse_when_closing()
    caller = await find_caller(rt, request, scope["path_params"].get("assistant_id"))
    body = await read_body(receive, BODY_LIMIT)
    asked = read_request(request.headers.get("content-type", ""), body)
    require_draft(caller, asked.version)
    config = await configs_of(rt).get(caller.workspace_id, caller.assistant_id or "", asked.version)
    if not config.enabled and caller.source != "sandbox":
        raise AssistantDisabled
    allowance = await _take(rt, config, asked)
    options = {"authenticateMs": round((time.perf_counter() - began) * 1000, 1)}
    wanted = _wanted(request, caller, config, asked, body, options)
    run, message_id, replayed = await _accept(rt, wanted)
    headers = {**caller.headers, **allowance.headers(), "Comity-Message-Id": message_id}
    if replayed:
        headers["Idempotency-Replayed"] = "true"
    if run is None:
        run, _copying = await mirror(rt, message_id, 0)
    if asked.stream:
        await _stream(rt, run, receive, send, headers, as_deltas=asked.as_deltas, after=0)
    else:
        await _wait(run, send, headers, message_id, asked.wait_seconds)


async def _take(rt: Runtime, config: AssistantConfig, asked: MessageRequest) -> Allowance:
    allowance = await rt.limits.take(f"assistant:{config.assistant_id}", config.rate_limit)
    if asked.user_id:
        await rt.limits.take(f"assistant:{config.assistant_id}:{asked.user_id}", config.user_rate_limit)
    return allowance


def _wanted(
    request: Request,
    caller: Caller,
    config: AssistantConfig,
    asked: MessageRequest,
    body: bytes,
    options: dict[str, Any],
) -> Asked:
    key = request.headers.get("idempotency-key", "")
    if len(key) > 255:
        raise Validation([field_error("Idempotency-Key", "maxLength", "At most 255 characters.")])
    return Asked(
        workspace_id=config.workspace_id,
        assistant_id=config.assistant_id,
        session_key=asked.session_id,
        question=asked.message,
        source=caller.source,
        version=asked.version,
        user_id=asked.user_id,
        metadata=asked.metadata,
        options={**options, "onDisconnect": asked.on_disconnect or config.content.on_disconnect},
        reset_after_us=config.content.session_reset_hours * HOUR_US,
        max_runs=config.max_runs,
        idempotency_id=ledger.idempotency_id(caller.id, request.url.path, key) if key else "",
        fingerprint=hashlib.sha256(body).hexdigest() if key else "",
    )


async def _accept(rt: Runtime, wanted: Asked) -> tuple[OpenRun | None, str, bool]:
    """Stores the question and starts its run, or finds the one its idempotency key stands for."""
    runs = runs_of(rt)
    accepted = await rt.db.awrite(lambda tx: ledger.accept(tx, wanted, runs.owner))
    if accepted.exchange is None:
        message_id = accepted.replay_of or ""
        return runs.find(message_id), message_id, True
    cancel = wanted.options["onDisconnect"] == "cancel"
    run = runs.start(accepted.exchange, cancel_on_leave=cancel, waits=accepted.waits)
    return run, accepted.exchange.message_id, False


async def _wait(run: OpenRun, send: Send, headers: dict[str, str], message_id: str, seconds: int) -> None:
    try:
        await asyncio.wait_for(run.done.wait(), seconds)
    except TimeoutError:
        body = {"messageId": message_id, "sessionId": run.exchange.session_key, "status": "running"}
        await send_json(send, 202, body, {**headers, "Location": f"/api/v1/messages/{message_id}"})
        return
    if run.error is not None:
        await send_json(send, msgspec.json.decode(run.error)["status"], run.error, headers)
    else:
        await send_json(send, 200, run.reply or b"{}", headers)


async def _stream(
    rt: Runtime, run: OpenRun, receive: Receive, send: Send, headers: dict[str, str], *, as_deltas: bool, after: int
) -> None:
    head = [*frames.HEADERS, *((k.lower().encode(), v.encode()) for k, v in headers.items())]
    await send({"type": "http.response.start", "status": 200, "headers": head})

    async def write(body: bytes) -> None:
        await send({"type": "http.response.body", "body": body, "more_body": True})

    await write(frames.RETRY)
    reader = Reader(run, write, as_deltas=as_deltas, after=after)
    ticker = runs_of(rt).ticker
    ticker.add(reader)
    following = asyncio.create_task(reader.follow())
    leaving = asyncio.create_task(_left(receive))
    try:
        await asyncio.wait({following, leaving}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        ticker.remove(reader)
        leaving.cancel()
        following.cancel()
        await asyncio.gather(following, leaving, return_exceptions=True)
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _left(receive: Receive) -> None:
    message = await receive()
    while message["type"] != "http.disconnect":
        message = await receive()


async def get_stream(scope: Scope, receive: Receive, send: Send) -> None:
    """`GET /messages/{id}/stream`: reads on after a number, live or after the end."""
    request = Request(scope, receive)
    rt: Runtime = scope["app"].state.rt
    message_id = scope["path_params"]["message_id"]
    await _owned(rt, request, message_id)
    after = read_after(request.headers.get("last-event-id", ""), request.query_params.get("after", ""))
    as_deltas = request.query_params.get("streamFormat") == "delta"
    run = runs_of(rt).find(message_id)
    copying = None
    if run is None:
        run, copying = await mirror(rt, message_id, after if as_deltas else 0)
    headers = {"Comity-Message-Id": message_id}
    try:
        await _stream(rt, run, receive, send, headers, as_deltas=as_deltas, after=after)
    finally:
        if copying is not None:
            copying.cancel()


async def _owned(rt: Runtime, request: Request, message_id: str) -> Any:
    """The state of a message the caller may see; raises `MessageNotFound` (404901) for everybody else."""
    caller = await find_caller(rt, request, None)
    state = await rt.db.aread(lambda tx: ledger.find_state(tx, message_id))
    if state is None or state.workspace_id != caller.workspace_id:
        raise MessageNotFound
    if caller.assistant_id is not None and caller.assistant_id != state.assistant_id:
        raise MessageNotFound
    return state


HOT = [
    Hot("POST", re.compile(r"/api/v1/messages"), post_message),
    Hot("POST", re.compile(r"/api/v1/assistants/(?P<assistant_id>[^/]+)/messages"), post_message),
    Hot("GET", re.compile(r"/api/v1/messages/(?P<message_id>[^/]+)/stream"), get_stream),
]


@router.get("/messages/{message_id}")
async def get_message(rt: Rt, request: Request, message_id: str) -> dict[str, Any]:
    """The stored reply with its status; console readers also see the prompt as it was sent."""
    state = await _owned(rt, request, message_id)
    caller = await find_caller(rt, request, None)
    shown: dict[str, Any] = msgspec.json.decode(state.reply) if state.reply else {}
    shown.setdefault("messageId", message_id)
    shown.setdefault("sessionId", state.session_key)
    shown["status"] = state.status
    if state.error:
        shown["error"] = msgspec.json.decode(state.error)
    if caller.actor is not None and caller.actor.kind == "user":
        await _add_console_parts(rt, caller, message_id, shown)
    return shown


async def _add_console_parts(rt: Runtime, caller: Caller, message_id: str, shown: dict[str, Any]) -> None:
    message = await rt.db.aread(lambda tx: queries.find_message(tx, caller.workspace_id, message_id))
    if message is None:
        return
    console = msgspec.json.decode(message.prompt) if message.prompt else {}
    shown["question"] = message.question
    shown["below"] = console.get("below", [])
    if "inspection" in shown:
        shown["inspection"]["prompt"] = console.get("prompt", [])


@router.post("/messages/{message_id}/stop")
async def stop_message(rt: Rt, request: Request, response: Response, message_id: str) -> dict[str, str]:
    """Aborts the answer; the stream's terminal frame confirms it."""
    state = await _owned(rt, request, message_id)
    if state.status in {"finished", "failed", "stopped"}:
        return {"messageId": message_id, "status": state.status}
    if not runs_of(rt).stop(message_id):
        await rt.db.awrite(lambda tx: ledger.ask_stop(tx, message_id))
    response.status_code = 202
    return {"messageId": message_id, "status": "stopping"}


async def _known(rt: Rt, request: Request) -> Caller:
    """Who asks, found before the body is judged: a stranger learns nothing of its rules."""
    return await find_caller(rt, request, None)


@router.put("/messages/{message_id}/feedback")
async def put_feedback(
    rt: Rt, request: Request, message_id: str, body: FeedbackWrite, caller: Annotated[Caller, Depends(_known)]
) -> dict[str, Any]:
    """What somebody thinks of an answer; one for each user, the last one counts."""
    await _owned(rt, request, message_id)
    user = body.user_id or (caller.actor.id if caller.actor else "")
    await rt.db.awrite(lambda tx: feedback.rate(tx, caller.workspace_id, message_id, user, body))
    return {"messageId": message_id, "rating": body.rating}


@router.get("/sessions/{session_id}/messages")
async def get_session(
    rt: Rt,
    request: Request,
    session_id: str,
    assistantId: str | None = None,
    limit: int = Query(default=50, ge=1, le=100),
    cursor: Cursor = None,
) -> dict[str, Any]:
    """The exchanges of a session, oldest first."""
    caller = await find_caller(rt, request, None)
    assistant_id = caller.assistant_id or assistantId or ""

    def read(tx: Tx) -> dict[str, Any]:
        page = queries.session_messages(tx, caller.workspace_id, assistant_id, session_id, caller.source, limit, cursor)
        return {"data": [feedback.show_message(tx, m) for m in page.rows], "nextCursor": page.next_cursor}

    return await rt.db.aread(read)


@router.delete("/sessions/{session_id}", status_code=204)
async def delete_session(rt: Rt, request: Request, session_id: str, assistantId: str | None = None) -> None:
    """Forgets a session's history: its next message begins a new segment."""
    caller = await find_caller(rt, request, None)
    assistant_id = caller.assistant_id or assistantId or ""
    await rt.db.awrite(
        lambda tx: feedback.reset_session(tx, caller.workspace_id, assistant_id, session_id, caller.source)
    )


def stop_all_of(rt: Runtime, assistant_id: str) -> None:
    """Stops every open run of an assistant that was deleted."""
    runs_of(rt).stop_assistant(assistant_id)
