"""The application: the domains' HTTP put together and served. Everything is imported here, and nothing imports this.

A domain's `endpoints` modules offer `router` (its paths under `/api/v1`), and where they need them `HOT` (raw routes),
`BODY_LIMITS` (pattern of the path, bytes) and `lifespan(rt)` (what serving needs, put into `rt.parts`).
"""

import asyncio
import gc
import signal
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from socket import socket
from types import FrameType
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from starlette.types import ASGIApp

import comity
from comity import accounts
from comity.kernel.config import Settings
from comity.kernel.context import Actor
from comity.kernel.db.schema import bring_to_head
from comity.kernel.http import create_app
from comity.kernel.logs import logger
from comity.kernel.process import noted_as_server
from comity.kernel.runtime import Runtime
from comity.migrations import FOLDER
from comity.worker import OWN_PROCESS, OnDemand, every_queue, lifespans, open_runtime, parts_of, working

Beside = Callable[[Runtime], Coroutine[Any, Any, None]]
GC_THRESHOLDS = (20_000, 20, 50)
"""Answers make few cycles: looking for them after every 700 new objects, as Python does by itself, costs more than it frees."""
SWITCH_SECONDS = 0.0005
"""How long a thread that computes keeps the loop waiting: Python's own 5 ms, after each write to a socket, make first tokens late."""
GRACEFUL_SECONDS = 3
PACKAGE = Path(comity.__file__).parent
log = logger("app")


def _runtime(request: Request) -> Runtime:
    return request.app.state.rt


async def authenticate(request: Request) -> Actor:
    """Who asks (401000 when nobody): the hook that every endpoint's `requires` calls."""
    authentication: accounts.Authentication = _runtime(request).parts["authentication"]
    return await authentication.actor(request)


async def gate(request: Request) -> None:
    """Refuses with 503550 until somebody has set Comity up; asked of the database only until then."""
    rt = _runtime(request)
    if "setUp" not in rt.parts:
        if not await rt.db.aread(accounts.any_account):
            raise accounts.SetupRequired
        rt.parts["setUp"] = True


def assemble(lifespan: "Lifespan | None" = None) -> tuple[ASGIApp, FastAPI]:
    """The ASGI application of all domains and the FastAPI one inside it; `lifespan` opens and closes its runtime."""
    modules = list(parts_of("endpoints"))
    return create_app(
        routers=[module.router for module in modules if hasattr(module, "router")],
        hot=[route for module in modules for route in getattr(module, "HOT", ())],
        body_limits=[limit for module in modules for limit in getattr(module, "BODY_LIMITS", ())],
        authenticate=authenticate,
        gate=gate,
        lifespan=lifespan or _no_lifespan,
        console=_console_folder(),
        version=comity.__version__,
    )


@asynccontextmanager
async def serving(rt: Runtime) -> AsyncIterator[ASGIApp]:
    """The application on an open runtime, without jobs: for tests and for callers in the same process."""
    app, api = assemble()
    api.state.rt = rt
    async with lifespans(rt, "endpoints"):
        yield app


class Lifespan:
    """What the served application opens at start; `drain` closes its front early, while it still answers 503."""

    def __init__(self, settings: Settings, arguments: list[str], *, jobs: bool, beside: Beside | None = None) -> None:
        self._settings = settings
        self._arguments = arguments
        self._jobs = jobs
        self._beside = beside
        self._front: AsyncExitStack | None = None

    @asynccontextmanager
    async def __call__(self, api: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            rt = api.state.rt = await stack.enter_async_context(open_runtime(self._settings))
            if self._jobs:
                await stack.enter_async_context(self._working(rt))
            self._front = await stack.enter_async_context(lifespans(rt, "endpoints"))
            await _tell_where(rt)
            stack.enter_context(noted_as_server(self._settings.data_dir, self._settings.base_url))
            if self._beside is not None:
                await stack.enter_async_context(_running(self._beside(rt)))
            yield

    async def drain(self) -> None:
        """Ends what streams, in the domains' own way; new work is refused meanwhile (`assistants.md` 3.11)."""
        if self._front is not None:
            await self._front.aclose()

    @asynccontextmanager
    async def _working(self, rt: Runtime) -> AsyncIterator[None]:
        async with _running(OnDemand(rt, self._arguments).run()), working(rt, every_queue() - set(OWN_PROCESS)):
            yield


class Server(uvicorn.Server):
    """Uvicorn that drains before it stops; a second signal stops it at once."""

    def __init__(self, config: uvicorn.Config, lifespan: Lifespan) -> None:
        super().__init__(config)
        self._lifespan = lifespan
        self._draining: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if self._draining is not None or self._loop is None:
            super().handle_exit(signal.SIGINT if self.should_exit else sig, frame)
        else:
            self._loop.call_soon_threadsafe(self._begin_to_drain)

    def _begin_to_drain(self) -> None:
        self._draining = self._draining or asyncio.create_task(self._drain())

    async def _drain(self) -> None:
        try:
            await self._lifespan.drain()
        finally:
            self.should_exit = True


def serve(settings: Settings, arguments: list[str], *, jobs: bool = True, beside: Beside | None = None) -> None:
    """Serves until a signal. `arguments`: how the command line names these settings to a worker process.

    `beside(rt)` runs while it serves, from when it is ready. Raises `SchemaIsNewer` when the database belongs to a newer Comity.
    """
    gc.set_threshold(*GC_THRESHOLDS)
    sys.setswitchinterval(SWITCH_SECONDS)
    bring_to_head(settings, FOLDER)
    lifespan = Lifespan(settings, arguments, jobs=jobs, beside=beside)
    app, _api = assemble(lifespan)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http="httptools",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        backlog=4096,
        timeout_graceful_shutdown=GRACEFUL_SECONDS,
    )
    Server(config, lifespan).run()


@asynccontextmanager
async def _no_lifespan(_api: FastAPI) -> AsyncIterator[None]:
    yield


@asynccontextmanager
async def _running(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Runs `work` while the block lasts; a failure of it is logged, the block goes on."""
    task = asyncio.create_task(work)
    task.add_done_callback(_log_failure)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _log_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("work beside the server failed", exc_info=error)


def _console_folder() -> Path:
    """The built console: inside an installed package, or in a checkout."""
    installed = PACKAGE / "console"
    return installed if installed.is_dir() else PACKAGE.parent / "console" / "dist"


async def _tell_where(rt: Runtime) -> None:
    print(f"Comity {comity.__version__} serves {rt.settings.base_url}", flush=True)
    if await rt.db.aread(accounts.any_account):
        return
    token = await rt.db.awrite(accounts.issue_setup_token)
    print(
        f"\nComity is not set up yet. Within 60 minutes open\n\n    {rt.settings.base_url}/setup?token={token}\n",
        flush=True,
    )
