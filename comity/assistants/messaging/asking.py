"""The hot paths as raw ASGI: asking a question, and reading its answer as it is written (`assistants.md` 3.11, 4.1)."""

import asyncio
import re
import time
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from comity.assistants.errors import AssistantDisabled
from comity.assistants.messaging import frames, ledger
from comity.assistants.messaging.accepting import (
    Accept,
    as_asked,
    begun,
    check_idempotency_key,
    mark_idempotent,
    runs_of,
    take_allowance,
)
from comity.assistants.messaging.callers import find_caller, owned, require_version
from comity.assistants.messaging.ledger import Asked
from comity.assistants.messaging.reader import Reader
from comity.assistants.messaging.replaying import mirrored, read_after
from comity.assistants.messaging.requests import BODY_LIMIT, MessageRequest, read_request
from comity.assistants.messaging.run import OpenRun, Waiting
from comity.assistants.writing.configs import configs_of
from comity.kernel.http import Hot, read_body, send_json
from comity.kernel.runtime import Runtime


async def post_message(scope: Scope, receive: Receive, send: Send) -> None:
    """`POST /messages` and `POST /assistants/{id}/messages`: accepts a question, then streams or waits."""
    began = time.perf_counter()
    request = Request(scope, receive)
    rt: Runtime = scope["app"].state.rt
    runs_of(rt).refuse_when_closing()
    caller = await find_caller(rt, request, scope["path_params"].get("assistant_id"))
    body = await read_body(receive, BODY_LIMIT)
    asked = read_request(request.headers.get("content-type", ""), body)
    require_version(caller, asked.version)
    check_idempotency_key(request)
    config = await configs_of(rt).get(caller.workspace_id, caller.assistant_id or "", asked.version)
    if not config.enabled and caller.source != "sandbox":
        raise AssistantDisabled
    allowance = await take_allowance(rt, config, asked.user_id)
    wanted = as_asked(caller, config, asked, began)
    mark_idempotent(wanted, caller, request, body)
    await Reply(rt, receive, send, {**caller.headers, **allowance.headers()}).answer(wanted, asked)


async def get_stream(scope: Scope, receive: Receive, send: Send) -> None:
    """`GET /messages/{id}/stream`: reads on after a number, live or after the end."""
    request = Request(scope, receive)
    rt: Runtime = scope["app"].state.rt
    message_id = scope["path_params"]["message_id"]
    caller, _ = await owned(rt, request, message_id)
    after = read_after(message_id, request.headers.get("last-event-id", ""), request.query_params.get("after", ""))
    as_deltas = request.query_params.get("streamFormat") == "delta"
    headers = {**caller.headers, "Comity-Message-Id": message_id}
    run = runs_of(rt).find(message_id)
    if run is not None:
        await stream(rt, run, receive, send, headers, as_deltas=as_deltas, after=after)
        return
    async with mirrored(rt, message_id, after if as_deltas else 0) as run:
        await stream(rt, run, receive, send, headers, as_deltas=as_deltas, after=after)


HOT = [
    Hot("POST", re.compile(r"/api/v1/messages"), post_message),
    Hot("POST", re.compile(r"/api/v1/assistants/(?P<assistant_id>[^/]+)/messages"), post_message),
    Hot("GET", re.compile(r"/api/v1/messages/(?P<message_id>[^/]+)/stream"), get_stream),
]


class Reply:
    """The reply to a question: a stream, the whole answer, or for now the news that it is being written."""

    def __init__(self, rt: Runtime, receive: Receive, send: Send, headers: dict[str, str]) -> None:
        self._rt, self._receive, self._send = rt, receive, send
        self._headers = headers

    async def answer(self, wanted: Asked, asked: MessageRequest, accept: Accept = ledger.accept) -> None:
        """Stores the question and starts its run, or attaches to the one that stands for it already."""
        async with begun(self._rt, wanted, self._headers, accept) as run:
            await self._give(run, asked)

    async def _give(self, run: OpenRun, asked: MessageRequest) -> None:
        self._headers["Comity-Message-Id"] = run.exchange.message_id
        if asked.stream:
            deltas = asked.as_deltas
            await stream(self._rt, run, self._receive, self._send, self._headers, as_deltas=deltas, after=0)
        else:
            await self._whole(run, asked.wait_seconds)

    async def _whole(self, run: OpenRun, seconds: int) -> None:
        with Waiting(run):
            if not await first_of(run.done.wait(), caller_left(self._receive), seconds=seconds):
                await self._running(run)
                return
        if run.error is not None:
            await send_json(self._send, msgspec.json.decode(run.error)["status"], run.error, self._headers)
        elif run.reply is not None:
            await send_json(self._send, 200, run.reply, self._headers)

    async def _running(self, run: OpenRun) -> None:
        message_id = run.exchange.message_id
        body = {"messageId": message_id, "sessionId": run.exchange.session_key, "status": "running"}
        headers = {**self._headers, "Location": f"/api/v1/messages/{message_id}"}
        await send_json(self._send, 202, body, headers)


async def stream(
    rt: Runtime, run: OpenRun, receive: Receive, send: Send, headers: dict[str, str], *, as_deltas: bool, after: int
) -> None:
    """Sends a run as server-sent events until its end, or until the caller leaves or blocks for too long."""
    head = [*frames.HEADERS, *((k.lower().encode(), v.encode()) for k, v in headers.items())]
    await send({"type": "http.response.start", "status": 200, "headers": head})

    async def write(body: bytes) -> None:
        await send({"type": "http.response.body", "body": body, "more_body": True})

    await write(frames.RETRY)
    reader = Reader(run, write, as_deltas=as_deltas, after=after)
    ticker = runs_of(rt).ticker
    ticker.add(reader)
    leaving = asyncio.create_task(caller_left(receive))
    leaving.add_done_callback(lambda _left: reader.leave())
    try:
        await reader.follow()
    finally:
        leaving.cancel()
        ticker.remove(reader)
    if not reader.is_blocked:  # a reply without its end is one that the server cuts off
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def first_of(*works: Any, seconds: float | None = None) -> bool:
    """Runs all until the first ends, then cancels the others; False when none ended within `seconds`."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        done, _ = await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        return bool(done)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def caller_left(receive: Receive) -> None:
    """Returns once the caller has closed the connection."""
    message = await receive()
    while message["type"] != "http.disconnect":
        message = await receive()
