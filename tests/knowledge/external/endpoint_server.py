"""A Target Endpoint behind a real socket: says what it is told to, and keeps what it was asked."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.serving import served

GOOD = {"total": 1, "data": [{"score": 0.82, "document": {"content": "Refunds are paid within 7 days.", "path": "p"}}]}


@dataclass(slots=True)
class EndpointServer:
    """Replies by path: each path's replies in order, the last again and again; a status, a text, JSON, or seconds of silence."""

    url: str = ""
    replies: dict[str, list[Any]] = field(default_factory=dict)
    asked: list[Any] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def says(self, path: str, *replies: Any) -> str:
        """Sets the replies of a path and returns its address."""
        self.replies[path] = list(replies)
        return f"{self.url}/{path}"

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(await request.json())
        self.headers.append(dict(request.headers))
        replies = self.replies.get(request.match_info["path"], [GOOD])
        said = replies.pop(0) if len(replies) > 1 else replies[0]
        if isinstance(said, float):
            await asyncio.sleep(said)
            said = GOOD
        if isinstance(said, int):
            return web.Response(status=said, headers={"Location": f"{self.url}/good"} if said < 400 else {})
        return web.Response(text=said) if isinstance(said, str) else web.json_response(said)


@asynccontextmanager
async def endpoint_server() -> AsyncIterator[EndpointServer]:
    """A server on a free port of this machine."""
    server = EndpointServer()
    app = web.Application()
    app.router.add_post("/{path}", server.answer)
    async with served(app) as server.url:
        yield server
