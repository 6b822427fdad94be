"""Building the application: routers, hot routes, health, metrics, the console's files and the error shape."""

import hmac
import re
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from comity.kernel import metrics
from comity.kernel.context import Actor
from comity.kernel.db import SQL
from comity.kernel.errors import (
    BadRequest,
    ComityError,
    Forbidden,
    MethodNotAllowed,
    NotFound,
    UnsupportedMediaType,
    Validation,
    field_error,
)
from comity.kernel.http.asgi import Hot, Outermost, internal
from comity.kernel.http.console import ConsoleFiles
from comity.kernel.http.idempotency import Idempotency
from comity.kernel.http.live import live_stream
from comity.kernel.runtime import Runtime

Authenticate = Callable[[Request], Awaitable[Actor]]
Gate = Callable[[Request], Awaitable[None]]

_ALIVE = SQL("SELECT 1")
OPEN_API_PATHS = re.compile(r"/(healthz|readyz|metrics|api/v1/setup.*)")
RULES = {
    "missing": "required",
    "string_too_long": "maxLength",
    "string_too_short": "minLength",
    "greater_than_equal": "min",
    "less_than_equal": "max",
    "greater_than": "min",
    "less_than": "max",
    "too_long": "maxItems",
    "too_short": "minItems",
    "literal_error": "enum",
    "enum": "enum",
    "extra_forbidden": "unknown",
}


def create_app(
    *,
    routers: Sequence[APIRouter],
    hot: Sequence[Hot],
    authenticate: Authenticate,
    gate: Gate,
    lifespan: Callable[[FastAPI], AbstractAsyncContextManager[None]],
    body_limits: Sequence[tuple[re.Pattern[str], int]] = (),
    console: Path,
    version: str,
) -> tuple[ASGIApp, FastAPI]:
    """The whole ASGI application and, inside it, the FastAPI one (whose `state.rt` the lifespan sets).

    `authenticate` tells who asks; `gate` may refuse every API path, as before set-up.
    """
    api = FastAPI(title="Comity", version=version, docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    api.state.authenticate = authenticate
    for router in routers:
        api.include_router(router, prefix="/api/v1")
    _add_probes(api)
    api.add_route("/{path:path}", ConsoleFiles(console).serve, methods=["GET", "HEAD"], include_in_schema=False)
    _render_errors(api)
    gated = _Gated(_LateIdempotency(api), api, gate)
    live = Hot("GET", re.compile(r"/api/v1/stream"), _with_app(api, live_stream, gate))
    wrapped = [Hot(route.method, route.pattern, _with_app(api, route.handler, gate)) for route in hot]
    return Outermost(gated, [*wrapped, live], list(body_limits)), api


class _LateIdempotency:
    """Wraps the API in `Idempotency` once the runtime is open."""

    def __init__(self, api: FastAPI) -> None:
        self._api = api

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await Idempotency(self._api, self._api.state.rt.db)(scope, receive, send)
        else:
            await self._api(scope, receive, send)


class _Gated:
    """Asks the gate before each API path, except the ones that must always answer."""

    def __init__(self, app: ASGIApp, api: FastAPI, gate: Gate) -> None:
        self._app, self._api, self._gate = app, api, gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            path = scope["path"]
            scope["app"] = self._api
            if path.startswith("/api/") and not OPEN_API_PATHS.fullmatch(path):
                await self._gate(Request(scope))
        await self._app(scope, receive, send)


def _with_app(api: FastAPI, handler: Any, gate: Gate) -> Any:
    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        scope["app"] = api
        await gate(Request(scope))
        await handler(scope, receive, send)

    return handle


def _add_probes(api: FastAPI) -> None:
    async def healthz(_request: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def readyz(request: Request) -> Response:
        rt: Runtime = request.app.state.rt
        await rt.db.aread(lambda tx: tx.value(_ALIVE))
        return JSONResponse({"status": "ready"})

    async def exposition(request: Request) -> Response:
        token = request.app.state.rt.settings.metrics.token.get_secret_value()
        sent = request.headers.get("authorization", "").removeprefix("Bearer ")
        local = request.client is not None and request.client.host in {"127.0.0.1", "::1"}
        if not (hmac.compare_digest(sent, token) if token else local):
            raise Forbidden("Send the metrics token as 'Authorization: Bearer <token>'.")
        return PlainTextResponse(metrics.exposition(), media_type="text/plain; version=0.0.4; charset=utf-8")

    for path, handler in (("/healthz", healthz), ("/readyz", readyz), ("/metrics", exposition)):
        api.add_route(path, handler, methods=["GET"], include_in_schema=False)


def _render_errors(api: FastAPI) -> None:
    async def refused(_request: Request, error: Exception) -> Response:
        assert isinstance(error, ComityError)
        return JSONResponse(error.to_wire(), status_code=error.status, headers=error.headers)

    async def not_as_asked(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return await refused(request, _validation(error))

    async def no_route(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        kinds: dict[int, type[ComityError]] = {404: NotFound, 405: MethodNotAllowed, 415: UnsupportedMediaType}
        if isinstance(error.__cause__, ComityError):  # what was raised while the framework read the body
            return await refused(request, error.__cause__)
        if error.status_code == 400:
            return await refused(request, BadRequest())
        kind = kinds.get(error.status_code)
        return await refused(request, kind() if kind else ComityError(str(error.detail)))

    async def crashed(_request: Request, _error: Exception) -> Response:
        return await refused(_request, internal())

    api.add_exception_handler(Exception, crashed)
    api.add_exception_handler(ComityError, refused)
    api.add_exception_handler(RequestValidationError, not_as_asked)
    api.add_exception_handler(HTTPException, no_route)


def _validation(error: RequestValidationError) -> ComityError:
    found = error.errors()
    if any(item["type"] == "json_invalid" for item in found):
        return BadRequest()
    if any(item["type"] in {"model_attributes_type", "dict_type"} and item["loc"] == ("body",) for item in found):
        return BadRequest()
    return Validation(field_errors(found))


def field_errors(found: Sequence[Any]) -> list[dict[str, Any]]:
    """Pydantic's findings as items of `errors[]`."""
    return [_field(item) for item in found]


def _field(item: Any) -> dict[str, Any]:
    path = _path(item["loc"][1:] if item["loc"] and item["loc"][0] in {"body", "query", "path"} else item["loc"])
    rule = RULES.get(item["type"], "type" if item["type"].endswith("_type") else item["type"])
    if item["type"] == "value_error":
        rule = getattr(item.get("ctx", {}).get("error"), "rule", "value")
    message = item["msg"].removeprefix("Value error, ")
    return field_error(path, rule, message[:1].upper() + message[1:] + ("" if message.endswith(".") else "."))


def _path(location: Sequence[Any]) -> str:
    text = ""
    for part in location:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text
