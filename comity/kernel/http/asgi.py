"""The outermost layer, as raw ASGI: hot routes go straight to their handlers, everything else through headers, limits and logs."""

import re
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from comity.kernel import metrics
from comity.kernel.context import request_id
from comity.kernel.errors import ComityError, Internal, PayloadTooLarge
from comity.kernel.ids import new_id
from comity.kernel.logs import logger

Handler = Callable[[Scope, Receive, Send], Awaitable[None]]
BODY_LIMIT = 1024 * 1024
ALLOWANCE = "comity.allowance"
"""Where whoever counts a call leaves what is left (`kernel.limits.Allowance`), for the `RateLimit-*` headers of the reply."""

log = logger("http")

SECURITY_HEADERS: list[tuple[bytes, bytes]] = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), payment=(), usb=(), microphone=(self)"),
]


@dataclass(frozen=True, slots=True)
class Hot:
    """A route that bypasses the framework: a method, a pattern of the path with named groups, and its handler.

    The groups stand in `scope["path_params"]`; `operation` is how the API's description (OpenAPI) tells of it.
    """

    method: str
    pattern: re.Pattern[str]
    handler: Handler
    operation: dict[str, Any] | None = None


async def read_body(receive: Receive, limit: int) -> bytes:
    """The whole request body; raises `PayloadTooLarge` (413000) as soon as it passes `limit` bytes."""
    message = await receive()
    body: bytes = message.get("body", b"")
    if not message.get("more_body"):
        if len(body) > limit:
            raise _too_large(limit)
        return body
    parts = [body]
    size = len(body)
    while message.get("more_body"):
        message = await receive()
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > limit:
            raise _too_large(limit)
    return b"".join(parts)


def _too_large(limit: int) -> PayloadTooLarge:
    return PayloadTooLarge(f"The body is larger than {limit} bytes. Send less.")


async def send_json(send: Send, status: int, value: Any, headers: Mapping[str, str] | None = None) -> None:
    """Sends one whole JSON reply; `value` may be ready-made bytes."""
    body = value if isinstance(value, bytes) else msgspec.json.encode(value)
    head = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    head += [(k.lower().encode(), v.encode()) for k, v in (headers or {}).items()]
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": body})


class Outermost:
    """Dispatches hot routes and wraps the rest: request ids, security headers, body limit, metrics, errors in one shape."""

    def __init__(self, app: ASGIApp, hot: list[Hot], body_limits: list[tuple[re.Pattern[str], int]]) -> None:
        self._app = app
        self._hot = hot
        self._body_limits = body_limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        token = request_id.set(_incoming_id(scope))
        try:
            for route in self._hot:
                if route.method == scope["method"] and (match := route.pattern.fullmatch(scope["path"])):
                    scope["path_params"] = match.groupdict()
                    await _guarded(route.handler, scope, receive, send)
                    return
            await self._framed(scope, receive, send)
        finally:
            request_id.reset(token)

    async def _framed(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = time.perf_counter()
        status = 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = _with_security(scope, message.get("headers", []))
            await send(message)

        await _guarded(self._app, scope, _limited(receive, self._limit_of(scope["path"])), sending)
        route = getattr(scope.get("route"), "path", "-")
        metrics.HTTP_REQUESTS.labels(scope["method"], route, str(status)).inc()
        metrics.HTTP_SECONDS.labels(route).observe(time.perf_counter() - started)

    def _limit_of(self, path: str) -> int:
        return next((limit for pattern, limit in self._body_limits if pattern.fullmatch(path)), BODY_LIMIT)


def _incoming_id(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"x-request-id" and len(value) <= 100 and value.isascii():
            return value.decode()
    return new_id()


def _with_security(scope: Scope, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    present = {name for name, _ in headers}
    extra = [(n, v) for n, v in SECURITY_HEADERS if n not in present]
    if b"x-request-id" not in present:
        extra.append((b"x-request-id", request_id.get().encode()))
    if allowance := scope.get(ALLOWANCE):
        extra += [
            (n.lower().encode(), v.encode())
            for n, v in allowance.headers().items()
            if n.lower().encode() not in present
        ]
    if b"cache-control" not in present and scope["path"].startswith("/api/"):
        extra.append((b"cache-control", b"no-store"))
    return [*headers, *extra]


def _limited(receive: Receive, limit: int) -> Receive:
    size = 0

    async def receiving() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > limit:
            raise _too_large(limit)
        return message

    return receiving


async def _guarded(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Renders what an application raises, unless its reply has already begun."""
    begun = ended = False

    async def sending(message: Message) -> None:
        nonlocal begun, ended
        begun = True
        ended = message["type"] == "http.response.body" and not message.get("more_body")
        await send(message)

    try:
        await app(scope, receive, sending)
    except ComityError as error:
        if begun:
            raise
        await send_json(send, error.status, error.to_wire(), {**error.headers, "x-request-id": request_id.get()})
    except Exception as error:
        log.error("request failed", path=scope["path"], method=scope["method"], exc_info=error)
        if begun and not ended:
            raise
        if not begun:
            await send_json(send, 500, internal().to_wire(), {"x-request-id": request_id.get()})


def internal() -> Internal:
    """A bug, as the caller hears of it: with the request id that leads to it in the log."""
    return Internal(f"Something went wrong inside Comity. Give request id {request_id.get()} to whoever runs it.")
