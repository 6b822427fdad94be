"""A model behind a real socket: OpenAI-compatible, says what it is told to, at the pace it is told."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.serving import served


@dataclass(frozen=True, slots=True)
class Wants:
    """A tool that the model wants called."""

    name: str
    arguments: str = "{}"


@dataclass(slots=True)
class Say:
    """One reply: its texts and seconds between them, then the tools it wants; `status` fails before any text, `dies_after` so many."""

    texts: Sequence[str] = ("Refunds ", "are paid ", "within 7 days.")
    first_seconds: float = 0.0
    between_seconds: float = 0.0
    status: int = 200
    dies_after: int | None = None
    wants: Sequence[Wants] = ()


@dataclass(slots=True)
class ModelServer:
    """Plays `say` to every call, or the replies of `queue` first. `bodies`: what was asked; `aborted_at`: when calls were cut off."""

    url: str = ""
    say: Say = field(default_factory=Say)
    queue: list[Say] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    aborted_at: list[float] = field(default_factory=list)
    first_at: list[float] = field(default_factory=list)

    @property
    def place(self) -> str:
        """`host:port`, as the egress guard allows it."""
        return self.url.removeprefix("http://").removesuffix("/v1")

    @property
    def prompts(self) -> list[list[dict[str, str]]]:
        """The messages of each call."""
        return [body["messages"] for body in self.bodies]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.bodies.append(await request.json())
        say = self.queue.pop(0) if self.queue else self.say
        if say.status != 200:
            return web.json_response({"error": {"message": "broken"}}, status=say.status)
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        try:
            await self._play(request, response, say)
        except (asyncio.CancelledError, ConnectionError):
            self.aborted_at.append(time.monotonic())
            raise
        return response

    async def _play(self, request: web.Request, response: web.StreamResponse, say: Say) -> None:
        await response.prepare(request)
        await asyncio.sleep(say.first_seconds)
        self.first_at.append(time.monotonic())
        begun = time.monotonic()
        for number, text in enumerate(say.texts):
            if number == say.dies_after:
                assert request.transport is not None
                request.transport.close()
                return
            late = begun + number * say.between_seconds - time.monotonic()
            if late > 0:
                await asyncio.sleep(late)
            await response.write(_event({"content": text}))
        for number, wanted in enumerate(say.wants):
            function = {"name": wanted.name, "arguments": wanted.arguments}
            await response.write(_event({"tool_calls": [{"index": number, "id": f"c{number}", "function": function}]}))
        await response.write(_event({}, "tool_calls" if say.wants else "stop") + b"data: [DONE]\n\n")


def _event(delta: dict[str, Any], finish_reason: str | None = None) -> bytes:
    chunk = {"id": "x", "choices": [{"index": 0, "delta": delta, "finish_reason": finish_reason}]}
    return b"data: " + json.dumps(chunk).encode() + b"\n\n"


@asynccontextmanager
async def model_server() -> AsyncIterator[ModelServer]:
    """A server on a free port of this machine."""
    server = ModelServer()
    app = web.Application()
    app.router.add_post("/v1/chat/completions", server.answer)
    async with served(app) as url:
        server.url = f"{url}/v1"
        yield server
