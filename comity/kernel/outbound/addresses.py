"""Which addresses may be called (`accounts.md` 3.12): pure functions over host names, IP addresses and ports.

An IPv6 address that carries an IPv4 one (mapped, NAT64, 6to4) is judged by the address inside it.
"""

import ipaddress
import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network

OPEN_PORTS = frozenset({80, 443})
REFUSED = tuple(
    ipaddress.ip_network(text)
    for text in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15"),
        *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        *("::/128", "::1/128", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"),
        *("64:ff9b:1::/48", "100::/64", "2001::/32", "2001:db8::/32"),
    )
)
_IPV4_COMPATIBLE = ipaddress.IPv6Network("::/96")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_SIX_TO_FOUR = ipaddress.IPv6Network("2002::/16")
_NUMERIC_END = re.compile(r"(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)$", re.IGNORECASE)


def parse_address(host: str) -> IPAddress | None:
    """The IP address that `host` spells, in any spelling a resolver would take (`0x7f.1`, `2130706433`); None for a name.

    Raises `ValueError` for a host that ends in a number and is no address: no name does.
    """
    text = host.strip("[]").rstrip(".")
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        pass
    if not _NUMERIC_END.search(text):
        return None
    try:
        return ipaddress.IPv4Address(socket.inet_aton(text))
    except OSError:
        raise ValueError(f"{host!r} is not an address") from None


def embedded(address: IPAddress) -> IPAddress:
    """The IPv4 address that an IPv6 address carries, else the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64 or (address in _IPV4_COMPATIBLE and int(address) > 1):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _SIX_TO_FOUR:
        return ipaddress.IPv4Address((int(address) >> 80) & 0xFFFFFFFF)
    return address


@lru_cache(4096)
def refused_network(address: IPAddress) -> str | None:
    """The reserved network that holds the address, as text; None for a public one."""
    inner = embedded(address)
    for network in REFUSED:
        if inner.version == network.version and inner in network:
            return str(network)
    return None


@dataclass(frozen=True, slots=True)
class Allowed:
    """The targets that the install's own configuration opens: `host:port` and `CIDR:port`."""

    hosts: frozenset[tuple[str, int]]
    networks: tuple[tuple[IPNetwork, int], ...]

    def by_name(self, host: str, port: int) -> bool:
        """Whether the host was named with this port: then its addresses are not judged."""
        return (host.lower().rstrip("."), port) in self.hosts

    def by_address(self, address: IPAddress, port: int) -> bool:
        """Whether an allowed network with this port holds the address."""
        return any(
            port == open_port and address.version == network.version and address in network
            for network, open_port in self.networks
        )

    def has_port(self, port: int) -> bool:
        """Whether any entry has this port: otherwise a name on it need not be looked up at all."""
        return any(port == p for _, p in self.hosts) or any(port == p for _, p in self.networks)


def parse_allowed(entries: Iterable[str]) -> Allowed:
    """Reads `outbound.allow`. Raises `ValueError` naming an entry that is neither `host:port` nor `CIDR:port`."""
    hosts: set[tuple[str, int]] = set()
    networks: list[tuple[IPNetwork, int]] = []
    for entry in entries:
        host, _, port_text = entry.strip().rpartition(":")
        if not host or not port_text.isdigit() or not 0 < int(port_text) < 65536:
            raise ValueError(f"outbound.allow: '{entry}' is not host:port or CIDR:port")
        network = _network(host)
        if network is None:
            hosts.add((host.lower().rstrip("."), int(port_text)))
        else:
            networks.append((network, int(port_text)))
    return Allowed(frozenset(hosts), tuple(networks))


def judge(host: str, address: IPAddress, port: int, allowed: Allowed) -> str | None:
    """The rule that forbids calling `host` at `address`: a network or `port`; None when it may be called."""
    if allowed.by_name(host, port) or allowed.by_address(address, port) or allowed.by_address(embedded(address), port):
        return None
    return "port" if port not in OPEN_PORTS else refused_network(address)


def _network(text: str) -> IPNetwork | None:
    try:
        return ipaddress.ip_network(text.strip("[]"), strict=False)
    except ValueError:
        return None
