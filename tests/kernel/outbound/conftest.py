"""A real web server on this machine, and clients that may or may not reach it."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web

from comity.kernel.outbound import Outbound

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Site:
    """A web server whose one handler a test sets; `seen` are the requests it got."""

    def __init__(self) -> None:
        self.handler: Handler = self._hello
        self.seen: list[web.Request] = []
        self.port = 0

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    async def start(self) -> web.AppRunner:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._handle)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0, shutdown_timeout=0.1)
        await site.start()
        self.port = runner.addresses[0][1]
        return runner

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        self.seen.append(request)
        return await self.handler(request)

    async def _hello(self, request: web.Request) -> web.StreamResponse:
        return web.json_response({"body": (await request.read()).decode()})


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """The web server."""
    site = Site()
    runner = await site.start()
    yield site
    await runner.cleanup()


@pytest.fixture
async def outbound(site: Site) -> AsyncIterator[Outbound]:
    """A client whose configuration opens the web server."""
    client = Outbound((f"127.0.0.1:{site.port}",))
    yield client
    await client.aclose()
