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
from starlette.routing import BaseRoute, Match
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
)
from comity.kernel.http.asgi import Hot, Outermost, internal
from comity.kernel.http.bodies import SafeBodies
from comity.kernel.http.console import ConsoleFiles
from comity.kernel.http.describing import REFUSALS, describe, operation_id
from comity.kernel.http.idempotency import Idempotency
from comity.kernel.http.live import LIVE
from comity.kernel.http.rules import field_errors
from comity.kernel.runtime import Runtime

Authenticate = Callable[[Request], Awaitable[Actor]]
Gate = Callable[[Request], Awaitable[None]]
Endpoint = Callable[[Request], Awaitable[Response]]

_ALIVE = SQL("SELECT 1")
OPEN_API_PATHS = re.compile(r"/(healthz|readyz|metrics|api/v1/setup.*)")


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
    api = FastAPI(
        title="Comity",
        version=version,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=lifespan,
        generate_unique_id_function=operation_id,
    )
    api.state.authenticate = authenticate
    for router in routers:
        api.include_router(router, prefix="/api/v1", responses=REFUSALS)
    _add_probes(api)
    hot = [*hot, LIVE]
    exists = _known_paths([*api.router.routes], hot)
    api.add_route(
        "/{path:path}", _rest(ConsoleFiles(console), exists), methods=["GET", "HEAD"], include_in_schema=False
    )
    _render_errors(api, exists)
    describe(api, hot)
    gated = _Gated(SafeBodies(_LateIdempotency(api)), api, gate)
    wrapped = [Hot(route.method, route.pattern, _with_app(api, route.handler, gate)) for route in hot]
    return Outermost(gated, wrapped, list(body_limits)), api


def _known_paths(known: Sequence[BaseRoute], hot: Sequence[Hot]) -> Callable[[Scope], bool]:
    """Tells whether a path is one of the API's, whatever the method: what else is asked of it is a wrong method, not a wrong path."""

    def exists(scope: Scope) -> bool:
        reads = any(route.pattern.fullmatch(scope["path"]) for route in hot)
        return reads or any(route.matches(scope)[0] is not Match.NONE for route in known)

    return exists


def _rest(console: ConsoleFiles, exists: Callable[[Scope], bool]) -> Endpoint:
    """Whatever no route answers: the console's pages, and under `/api/` a refusal that tells a path from a method."""

    async def serve(request: Request) -> Response:
        if request.scope["path"].startswith("/api/"):
            raise MethodNotAllowed if exists(request.scope) else NotFound
        return await console.serve(request)

    return serve


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


def _render_errors(api: FastAPI, exists: Callable[[Scope], bool]) -> None:
    async def refused(_request: Request, error: Exception) -> Response:
        assert isinstance(error, ComityError)
        return JSONResponse(error.to_wire(), status_code=error.status, headers=error.headers)

    async def not_as_asked(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return await refused(request, _validation(request, error))

    async def no_route(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        kinds: dict[int, type[ComityError]] = {404: NotFound, 405: MethodNotAllowed, 415: UnsupportedMediaType}
        if isinstance(error.__cause__, ComityError):  # what was raised while the framework read the body
            return await refused(request, error.__cause__)
        if error.status_code == 400:
            return await refused(request, BadRequest())
        kind = kinds.get(error.status_code)
        if kind is MethodNotAllowed and request.scope["path"].startswith("/api/") and not exists(request.scope):
            kind = NotFound  # the framework knows the console's pages alone, which are only read
        return await refused(request, kind() if kind else ComityError(str(error.detail)))

    async def crashed(_request: Request, _error: Exception) -> Response:
        return await refused(_request, internal())

    api.add_exception_handler(Exception, crashed)
    api.add_exception_handler(ComityError, refused)
    api.add_exception_handler(RequestValidationError, not_as_asked)
    api.add_exception_handler(HTTPException, no_route)


def _validation(request: Request, error: RequestValidationError) -> ComityError:
    found = error.errors()
    if any(item["type"] == "json_invalid" for item in found):
        return BadRequest("The body is not valid JSON.")
    whole = next((item["type"] for item in found if item["loc"] == ("body",)), None)
    if whole is not None:
        is_json = whole == "missing" or "json" in request.headers.get("content-type", "").lower()
        return BadRequest() if is_json else UnsupportedMediaType("Send JSON, with 'Content-Type: application/json'.")
    return Validation(field_errors(found))
