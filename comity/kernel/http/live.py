"""The console's event stream, `GET /api/v1/stream`: numbered frames without gaps (`livechat.md` 3.9)."""

import asyncio
import re
import time
from typing import Any

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from comity.kernel import clock
from comity.kernel.context import Actor
from comity.kernel.errors import ComityError
from comity.kernel.http.asgi import Hot
from comity.kernel.realtime import events_since, head, hub
from comity.kernel.runtime import Runtime

HEAD_SECONDS = 15
RECHECK_SECONDS = 5
BATCH = 500


class LiveStream:
    """One open stream of one console."""

    def __init__(self, rt: Runtime, request: Request, actor: Actor, send: Send) -> None:
        self._rt = rt
        self._request = request
        self._actor = actor
        self._send = send
        self._last = 0

    async def run(self, since: str) -> None:
        """Sends frames until the caller leaves or may no longer listen."""
        await self._begin(since)
        beat = checked = time.monotonic()
        while True:
            while await self._send_batch():
                beat = time.monotonic()
            woken = await hub.wait(f"console:{self._actor.workspace_id}", RECHECK_SECONDS)
            now = time.monotonic()
            if now - checked >= RECHECK_SECONDS:
                checked = now
                if not await self._still_allowed():
                    return
            if not woken and now - beat >= HEAD_SECONDS:
                beat = now
                await self._frame("head", f'{{"seq":{await self._head()}}}')

    async def _begin(self, since: str) -> None:
        newest, oldest = await self._rt.db.aread(lambda tx: head(tx, self._actor.workspace_id))
        wanted = int(since) if since.isdigit() else None
        if wanted is None and not since:
            self._last = newest
        elif wanted is None or wanted > newest or wanted + 1 < oldest:
            self._last = newest
            await self._frame("resync", f'{{"head":{newest},"reason":"tooOld"}}')
        else:
            self._last = wanted
        await self._frame("head", f'{{"seq":{newest}}}')

    async def _head(self) -> int:
        return (await self._rt.db.aread(lambda tx: head(tx, self._actor.workspace_id)))[0]

    async def _send_batch(self) -> bool:
        rows = await self._rt.db.aread(lambda tx: events_since(tx, self._actor.workspace_id, self._last, BATCH))
        skipped = 0
        for row in rows:
            self._last = row.seq
            if self._actor.may(row.needed_right):
                if skipped:
                    await self._frame("skip", "{}", skipped)
                skipped = 0
                await self._change(row)
            else:
                skipped = row.seq
        if skipped:
            await self._frame("skip", "{}", skipped)
        return len(rows) == BATCH

    async def _change(self, row: Any) -> None:
        data = f'{{"kind":"{row.kind}","at":"{clock.iso_us(row.at)}","data":{row.data}}}'
        await self._frame("change", data, row.seq)

    async def _frame(self, event: str, data: str, seq: int | None = None) -> None:
        number = f"id: {seq}\n" if seq is not None else ""
        body = f"{number}event: {event}\ndata: {data}\n\n".encode()
        await self._send({"type": "http.response.body", "body": body, "more_body": True})

    async def _still_allowed(self) -> bool:
        try:
            fresh: Actor = await self._request.app.state.authenticate(self._request)
        except ComityError:
            return False
        if fresh.rights != self._actor.rights or fresh.all_rights != self._actor.all_rights:
            self._actor = fresh
            await self._frame("resync", f'{{"head":{self._last},"reason":"permissions"}}')
        return True


async def live_stream(scope: Scope, receive: Receive, send: Send) -> None:
    """The handler: authenticates, then streams until the connection closes."""
    request = Request(scope, receive)
    actor: Actor = await request.app.state.authenticate(request)
    since = request.headers.get("last-event-id") or request.query_params.get("since", "")
    headers = [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"retry: 2000\n\n", "more_body": True})
    stream = asyncio.create_task(LiveStream(request.app.state.rt, request, actor, send).run(since))
    leaving = asyncio.create_task(_left(receive))
    try:
        await asyncio.wait({stream, leaving}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        leaving.cancel()
        stream.cancel()
        await asyncio.gather(stream, leaving, return_exceptions=True)
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _left(receive: Receive) -> None:
    message = await receive()
    while message["type"] != "http.disconnect":
        message = await receive()


LIVE = Hot(
    "GET",
    re.compile(r"/api/v1/stream"),
    live_stream,
    {
        "operationId": "followChanges",
        "tags": ["live"],
        "summary": "Follow Changes",
        "description": "What changes in the workspace, as numbered server-sent events; `Last-Event-ID` or `since` reads on. "
        "`change` frames hold `{kind, at, data}` with the whole resource; the kinds stand in `docs/reference/live-events.md`.",
        "parameters": [
            {"name": "since", "in": "query", "schema": {"type": "string"}},
            {"name": "Last-Event-ID", "in": "header", "schema": {"type": "string"}},
        ],
        "responses": {
            "200": {"description": "The stream.", "content": {"text/event-stream": {"schema": {"type": "string"}}}}
        },
    },
)
"""The route itself: raw, for a stream has no end that the framework could wait for."""
