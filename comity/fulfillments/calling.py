"""Calling a tool: the arguments judged, the request made through the egress guard, the call written into the log.

Whatever goes wrong is a result and not an exception: a model is told of it, and a person reads it in the log.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import msgspec

from comity.fulfillments.actions.building import ActionRequest, build
from comity.fulfillments.actions.mapping import MAX_CHARACTERS, Unmappable, text_of
from comity.fulfillments.actions.parameters import broken_arguments
from comity.fulfillments.actions.templates import Unfillable
from comity.fulfillments.calls.models import FulfillmentCall
from comity.fulfillments.calls.service import log_call
from comity.fulfillments.errors import ServerFailed
from comity.fulfillments.headers.service import hide
from comity.fulfillments.mcp.listing import require_unchanged, server_headers
from comity.fulfillments.mcp.session import McpSession
from comity.fulfillments.tools import Tool
from comity.kernel.errors import ComityError
from comity.kernel.ids import new_id
from comity.kernel.outbound import BlockedAddress
from comity.kernel.runtime import Runtime
from comity.kernel.secrets import HIDDEN

MCP_SECONDS = 30.0
REPLY_CAP = 1_048_576
LOGGED_CHARACTERS = 20_000
TOLD_CHARACTERS = 500
REDIRECTS = 3
LOST = "The process ended before the reply was read."
"""What stays in the log of a call that is not safe when nobody lived to write down how it went."""


@dataclass(frozen=True, slots=True)
class CallContext:
    """What a call is made for. `idempotency_key` is sent along; without one the call's own id is."""

    purpose: str
    message_id: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict)
    idempotency_key: str = ""
    replay_of: str | None = None


@dataclass(slots=True)
class CallResult:
    """How a call went: the HTTP status if there was one, milliseconds, and either the text or what is told of the failure."""

    id: str
    request: dict[str, Any] | None = None
    status: int | None = None
    ms: int = 0
    reply: str | None = None
    text: str | None = None
    error: str | None = None

    def for_model(self) -> str:
        """What the model reads."""
        if self.error is not None:
            return msgspec.json.encode({"error": self.error}).decode()
        return self.text or ""


async def call_tool(rt: Runtime, tool: Tool, arguments: Any, context: CallContext) -> CallResult:
    """Makes one call and logs it. Never raises for what the other system, the guard or the arguments are at fault for."""
    result = CallResult(new_id())
    began = time.perf_counter()
    try:
        if broken := await asyncio.to_thread(broken_arguments, tool.parameters, arguments):
            raise Unfillable(broken)
        send = _prepared(rt, tool, arguments, context, result)
        if not tool.safe:
            _hide_secrets(tool, result)
            await _log(rt, tool, arguments, context, replace(result, error=LOST))
        await send()
    except BlockedAddress as error:
        result.error = f"The call was refused: {error.message}"
    except (ComityError, Unfillable, Unmappable) as error:
        result.error = error.message if isinstance(error, ComityError) else str(error)
    except asyncio.CancelledError:
        result.error = "Stopped before the reply was read."
        raise
    finally:
        result.ms = round((time.perf_counter() - began) * 1000)
        _hide_secrets(tool, result)
        await asyncio.shield(_log(rt, tool, arguments, context, result))
    return result


def _prepared(
    rt: Runtime, tool: Tool, arguments: dict[str, Any], context: CallContext, result: CallResult
) -> Callable[[], Awaitable[None]]:
    """What makes the call; the request as the log shows it is in `result` from here on. Raises `Unfillable`."""
    key = context.idempotency_key or result.id
    if tool.kind == "mcp":
        result.request = _server_request(tool, arguments)
        return partial(_ask_server, rt, tool, arguments, key, result)
    request = build(tool, arguments, context.metadata, key)
    result.request = request.to_log()
    return partial(_act, rt, tool, request, result)


async def _act(rt: Runtime, tool: Tool, request: ActionRequest, result: CallResult) -> None:
    result.request = request.to_log()
    reply = await rt.outbound.request(
        request.method,
        request.url,
        purpose="action",
        headers=request.headers,
        body=request.body,
        redirects=REDIRECTS if tool.safe else 0,
        seconds=tool.settings["timeout_seconds"],
        max_bytes=REPLY_CAP,
    )
    result.status, result.reply = reply.status, reply.body.decode("utf-8", "replace").replace("\0", "")
    if reply.status >= 300:
        said = f": {result.reply[:TOLD_CHARACTERS]}" if result.reply else "."
        result.error = f"The service answered {reply.status}{said}"
    else:
        result.text = text_of(result.reply, tool.settings["response_map"]) or f"Done ({reply.status})."


def _server_request(tool: Tool, arguments: dict[str, Any]) -> dict[str, Any]:
    shown = {h["name"]: HIDDEN if h["secret"] else h["value"] for h in tool.settings["headers"]}
    body = {"method": "tools/call", "params": {"name": tool.remote_name, "arguments": arguments}}
    return {"method": "POST", "url": tool.settings["url"], "headers": shown, "body": _json(body)}


async def _ask_server(rt: Runtime, tool: Tool, arguments: dict[str, Any], key: str, result: CallResult) -> None:
    settings = tool.settings
    try:
        async with asyncio.timeout(MCP_SECONDS):
            async with McpSession(rt.outbound, settings["url"], server_headers(settings, tool.secrets)) as session:
                await require_unchanged(rt, tool, session)
                answered = await session.call_tool(tool.remote_name, arguments, key)
    except TimeoutError as error:
        raise ServerFailed(f"The MCP server did not answer within {MCP_SECONDS:.0f} s.") from error
    result.status, result.reply = 200, _json(answered)
    text = content_of(answered)
    if answered.get("isError") is True:
        result.error = f"The tool failed: {text[:TOLD_CHARACTERS]}"
    else:
        result.text = text or "Done."


def content_of(answered: dict[str, Any]) -> str:
    """The text of an MCP result; its structured content where it has no text."""
    parts = answered.get("content")
    texts = [part.get("text") for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
    text = "\n".join(text for text in texts if isinstance(text, str))
    if not text and answered.get("structuredContent") is not None:
        text = _json(answered["structuredContent"])
    return text[:MAX_CHARACTERS]


def _hide_secrets(tool: Tool, result: CallResult) -> None:
    secrets = tool.secrets.values()
    if not secrets:
        return
    result.reply, result.text, result.error = (
        hide(text, secrets) if text is not None else None for text in (result.reply, result.text, result.error)
    )
    if result.request is not None:
        result.request = msgspec.json.decode(hide(_json(result.request), secrets))


async def _log(rt: Runtime, tool: Tool, arguments: Any, context: CallContext, result: CallResult) -> None:
    fields: dict[str, Any] = {
        "id": result.id,
        "workspace_id": tool.workspace_id,
        "fulfillment_id": tool.fulfillment_id,
        "fulfillment_revision": tool.revision,
        "tool": tool.name,
        "purpose": context.purpose,
        "message_id": context.message_id,
        "replay_of": context.replay_of,
        "safe": tool.safe,
        "arguments": arguments,
        "context": context.metadata,
        "request": result.request,
        "reply": result.reply[:LOGGED_CHARACTERS] if result.reply is not None else None,
        "status": result.status,
        "error": result.error,
        "ms": result.ms,
    }
    await rt.db.awrite(lambda tx: log_call(tx, FulfillmentCall(**fields), ended=result.error != LOST))


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
