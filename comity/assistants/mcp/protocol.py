"""MCP's envelope over streamable HTTP without sessions: one JSON-RPC message in, one JSON reply out.

Protocol: https://modelcontextprotocol.io/specification/2025-06-18/basic/transports
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from comity import __version__

VERSIONS = ("2025-06-18", "2025-03-26", "2024-11-05")
NOT_JSON, NOT_A_MESSAGE, NO_SUCH_METHOD, WRONG_PARAMS = -32700, -32600, -32601, -32602
INSTRUCTIONS = "Ask an assistant for an answer with its sources, or search the documents of a knowledge base yourself."
Result = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Offered:
    """A tool that this caller may use: how it is listed, and what it does with its arguments."""

    listed: dict[str, Any]
    call: Callable[[dict[str, Any]], Awaitable[Result]]


class Refused(Exception):
    """A message that cannot be answered: JSON-RPC's code and a sentence."""

    def __init__(self, code: int, message: str) -> None:
        self.code = code
        super().__init__(message)


async def answer(body: bytes, tools: Sequence[Offered]) -> dict[str, Any] | None:
    """The reply to a message; None for a notification, which gets none."""
    id_: Any = None
    try:
        message = _message(body)
        id_ = message.get("id")
        if id_ is None:
            return None
        params = message.get("params")
        result = await _result(message["method"], params if isinstance(params, dict) else {}, tools)
    except Refused as error:
        return {"jsonrpc": "2.0", "id": id_, "error": {"code": error.code, "message": str(error)}}
    return {"jsonrpc": "2.0", "id": id_, "result": result}


def text_result(text: str, structured: dict[str, Any] | None = None, *, failed: bool = False) -> Result:
    """What a tool gives back: a text for the model, and the same as data."""
    result: Result = {"content": [{"type": "text", "text": text}], "isError": failed}
    return result if structured is None else {**result, "structuredContent": structured}


def _message(body: bytes) -> dict[str, Any]:
    try:
        message = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Refused(NOT_JSON, "The body is not valid JSON.") from None
    if not isinstance(message, dict) or not isinstance(message.get("method"), str):
        raise Refused(NOT_A_MESSAGE, "Send one JSON-RPC message with a 'method'.")
    return message


async def _result(method: str, params: dict[str, Any], tools: Sequence[Offered]) -> Result:
    if method == "initialize":
        return _hello(params)
    if method == "ping":
        return {}
    if method == "tools/list":
        return {"tools": [tool.listed for tool in tools]}
    if method == "tools/call":
        return await _call(params, tools)
    raise Refused(NO_SUCH_METHOD, f"There is no method '{method}' here.")


def _hello(params: dict[str, Any]) -> Result:
    wanted = params.get("protocolVersion")
    return {
        "protocolVersion": wanted if wanted in VERSIONS else VERSIONS[0],
        "capabilities": {"tools": {}},
        "serverInfo": {"name": "comity", "title": "Comity", "version": __version__},
        "instructions": INSTRUCTIONS,
    }


async def _call(params: dict[str, Any], tools: Sequence[Offered]) -> Result:
    arguments = params.get("arguments")
    tool = next((tool for tool in tools if tool.listed["name"] == params.get("name")), None)
    if tool is None:
        names = ", ".join(tool.listed["name"] for tool in tools) or "none: the key lacks the scopes"
        raise Refused(WRONG_PARAMS, f"There is no tool '{params.get('name')}' for this key. There are: {names}.")
    return await tool.call(arguments if isinstance(arguments, dict) else {})
