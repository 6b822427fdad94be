"""One polite request for an address of a website: its turn is awaited, the guard judges it, and what comes is bounded."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime

from yarl import URL

from comity.kernel import clock
from comity.kernel.limits import rest_after, take_turn
from comity.kernel.outbound import BUDGETS, BlockedAddress, ConnectFailed, OutboundTimeout, ReplyBroken, ReplyTooLarge
from comity.kernel.runtime import Runtime
from comity.knowledge.sources.addresses import normalise, server_of
from comity.knowledge.sources.errors import PageFailed
from comity.knowledge.sources.robots import SPACING_SECONDS, UNREACHABLE, Rules, read_rules

ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/markdown;q=0.8,text/plain;q=0.8,*/*;q=0.1"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
ROBOTS_HOPS = 5
WAIT_PIECE_SECONDS = 2.0
AGAIN_SECONDS, AGAIN_MAX_SECONDS = 5.0, 60.0
PAGES = {
    "text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf",
    "text/markdown": "md", "text/plain": "txt", "": "html",
}  # fmt: skip
"""The types of pages that are read, and as what."""
LISTS = frozenset({"application/xml", "text/xml", "application/gzip", "application/x-gzip", "application/octet-stream"})
"""The types that sitemaps come as, beside plain text."""
WANTED = frozenset(PAGES) | LISTS
BUSY = frozenset({429, 500, 502, 503, 504})
Wait = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Fetched:
    """A reply. `moved_to`: where a redirect leads, in one spelling; the body is empty then, and for 304."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    moved_to: str | None = None

    @property
    def mime(self) -> str:
        """The type alone: `text/html`."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The encoding that the server names; empty for none."""
        for part in self.headers.get("Content-Type", "").split(";")[1:]:
            name, _, value = part.partition("=")
            if name.strip().lower() == "charset":
                return value.strip().strip("\"'")
        return ""


class Fetcher:
    """Fetches for one sync. `wait` sleeps some seconds, or raises when the sync was stopped."""

    def __init__(self, rt: Runtime, wait: Wait) -> None:
        self._rt = rt
        self._wait = wait

    async def rules(self, origin: str) -> Rules:
        """What the robots.txt of an origin says. Raises `PageFailed` with `blocked_address`."""
        address = f"{origin}/robots.txt"
        for _ in range(ROBOTS_HOPS + 1):
            try:
                fetched = await self.patiently(address, SPACING_SECONDS)
            except PageFailed as error:
                if error.code == "blocked_address":
                    raise
                return UNREACHABLE
            if fetched.moved_to is None:
                return read_rules(fetched.status, fetched.body)
            address = fetched.moved_to
        return read_rules(404, b"")

    async def patiently(
        self, address: str, spacing_seconds: float, headers: Mapping[str, str] | None = None
    ) -> Fetched:
        """`once`, and once more after a while where the server is busy or in trouble. Raises `PageFailed`."""
        wait = AGAIN_SECONDS
        try:
            fetched = await self.once(address, spacing_seconds, headers)
            if fetched.status not in BUSY:
                return fetched
            wait = _asked_to_wait(fetched)
        except PageFailed as error:
            if not error.is_server:
                raise
        await self._wait(wait)
        return await self.once(address, spacing_seconds, headers)

    async def once(self, address: str, spacing_seconds: float, headers: Mapping[str, str] | None = None) -> Fetched:
        """One request, in its turn. Raises `PageFailed` with a code: `blocked_address`, `timeout`, `unreachable`, `too_large`."""
        key = f"crawl:{server_of(address)}"
        await self._turn(key, spacing_seconds)
        try:
            return await self._ask(address, {"Accept": ACCEPT, **(headers or {})})
        except BlockedAddress as error:
            raise PageFailed("blocked_address", error.message) from error
        except OutboundTimeout as error:
            raise PageFailed("timeout", error.message, is_server=True) from error
        except ReplyTooLarge as error:
            raise PageFailed("too_large", error.message) from error
        except TimeoutError as error:
            raise PageFailed("timeout", "The page did not arrive in time.", is_server=True) from error
        except (ConnectFailed, ReplyBroken) as error:
            raise PageFailed("unreachable", error.message, is_server=True) from error
        finally:
            await self._rt.db.awrite(lambda tx: rest_after(tx, key, spacing_seconds))

    async def _ask(self, address: str, headers: Mapping[str, str]) -> Fetched:
        """Reads the body only where it is wanted: no byte of pictures and archives is taken."""
        budget = BUDGETS["crawler"]
        async with (
            asyncio.timeout(budget.seconds),
            self._rt.outbound.stream(
                "GET", address, purpose="crawler", headers=headers, max_bytes=budget.max_bytes
            ) as reply,
        ):
            if reply.status in REDIRECTS and (moved_to := self._moved_to(address, reply.headers)):
                return Fetched(reply.status, reply.headers, b"", moved_to)
            head = Fetched(reply.status, reply.headers, b"")
            is_wanted = reply.status == 200 and head.mime in WANTED
            return Fetched(reply.status, reply.headers, await reply.read()) if is_wanted else head

    def _moved_to(self, address: str, headers: Mapping[str, str]) -> str | None:
        """Where a redirect leads, judged by the guard before anything is asked of it. Raises `BlockedAddress`."""
        location = headers.get("Location", "")
        if not location:
            return None
        target = normalise(location, address)
        if target is None:
            raise ReplyBroken("The redirect leads to no address.")
        guard = self._rt.outbound.guard
        if URL(address).scheme == "https" and URL(target).scheme == "http":
            raise guard.refuse(URL(target).raw_host or "", "downgrade")
        return normalise(str(guard.check(target)))

    async def _turn(self, key: str, spacing_seconds: float) -> None:
        while wait := await self._rt.db.awrite(lambda tx: take_turn(tx, key, spacing_seconds)):
            await self._wait(min(wait, WAIT_PIECE_SECONDS))


def _asked_to_wait(fetched: Fetched) -> float:
    """Seconds that `Retry-After` asks for, within reason."""
    value = fetched.headers.get("Retry-After", "").strip()
    if value.isdigit():
        seconds = float(value)
    else:
        try:
            at = parsedate_to_datetime(value)
        except ValueError:
            return AGAIN_SECONDS
        seconds = (at.replace(tzinfo=at.tzinfo or UTC) - clock.now()).total_seconds()
    return min(AGAIN_MAX_SECONDS, max(1.0, seconds))
