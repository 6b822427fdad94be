"""Any endpoint that speaks OpenAI's `chat/completions` with `stream: true`: clouds, vLLM, llama.cpp, Ollama.

The stream is server-sent events; of each only the text, the reason of the end and the usage are decoded. Every complete
line that one network read brought becomes part of one text.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

import msgspec

from comity.kernel.llm.adapting import Adaptation
from comity.kernel.llm.errors import (
    ModelBroken,
    ModelFailed,
    ModelRefused,
    ModelSilent,
    ModelUnreachable,
    PromptTooLong,
    failure_of_status,
)
from comity.kernel.llm.messages import ChatRequest, Done, ToolCall, Usage
from comity.kernel.outbound import ConnectFailed, Outbound, OutboundTimeout, ReplyBroken, ReplyTooLarge, StreamReply

MAX_REPLY_BYTES = 20_971_520
ERROR_BYTES = 16_384
LINE_BYTES = 1_048_576
CLOSE_SECONDS = 0.25


class _Function(msgspec.Struct):
    name: str | None = None
    arguments: str | None = None


class _ToolCall(msgspec.Struct):
    index: int | None = None
    id: str | None = None
    function: _Function | None = None


class _Delta(msgspec.Struct):
    content: str | None = None
    reasoning_content: str | None = None
    reasoning: str | None = None
    tool_calls: list[_ToolCall] | None = None


class _Choice(msgspec.Struct):
    delta: _Delta | None = None
    finish_reason: str | None = None


class _Usage(msgspec.Struct):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class _Chunk(msgspec.Struct):
    choices: list[_Choice] | None = None
    usage: _Usage | None = None
    error: Any = None


_decode = msgspec.json.Decoder(_Chunk).decode


class OpenAICompatible:
    """The provider for every OpenAI-compatible endpoint."""

    def __init__(self, outbound: Outbound) -> None:
        self._outbound = outbound
        self._adaptation = Adaptation()

    async def stream(self, request: ChatRequest) -> AsyncGenerator[str | Done, None]:
        """Texts as they arrive, then one `Done`. Raises `ModelFailed`."""
        while True:
            where = (request.connection.id, request.model)
            body = self._adaptation.apply(*where, _body(request))
            try:
                async with aclosing(self._ask(request, body)) as items:
                    async for item in items:
                        yield item
                return
            except ModelRefused as error:
                if not self._adaptation.learn(*where, body, error.detail):
                    raise

    async def _ask(self, request: ChatRequest, body: dict[str, Any]) -> AsyncGenerator[str | Done, None]:
        reading = Reading()
        try:
            async with _Call(self._outbound, request, body) as reply:
                async for chunk in reply.chunks():
                    text = reading.feed(chunk)
                    if reading.is_done:
                        # The end of the body frees the connection for the next call; it is not waited for in earnest.
                        reply.expect_within(CLOSE_SECONDS)
                    elif reading.has_token:
                        reply.expect_within(request.between_seconds)
                    if text:
                        yield text
        except OutboundTimeout as error:
            if not reading.is_done:
                raise ModelSilent(error.message) from error
        except (ConnectFailed, ReplyBroken, ReplyTooLarge) as error:
            if not reading.is_done:
                raise ModelUnreachable(error.message) from error
        yield reading.done()


class _Call:
    """The open call as a context: connected, its status judged, waiting for the first token."""

    def __init__(self, outbound: Outbound, request: ChatRequest, body: dict[str, Any]) -> None:
        self._request = request
        self._first_token_at = asyncio.get_running_loop().time() + request.first_token_seconds
        self._opening = outbound.stream(
            "POST",
            request.connection.base_url.rstrip("/") + "/chat/completions",
            purpose="model",
            headers=_headers(request),
            json=body,
            max_bytes=MAX_REPLY_BYTES,
            head_seconds=request.first_token_seconds,
        )

    async def __aenter__(self) -> StreamReply:
        reply = await self._opening.__aenter__()
        try:
            reply.expect_within(self._first_token_at - asyncio.get_running_loop().time())
            if reply.status != 200:
                raise await self._refusal(reply)
        except BaseException:
            await self._opening.__aexit__(None, None, None)
            raise
        return reply

    async def __aexit__(self, *error: Any) -> None:
        await self._opening.__aexit__(None, None, None)

    async def _refusal(self, reply: StreamReply) -> ModelFailed:
        body = bytearray()
        async for chunk in reply.chunks():
            body += chunk
            if len(body) > ERROR_BYTES:
                break
        has_key = bool(self._request.connection.api_key or self._request.connection.headers)
        return failure_of_status(reply.status, _message(bytes(body)), reply.headers, has_key=has_key)


class Reading:
    """The bytes of a stream on their way to text: keeps what is incomplete, the wanted tools, the end's reason and the usage."""

    __slots__ = ("_finish", "_rest", "_tools", "_usage", "has_token", "is_done")

    def __init__(self) -> None:
        self._rest = b""
        self._finish = ""
        self._usage: Usage | None = None
        self._tools: dict[int, list[str]] = {}
        self.is_done = False
        self.has_token = False

    def feed(self, chunk: bytes) -> str:
        """The text in the complete lines so far; empty when there is none. Raises `ModelFailed` for an error in the stream.

        `has_token` tells whether the chunk showed a token, be it of the model's own reasoning, which is not text.
        """
        self.has_token = False
        if self._rest:
            chunk = self._rest + chunk
        lines = chunk.split(b"\n")
        self._rest = lines.pop()
        if len(self._rest) > LINE_BYTES:
            raise ModelBroken("A line of the stream has no end.")
        text = ""
        for line in lines:
            if line[:5] == b"data:" and not self.is_done:
                text += self._data(line[5:])
        return text

    def done(self) -> Done:
        """The end of the reply. Raises `ModelUnreachable` when the stream stopped before its end."""
        if not self.is_done and not self._finish:
            raise ModelUnreachable("The stream ended before the answer did.")
        calls = (ToolCall(id_ or f"call_{at}", name, text or "{}") for at, (id_, name, text) in self._tools.items())
        return Done(self._finish or "stop", self._usage, tuple(calls))

    def _data(self, data: bytes) -> str:
        try:
            chunk = _decode(data)
        except msgspec.DecodeError as error:
            if data.strip() == b"[DONE]":
                self.is_done = True
                return ""
            raise ModelBroken(f"Not a stream of chat completions: {error}.") from error
        if chunk.usage is not None:
            self._usage = Usage(chunk.usage.prompt_tokens or 0, chunk.usage.completion_tokens or 0)
        if chunk.choices:
            return self._choice(chunk.choices[0])
        if chunk.error is not None:
            raise _failure_in_stream(chunk.error)
        return ""

    def _choice(self, choice: _Choice) -> str:
        if choice.finish_reason:
            self._finish = choice.finish_reason
        delta = choice.delta
        if delta is None:
            return ""
        if delta.tool_calls:
            self.has_token = True
            self._want(delta.tool_calls)
        if delta.content:
            self.has_token = True
            return delta.content
        if delta.reasoning_content or delta.reasoning:
            self.has_token = True
        return ""

    def _want(self, pieces: list[_ToolCall]) -> None:
        """Pieces of calls: the first of each has its id and name, the others more of its arguments.

        Servers that send whole calls may leave the index out: then a new id is a new call.
        """
        for piece in pieces:
            at = piece.index
            if at is None:
                at = len(self._tools) if piece.id or not self._tools else len(self._tools) - 1
            call = self._tools.setdefault(at, ["", "", ""])
            call[0] = call[0] or piece.id or ""
            if piece.function is not None:
                call[1] = call[1] or piece.function.name or ""
                call[2] += piece.function.arguments or ""


