"""The egress guard: a URL and every address behind its name are judged before anything is sent.

The name is looked up once, here, when a connection is opened; the connection goes to an address that passed, so a name
that changes its answer between check and use gains nothing. A kept connection is not looked up again.
"""

import asyncio
import contextvars
import ipaddress
import socket
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from comity.kernel import clock
from comity.kernel.logs import logger
from comity.kernel.outbound.addresses import OPEN_PORTS, IPAddress, judge, parse_address, parse_allowed
from comity.kernel.outbound.errors import BlockedAddress

LookUp = Callable[[str, int], Awaitable[list[str]]]
REFUSALS_KEPT = 200

log = logger("outbound")
purpose_now: contextvars.ContextVar[str] = contextvars.ContextVar("outbound_purpose", default="")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row of the status page: what was to be called, what for, and which rule forbade it."""

    at: datetime
    purpose: str
    host: str
    address: str
    rule: str


async def look_up(host: str, port: int) -> list[str]:
    """Every address of a name, by the system's resolver. Raises `OSError` when there is none."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(item[4][0]) for item in found))


class Guard(AbstractResolver):
    """Judges targets, and resolves names for the connector: it hears only of addresses that passed."""

    def __init__(self, allow: Iterable[str] = (), *, trusted_host: str = "", look_up: LookUp = look_up) -> None:
        self._allowed = parse_allowed(allow)
        self._trusted_host = trusted_host
        self._look_up = look_up
        self.refusals: deque[Refusal] = deque(maxlen=REFUSALS_KEPT)

    def check(self, url: str | URL) -> URL:
        """The URL with an odd spelling of an IP address made plain. No look-up: a name is judged when it is called.

        Raises `BlockedAddress` for what can be seen in the URL itself.
        """
        parsed = _parse(url)
        host, port = parsed.raw_host or "", parsed.port or 0
        if parsed.scheme not in {"http", "https"}:
            raise self.refuse(host, "scheme")
        if parsed.raw_user is not None or parsed.raw_password is not None:
            raise self.refuse(host, "userinfo")
        try:
            address = parse_address(host)
        except ValueError:
            raise self.refuse(host, "url") from None
        if address is not None:
            self._judge(host, address, port)
            return parsed.with_host(str(address))
        if port not in OPEN_PORTS and not self._allowed.has_port(port):
            raise self.refuse(host, "port")
        return parsed

    def is_opened(self, url: str) -> bool:
        """Whether the configuration names the target: its host, or a network that holds the IP address it is, with its port."""
        try:
            parsed = _parse(url)
            host, port = parsed.raw_host or "", parsed.port or 0
            address = parse_address(host)
        except (BlockedAddress, ValueError):
            return False
        return self._allowed.by_name(host, port) or (address is not None and self._allowed.by_address(address, port))

    async def check_addresses(self, url: str | URL) -> URL:
        """`check`, and every address of the name: for a setting that is saved now and called later."""
        parsed = self.check(url)
        host, port = parsed.raw_host or "", parsed.port or 0
        if parse_address(host) is None:
            await self.addresses(host, port)
        return parsed

    async def addresses(self, host: str, port: int) -> list[IPAddress]:
        """Every address of a name. Raises `BlockedAddress` if one of them may not be called, `OSError` if there is none."""
        found = [ipaddress.ip_address(text.partition("%")[0]) for text in await self._look_up(host, port)]
        if not found:
            raise OSError(socket.EAI_NONAME, f"no address for {host}")
        if host != self._trusted_host:
            for address in found:
                self._judge(host, address, port)
        return found

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """What the connector asks: the checked addresses of a name."""
        return [
            ResolveResult(
                hostname=host,
                host=str(address),
                port=port,
                family=socket.AF_INET if address.version == 4 else socket.AF_INET6,
                proto=0,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for address in await self.addresses(host, port)
        ]

    async def close(self) -> None:
        """Nothing to release."""

    def refuse(self, host: str, rule: str, address: str = "") -> BlockedAddress:
        """Records a refusal and returns the error to raise."""
        row = Refusal(clock.now(), purpose_now.get(), host, address, rule)
        self.refusals.append(row)
        log.warning("outgoing call refused", purpose=row.purpose, host=host, address=address, rule=rule)
        return BlockedAddress(host, rule, address)

    def _judge(self, host: str, address: IPAddress, port: int) -> None:
        rule = judge(host, address, port, self._allowed)
        if rule:
            raise self.refuse(host, rule, str(address))


def _parse(url: str | URL) -> URL:
    if isinstance(url, URL):
        return url
    try:
        parsed = URL(url)
        has_host = bool(parsed.raw_host) and parsed.port is not None
    except (ValueError, TypeError):
        raise BlockedAddress("", "url") from None
    if not has_host and parsed.scheme in {"http", "https", ""}:
        raise BlockedAddress(parsed.raw_host or "", "url")
    return parsed
