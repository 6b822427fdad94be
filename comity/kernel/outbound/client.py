"""The only HTTP client of the product."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

import aiohttp
import msgspec
from aiohttp.typedefs import LooseHeaders
from yarl import URL

from comity import __version__
from comity.kernel.config import Settings
from comity.kernel.context import in_transaction
from comity.kernel.outbound.errors import ReplyBroken
from comity.kernel.outbound.guard import Guard, LookUp, look_up, purpose_now
from comity.kernel.outbound.reply import Reply, StreamReply, failure_of

CONNECT_SECONDS = 5.0
MAX_REDIRECTS = 3
IDLE_SECONDS = 30.0
MB = 1_048_576
PORTS = {"http": 80, "https": 443}
Body = bytes | IO[bytes]
USER_AGENT = f"Comity/{__version__}"
SAFE_ELSEWHERE = frozenset({"accept", "accept-language", "user-agent", "if-none-match", "if-modified-since"})
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Budget:
    """What a purpose may take: seconds for the whole reply, bytes of it after decompression."""

    seconds: float
    max_bytes: int


BUDGETS: dict[str, Budget] = {
    "model": Budget(120, 10 * MB),
    "embedding": Budget(30, 20 * MB),
    "rerank": Budget(30, 1 * MB),
    "knowledge": Budget(30, 5 * MB),
    "crawler": Budget(30, 20 * MB),
    "download": Budget(120, 100 * MB),
    "action": Budget(30, 1 * MB),
    "webhook": Budget(10, 1 * MB),
    "signIn": Budget(10, 1 * MB),
    "image": Budget(10, 10 * MB),
    "storage": Budget(120, 100 * MB),
}


class Outbound:
    """Calls other systems through the guard. One per process; a connection pool per event loop.

    `allow`: what the configuration opens (`host:port`, `CIDR:port`); `proxy`: an explicit HTTP proxy. Raises `ValueError`
    for a malformed entry. Environment proxies are never used, cookies never kept, names never looked up twice.
    """

    def __init__(self, allow: tuple[str, ...] = (), *, proxy: str = "", look_up: LookUp = look_up) -> None:
        self.guard = Guard(allow, trusted_host=URL(proxy).raw_host or "" if proxy else "", look_up=look_up)
        self._proxy = URL(proxy) if proxy else None
        self._sessions: WeakKeyDictionary[asyncio.AbstractEventLoop, aiohttp.ClientSession] = WeakKeyDictionary()

    @classmethod
    def of(cls, settings: Settings) -> "Outbound":
        """The client that the settings describe; the file store they name may be called without being allowed again."""
        endpoint = urlsplit(settings.storage.endpoint)
        store = (f"{endpoint.hostname}:{endpoint.port or PORTS[endpoint.scheme]}",) if endpoint.hostname else ()
        return cls((*settings.outbound.allow, *store), proxy=settings.outbound.proxy)

    async def request(
        self,
        method: str,
        url: str,
        *,
        purpose: str,
        headers: Mapping[str, str] | None = None,
        body: Body | None = None,
        json: Any = None,
        redirects: int = 0,
        seconds: float | None = None,
        max_bytes: int | None = None,
    ) -> Reply:
        """One call, read to its end; any status is an answer. `purpose` is a key of `BUDGETS`, which bounds time and size.

        Raises `BlockedAddress`, `ConnectFailed`, `OutboundTimeout`, `ReplyTooLarge`, `ReplyBroken`.
        """
        budget = BUDGETS[purpose]
        allowed_seconds = min(seconds or budget.seconds, budget.seconds)
        allowed_bytes = min(max_bytes or budget.max_bytes, budget.max_bytes)
        try:
            async with (
                asyncio.timeout(allowed_seconds),
                self.stream(
                    method,
                    url,
                    purpose=purpose,
                    headers=headers,
                    body=body,
                    json=json,
                    redirects=redirects,
                    max_bytes=allowed_bytes,
                ) as reply,
            ):
                return Reply(reply.status, reply.headers, await reply.read(), reply.url)
        except TimeoutError as error:
            raise failure_of(error) from error

    @asynccontextmanager
    async def stream(
        self,
        method: str,
        url: str,
        *,
        purpose: str,
        headers: Mapping[str, str] | None = None,
        body: Body | None = None,
        json: Any = None,
        redirects: int = 0,
        max_bytes: int | None = None,
        head_seconds: float | None = None,
    ) -> AsyncIterator[StreamReply]:
        """A call whose body is read as it arrives; `head_seconds` bounds the wait for status and headers.

        The body has no time limit of its own: use `expect_within` or `asyncio.timeout`. Leaving the block early aborts
        the call at once. Raises like `request`.
        """
        if in_transaction():
            raise RuntimeError("a call to another system inside a transaction: call first, then write")
        mark = purpose_now.set(purpose)
        try:
            async with asyncio.timeout(head_seconds):
                raw = await self._open(method, url, dict(headers or {}), body, json, min(redirects, MAX_REDIRECTS))
        except TimeoutError as error:
            raise failure_of(error) from error
        finally:
            purpose_now.reset(mark)
        reply = StreamReply(raw, max_bytes)
        try:
            if max_bytes is not None and method != "HEAD" and (raw.content_length or 0) > max_bytes:
                raise reply.too_large()
            yield reply
        finally:
            reply.close()

    async def check(self, url: str, *, purpose: str) -> str:
        """The URL as it will be called, if it may be: for a setting that is saved now and used later.

        A name that has no address now passes, for it is judged again at each call. Raises `BlockedAddress` (422558).
        """
        mark = purpose_now.set(purpose)
        try:
            return str(await self.guard.check_addresses(url))
        except OSError:
            return url
        finally:
            purpose_now.reset(mark)

    def is_opened(self, url: str) -> bool:
        """Whether the install's own configuration names this host, or a network that holds this IP address, with its port."""
        return self.guard.is_opened(url)

    async def aclose(self) -> None:
        """Closes the connections of the running event loop."""
        session = self._sessions.pop(asyncio.get_running_loop(), None)
        if session is not None:
            await session.close()

    async def _open(
        self, method: str, url: str, headers: dict[str, str], body: Body | None, json: Any, redirects: int
    ) -> aiohttp.ClientResponse:
        if json is not None:
            body = msgspec.json.encode(json)
            headers.setdefault("Content-Type", "application/json")
        target = self.guard.check(url)
        while True:
            reply = await self._send(method, target, headers, body)
            location = reply.headers.get("Location", "") if reply.status in REDIRECTS else ""
            if not location or redirects == 0:
                return reply
            reply.close()
            redirects -= 1
            method, body = _redirected(method, body, reply.status)
            target, headers = self._follow(target, location, headers, body)

    async def _send(self, method: str, url: URL, headers: LooseHeaders, body: Body | None) -> aiohttp.ClientResponse:
        if self._proxy is not None:
            await self._check_before_proxy(url)
        try:
            return await self._session().request(
                method, url, headers=headers, data=body, allow_redirects=False, proxy=self._proxy
            )
        except aiohttp.InvalidURL as error:
            raise self.guard.refuse(url.raw_host or "", "url") from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise failure_of(error) from error

    async def _check_before_proxy(self, url: URL) -> None:
        try:
            await self.guard.check_addresses(url)
        except OSError as error:
            raise failure_of(error) from error

    def _follow(
        self, before: URL, location: str, headers: dict[str, str], body: Body | None
    ) -> tuple[URL, dict[str, str]]:
        try:
            target = before.join(URL(location))
        except ValueError as error:
            raise ReplyBroken("The redirect leads to no address.") from error
        if before.scheme == "https" and target.scheme == "http":
            raise self.guard.refuse(target.raw_host or "", "downgrade")
        if target.origin() != before.origin():
            kept = SAFE_ELSEWHERE | ({"content-type"} if body is not None else set())
            headers = {name: value for name, value in headers.items() if name.lower() in kept}
        return self.guard.check(target), headers

    def _session(self) -> aiohttp.ClientSession:
        loop = asyncio.get_running_loop()
        session = self._sessions.get(loop)
        if session is None or session.closed:
            session = self._sessions[loop] = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=0, resolver=self.guard, use_dns_cache=False, keepalive_timeout=IDLE_SECONDS
                ),
                timeout=aiohttp.ClientTimeout(total=None, connect=CONNECT_SECONDS),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": USER_AGENT},
                trust_env=False,
            )
        return session


def _redirected(method: str, body: Body | None, status: int) -> tuple[str, Body | None]:
    """Method and body of the next hop (RFC 9110 15.4): 303 reads, 301 and 302 turn a POST into a read, 307 and 308 repeat."""
    if status in {307, 308} or method in {"GET", "HEAD"}:
        return method, body
    return "GET", None
