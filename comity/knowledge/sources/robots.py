"""What a site's robots.txt allows (RFC 9309): read by Protego, obeyed without exception. Pure."""

from dataclasses import dataclass, field

from protego import Protego

AGENT = "Comity"
"""The name that robots.txt may speak to; the header User-Agent begins with it."""
BYTES_MAX = 512_000
SPACING_SECONDS = 1.0
SPACING_MAX_SECONDS = 3_600.0


@dataclass(frozen=True, slots=True)
class Rules:
    """A site's rules. `state`: `found`, `none` (everything is allowed) or `unreachable` (nothing is).

    `spacing_seconds`: from one request to the next, at least a second; `sitemaps`: where the site says its pages are listed.
    """

    state: str
    spacing_seconds: float = SPACING_SECONDS
    sitemaps: tuple[str, ...] = ()
    parsed: Protego | None = field(default=None, repr=False)

    def allows(self, address: str) -> bool:
        """Whether a page may be fetched."""
        if self.parsed is None:
            return self.state == "none"
        return self.parsed.can_fetch(address, AGENT)


UNREACHABLE = Rules("unreachable")


def read_rules(status: int, content: bytes) -> Rules:
    """The rules in a reply: a server in trouble forbids everything, a file that is not there nothing (RFC 9309, 2.3.1)."""
    if status == 429 or status >= 500:
        return UNREACHABLE
    if not 200 <= status < 300:
        return Rules("none")
    parsed = Protego.parse(content[:BYTES_MAX].decode("utf-8-sig", "replace"))
    return Rules("found", _spacing(parsed), tuple(parsed.sitemaps), parsed)


def _spacing(parsed: Protego) -> float:
    rate = parsed.request_rate(AGENT)
    asked = [parsed.crawl_delay(AGENT) or 0.0, rate.seconds / rate.requests if rate and rate.requests else 0.0]
    return min(SPACING_MAX_SECONDS, max(SPACING_SECONDS, *asked))
