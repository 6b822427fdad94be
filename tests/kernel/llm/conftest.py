"""Both providers behind one face: a script is played in the process, or over HTTP by a real server."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from comity.kernel.llm import Connection, Llm, Script, Scripted, ToolCall, play, scripted_connection
from comity.kernel.outbound import Outbound


class Model:
    """A model that plays replies: `llm` asks it through `connection`; `aborted` is set when a call was cut off."""

    def __init__(self, llm: Llm, connection: Connection) -> None:
        self.llm = llm
        self.connection = connection
        self.script = Script([])
        self.bodies: list[dict] = []
        self.headers: list[dict] = []
        self.aborted = asyncio.Event()

    def say(self, *replies: Scripted | str) -> None:
        self.script = play("contract", *replies)

    @property
    def calls(self) -> int:
        return len(self.script.calls) if self.connection.provider == "scripted" else len(self.bodies)

    @property
    def offered(self) -> list[dict]:
        """The tools that the last call offered."""
        is_scripted = self.connection.provider == "scripted"
        return self.script.calls[-1].request.tools if is_scripted else self.bodies[-1]["tools"]

    async def was_aborted(self) -> bool:
        if self.connection.provider == "scripted":
            return self.script.calls[-1].is_aborted
        await asyncio.wait_for(self.aborted.wait(), 1)
        return True

    async def serve(self, request: web.Request) -> web.StreamResponse:
        self.bodies.append(await request.json())
        self.headers.append(dict(request.headers))
        reply = self.script.replies[min(len(self.bodies), len(self.script.replies)) - 1]
        try:
            return await _play(request, reply)
        except (asyncio.CancelledError, ConnectionResetError):
            self.aborted.set()
            raise


async def _play(request: web.Request, reply: Scripted) -> web.StreamResponse:
    if reply.status != 200:
        headers = {} if reply.retry_after_seconds is None else {"Retry-After": str(reply.retry_after_seconds)}
        return web.json_response({"error": {"message": reply.detail}}, status=reply.status, headers=headers)
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    await response.write(_event({"role": "assistant", "content": ""}))
    await asyncio.sleep(reply.first_seconds)
    for number, text in enumerate(reply.texts):
        if number == reply.dies_after:
            break
        await asyncio.sleep(reply.between_seconds if number else 0)
        await response.write(_event({"content": text}))
    if reply.dies_after is not None:
        assert request.transport is not None
        request.transport.close()
        return response
    for number, call in enumerate(reply.tool_calls):
        await _write_call(response, number, call)
    await response.write(_event({}, reply.finish_reason))
    if reply.usage is not None:
        usage = {"prompt_tokens": reply.usage.prompt_tokens, "completion_tokens": reply.usage.completion_tokens}
        await response.write(b"data: " + json.dumps({"choices": [], "usage": usage}).encode() + b"\n\n")
    await response.write(b"data: [DONE]\n\n")
    return response


async def _write_call(response: web.StreamResponse, number: int, call: ToolCall) -> None:
    """A wanted call in three pieces: its name, and its arguments cut in two."""
    half = len(call.arguments) // 2
    first = {"index": number, "id": call.id, "type": "function", "function": {"name": call.name, "arguments": ""}}
    pieces = [{"index": number, "function": {"arguments": a}} for a in (call.arguments[:half], call.arguments[half:])]
    for piece in (first, *pieces):
        await response.write(_event({"content": None, "tool_calls": [piece]}))


def _event(delta: dict, finish_reason: str | None = None) -> bytes:
    chunk = {"id": "x", "choices": [{"index": 0, "delta": delta, "finish_reason": finish_reason}]}
    return b"data: " + json.dumps(chunk).encode() + b"\n\n"


@pytest.fixture(params=["scripted", "openai_compatible"])
async def model(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Model]:
    """The model, once for each provider; the pause before a retry is short."""
    monkeypatch.setattr("comity.kernel.llm.calling.RETRY_BETWEEN", (0.01, 0.02))
    if request.param == "scripted":
        yield Model(Llm(Outbound()), scripted_connection("contract"))
        return
    app = web.Application()
    runner = web.AppRunner(app, handler_cancellation=True)
    holder: list[Model] = []
    app.router.add_post("/v1/chat/completions", lambda request: holder[0].serve(request))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, shutdown_timeout=0.1).start()
    port = runner.addresses[0][1]
    outbound = Outbound((f"127.0.0.1:{port}",))
    connection = Connection("c1", f"http://127.0.0.1:{port}/v1/", api_key="sk-1", headers={"X-Org": "o"})
    holder.append(Model(Llm(outbound), connection))
    yield holder[0]
    await outbound.aclose()
    await runner.cleanup()
