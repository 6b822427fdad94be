"""A session with an MCP server over streamable HTTP: JSON-RPC in POSTs, replies as JSON or as server-sent events.

Protocol: https://modelcontextprotocol.io/specification/2025-06-18/basic/transports
"""

from collections.abc import AsyncIterator
from types import TracebackType
from typing import Any

import msgspec

from comity import __version__
from comity.fulfillments.errors import ServerFailed
from comity.kernel.errors import ComityError
from comity.kernel.outbound import Outbound, StreamReply

VERSION = "2025-06-18"
HEAD_SECONDS = 15.0
MAX_BYTES = 1_048_576
MAX_PAGES = 10
MAX_TOOLS = 200
SHOWN = 300
Listed = list[dict[str, Any]]


class McpSession:
    """An open session as an async context; the caller bounds its time. Raises `ServerFailed` and what `Outbound` raises."""

    def __init__(self, outbound: Outbound, url: str, headers: dict[str, str]) -> None:
        self._outbound, self._url = outbound, url
        self._headers = {**headers, "Accept": "application/json, text/event-stream"}
        self._number = 0
        self._has_session = False

    async def __aenter__(self) -> "McpSession":
        client = {"name": "comity", "version": __version__}
        wanted = {"protocolVersion": VERSION, "capabilities": {}, "clientInfo": client}
        answered = await self._ask("initialize", wanted)
        self._headers["MCP-Protocol-Version"] = str(answered.get("protocolVersion") or VERSION)
        await self._tell("notifications/initialized")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._has_session and kind is None:
            try:
                await self._outbound.request(
                    "DELETE", self._url, purpose="action", headers=self._headers, seconds=2, max_bytes=MAX_BYTES
                )
            except ComityError:
                return  # the server forgets the session by itself

    async def list_tools(self) -> Listed:
        """Every tool: name, description, parameters as JSON Schema, and whether it says that it only reads."""
        tools: Listed = []
        cursor: str | None = None
        for _ in range(MAX_PAGES):
            answered = await self._ask("tools/list", {"cursor": cursor} if cursor else {})
            found = answered.get("tools")
            tools += [_tool(item) for item in found if isinstance(item, dict)] if isinstance(found, list) else []
            cursor = answered.get("nextCursor")
            if not cursor:
                break
        return [tool for tool in tools if tool["name"]][:MAX_TOOLS]

    async def call_tool(self, name: str, arguments: dict[str, Any], idempotency_key: str) -> dict[str, Any]:
        """The result as the server gives it; `isError` in it stands for a failure of the tool itself."""
        return await self._ask(
            "tools/call", {"name": name, "arguments": arguments}, {"Idempotency-Key": idempotency_key}
        )

    async def _ask(self, method: str, params: dict[str, Any], headers: dict[str, str] | None = None) -> dict[str, Any]:
        self._number += 1
        number = self._number
        body = {"jsonrpc": "2.0", "id": number, "method": method, "params": params}
        async with self._outbound.stream(
            "POST",
            self._url,
            purpose="action",
            headers={**self._headers, **(headers or {})},
            json=body,
            max_bytes=MAX_BYTES,
            head_seconds=HEAD_SECONDS,
        ) as reply:
            if reply.status >= 300:
                raise ServerFailed(f"The MCP server answered {reply.status}: {await _start_of(reply)}")
            self._remember(reply)
            async for message in _messages(reply):
                if message.get("id") == number and ("result" in message or "error" in message):
                    return _result(message)
        raise ServerFailed(f"The MCP server ended its reply to '{method}' without an answer.")

    async def _tell(self, method: str) -> None:
        """A notification: nothing but its arrival is answered."""
        await self._outbound.request(
            "POST",
            self._url,
            purpose="action",
            headers=self._headers,
            json={"jsonrpc": "2.0", "method": method},
            max_bytes=MAX_BYTES,
        )

    def _remember(self, reply: StreamReply) -> None:
        if session := reply.headers.get("Mcp-Session-Id"):
            self._headers["Mcp-Session-Id"], self._has_session = session, True


async def _messages(reply: StreamReply) -> AsyncIterator[dict[str, Any]]:
    if "text/event-stream" not in reply.headers.get("Content-Type", "").lower():
        yield _decoded(await reply.read())
        return
    rest = b""
    async for chunk in reply.chunks():
        *events, rest = (rest + chunk).replace(b"\r\n", b"\n").split(b"\n\n")
        for event in events:
            lines = [line[5:].strip() for line in event.split(b"\n") if line.startswith(b"data:")]
            if any(lines):
                yield _decoded(b"\n".join(lines))


def _decoded(body: bytes) -> dict[str, Any]:
    try:
        message = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        message = None
    if not isinstance(message, dict):
        raise ServerFailed("The address does not answer like an MCP server: its reply is no JSON-RPC message.")
    return message


def _result(message: dict[str, Any]) -> dict[str, Any]:
    error = message.get("error")
    if isinstance(error, dict):
        raise ServerFailed(f"The MCP server refused: {str(error.get('message', error))[:SHOWN]}")
    result = message.get("result")
    return result if isinstance(result, dict) else {}


def _tool(item: dict[str, Any]) -> dict[str, Any]:
    schema, hints = item.get("inputSchema"), item.get("annotations")
    return {
        "name": str(item.get("name") or "")[:200],
        "description": str(item.get("description") or "")[:4000],
        "parameters": schema if isinstance(schema, dict) else {"type": "object", "properties": {}},
        "read_only": isinstance(hints, dict) and hints.get("readOnlyHint") is True,
    }


async def _start_of(reply: StreamReply) -> str:
    text = (await reply.read()).decode("utf-8", "replace").strip()
    return text[:SHOWN] or "nothing."
