"""Another system's HTTP service on a real socket: answers what it is told to, and keeps what it was asked."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.serving import served

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(slots=True)
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: str


@dataclass(slots=True)
class TargetServer:
    """Answers every request with `reply`, or lets `handler` do it."""

    url: str = ""
    reply: Any = field(default_factory=lambda: {"order": {"id": "17", "state": "shipped"}})
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    handler: Handler | None = None
    asked: list[Asked] = field(default_factory=list)

    @property
    def place(self) -> str:
        """`host:port`, as the egress guard allows it."""
        return self.url.removeprefix("http://")

    async def answer(self, request: web.Request) -> web.StreamResponse:
        body = await request.text()
        self.asked.append(Asked(request.method, request.raw_path, dict(request.headers), body))
        if self.seconds:
            await asyncio.sleep(self.seconds)
        if self.handler is not None:
            return await self.handler(request)
        if isinstance(self.reply, str):
            return web.Response(text=self.reply, status=self.status, headers=self.headers)
        return web.json_response(self.reply, status=self.status, headers=self.headers)


@asynccontextmanager
async def target_server() -> AsyncIterator[TargetServer]:
    """A server on a free port of this machine."""
    server = TargetServer()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", server.answer)
    async with served(app) as server.url:
        yield server
