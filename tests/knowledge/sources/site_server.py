"""A website behind a real socket: pages that tests write and change, conditional requests, redirects, and a log of who asked what when."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256

from aiohttp import web

from tests.serving import served

WORDS = "Our shop answers within one working day, and every order is sent from Bangkok by the next morning."


def page(title: str, *links: str, text: str = WORDS, head: str = "") -> str:
    """A page as sites are: a menu, content with links, a footer."""
    anchors = " ".join(f'<p>See <a href="{link}">{link}</a> for more.</p>' for link in links)
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body><nav><a href='/'>Menu</a></nav>"
        f"<main><h1>{title}</h1><p>{title}. {text}</p>{anchors}</main><footer>All rights reserved</footer></body></html>"
    )


@dataclass(slots=True)
class Given:
    """What a path answers."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class SiteServer:
    """`asked`: each request as (time, path); `conditional`: the paths that were answered 304."""

    port: int = 0
    pages: dict[str, Given] = field(default_factory=dict)
    asked: list[tuple[float, str]] = field(default_factory=list)
    conditional: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where it stands."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, robots.txt aside."""
        return [path for _at, path in self.asked if path != "/robots.txt"]

    def has(self, path: str, body: str | bytes = b"", *, status: int = 200, **headers: str) -> None:
        """Sets what a path answers; `Content_Type="text/plain"` is a header."""
        content = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = Given(content, status, {"Content-Type": "text/html; charset=utf-8", **named})

    def forget(self) -> None:
        """Clears the log."""
        self.asked.clear()
        self.conditional.clear()

    async def answer(self, request: web.Request) -> web.Response:
        path = request.raw_path
        self.asked.append((time.monotonic(), path))
        given = self.pages.get(path)
        if given is None:
            return web.Response(status=404, text="There is no such page.")
        etag = f'"{sha256(given.body).hexdigest()[:16]}"'
        if given.status == 200 and request.headers.get("If-None-Match") == etag:
            self.conditional.append(path)
            return web.Response(status=304)
        return web.Response(body=given.body, status=given.status, headers={"ETag": etag, **given.headers})


@asynccontextmanager
async def site_server() -> AsyncIterator[SiteServer]:
    """A site on a free port of this machine."""
    site = SiteServer()
    app = web.Application()
    app.router.add_get("/{path:.*}", site.answer)
    async with served(app) as url:
        site.port = int(url.rpartition(":")[2])
        yield site
