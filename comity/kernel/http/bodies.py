"""What no endpoint should have to fear of a body: JSON that nests too deep, and characters that no store keeps."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote_to_bytes

import msgspec
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from comity.kernel.errors import BadRequest, NotFound, Validation, field_error

DEPTH = 32
WRITES = {"POST", "PUT", "PATCH", "DELETE"}
_STRINGS = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BRACKETS = re.compile(rb"[\[\]{}]")
_NUL = re.compile(rb"\\u0000")
NUL_SENTENCE = "Leave out the NUL character (U+0000)."


class SafeBodies:
    """Judges paths, queries and JSON bodies before the framework reads them (`accounts.md` 3.11: JSON depth 32)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            _check_address(scope)
            if scope["method"] in WRITES and _is_json(scope):
                body, receive = await whole(receive)
                check_json(body)
        await self._app(scope, receive, send)


def check_json(body: bytes) -> None:
    """Raises `BadRequest` (400000) for JSON deeper than 32, `Validation` (422000) for a text that holds U+0000."""
    if body.count(b"[") + body.count(b"{") > DEPTH and _depth(body) > DEPTH:
        raise BadRequest(f"The JSON nests deeper than {DEPTH} levels. Send it flatter.")
    if _NUL.search(body):
        _refuse_nul(body)


async def whole(receive: Receive) -> tuple[bytes, Receive]:
    """The body of a request, and a `receive` that hands it out again."""
    parts: list[bytes] = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            break
    body = b"".join(parts)
    handed_out = False

    async def again() -> Message:
        nonlocal handed_out
        if handed_out:
            return await receive()
        handed_out = True
        return {"type": "http.request", "body": body, "more_body": False}

    return body, again


def _check_address(scope: Scope) -> None:
    if "\0" in scope["path"]:
        raise NotFound
    query: bytes = scope["query_string"]
    if b"%00" in query or b"\0" in query:
        pairs = (part.partition(b"=") for part in query.split(b"&"))
        names = [name.decode("latin-1") for name, _, value in pairs if b"\0" in unquote_to_bytes(name + value)]
        raise Validation([field_error(name, "pattern", NUL_SENTENCE) for name in names])


def _is_json(scope: Scope) -> bool:
    kind = next((value for name, value in scope["headers"] if name == b"content-type"), b"application/json")
    return b"json" in kind.lower()


def _depth(body: bytes) -> int:
    deepest = depth = 0
    for bracket in _BRACKETS.findall(_STRINGS.sub(b"", body)):
        depth += 1 if bracket in b"[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _refuse_nul(body: bytes) -> None:
    try:
        sent = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return  # the framework says what is wrong with it
    paths = list(_nul_paths(sent, ""))
    if paths:
        raise Validation([field_error(path, "pattern", NUL_SENTENCE) for path in paths[:100]])


def _nul_paths(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, str) and "\0" in value:
        yield path
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from _nul_paths(item, f"{path}[{i}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            name = key.replace("\0", "\\u0000")
            inner = f"{path}.{name}" if path else name
            if name != key:
                yield inner
            yield from _nul_paths(item, inner)