def _headers(request: ChatRequest) -> dict[str, str]:
    headers = {"Accept": "text/event-stream", "Accept-Encoding": "identity"}
    if request.connection.api_key:
        headers["Authorization"] = f"Bearer {request.connection.api_key}"
    return headers | request.connection.headers


def _body(request: ChatRequest) -> dict[str, Any]:
    body: dict[str, Any] = {
        "model": request.model,
        "messages": request.messages,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    if request.temperature is not None:
        body["temperature"] = request.temperature
    if request.max_tokens is not None:
        body["max_tokens"] = request.max_tokens
    if request.tools:
        body["tools"] = request.tools
    if request.json_reply:
        body["response_format"] = {"type": "json_object"}
    return body


def _message(body: bytes) -> str:
    """What an error body says, whatever its shape."""
    try:
        value = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return body.decode("utf-8", "replace").strip()
    return _text_of(value.get("error", value) if isinstance(value, dict) else value)


def _text_of(error: Any) -> str:
    if isinstance(error, dict):
        parts = [error.get("message") or error.get("detail"), error.get("code")]
        return " ".join(str(part) for part in parts if part)
    return str(error)


def _failure_in_stream(error: Any) -> ModelFailed:
    """Some endpoints answer 200 and tell the error as an event."""
    code = error.get("code") if isinstance(error, dict) else None
    detail = _text_of(error)
    if isinstance(code, int) and code >= 400:
        return failure_of_status(code, detail, {}, has_key=True)
    refused = failure_of_status(400, detail, {}, has_key=True)
    return refused if isinstance(refused, PromptTooLong) else ModelBroken(detail)
