"""The pages that a site lists: its sitemap, the sitemaps of an index, or those that robots.txt names."""

from collections.abc import Awaitable, Callable

from comity.knowledge.sources.addresses import host_of, normalise, origin_of
from comity.knowledge.sources.errors import PageFailed, SyncFailed
from comity.knowledge.sources.fetching import Fetched, Fetcher
from comity.knowledge.sources.robots import Rules
from comity.knowledge.sources.sitemaps import Sitemap, SitemapBroken, is_sitemap, read_sitemap

SITEMAPS_MAX = 50
HOPS_MAX = 3
RulesOf = Callable[[str], Awaitable[Rules]]


async def listed_pages(fetcher: Fetcher, rules_of: RulesOf, start: str) -> list[str]:
    """The addresses that the site of `start` lists, on its own host, each once. `start` is a sitemap, or any page of the site.

    Raises `PageFailed`, or `SyncFailed` where there is no sitemap or one of them cannot be read: half a list is none.
    """
    rules = await rules_of(origin_of(start))
    given = await _fetch(fetcher, rules_of, start) if _names_list(start) else None
    waiting = [start] if given is not None else [*rules.sitemaps] or [f"{origin_of(start)}/sitemap.xml"]
    seen: set[str] = set()
    found: dict[str, None] = {}
    while waiting and len(seen) < SITEMAPS_MAX:
        address = normalise(waiting.pop(0), start)
        if address is None or address in seen or host_of(address) != host_of(start):
            continue
        seen.add(address)
        fetched = given if given is not None and address == start else await _fetch(fetcher, rules_of, address)
        sitemap = _read(address, fetched)
        waiting += sitemap.sitemaps
        for url in sitemap.pages:
            plain = normalise(url, address)
            if plain is not None and host_of(plain) == host_of(start):
                found[plain] = None
    if not found:
        raise SyncFailed("sitemap_empty", "The sitemap lists no page of this site.")
    return list(found)


def _names_list(address: str) -> bool:
    path = address.partition("?")[0].lower()
    return path.endswith((".xml", ".xml.gz", ".gz", ".txt")) or "sitemap" in path.rpartition("/")[2]


def _read(address: str, fetched: Fetched) -> Sitemap:
    if not fetched.body or (fetched.mime in {"text/html", "application/xhtml+xml"} and not is_sitemap(fetched.body)):
        raise SyncFailed("sitemap_broken", f"{address} is no sitemap. Give the address of the site's sitemap.")
    try:
        return read_sitemap(fetched.body)
    except SitemapBroken as error:
        raise SyncFailed("sitemap_broken", f"{address}: {error}") from error


async def _fetch(fetcher: Fetcher, rules_of: RulesOf, address: str) -> Fetched:
    """A sitemap, where its redirects within the site lead."""
    at = address
    for _ in range(HOPS_MAX + 1):
        rules = await rules_of(origin_of(at))
        if not rules.allows(at):
            raise PageFailed("robots_denied", "The site's robots.txt does not allow its sitemap to be fetched.")
        fetched = await fetcher.patiently(at, rules.spacing_seconds)
        if fetched.moved_to is None:
            if fetched.status != 200:
                raise PageFailed("http_error", f"{at}: the server answered {fetched.status}.")
            return fetched
        at = fetched.moved_to
        if host_of(at) != host_of(address):
            break
    raise PageFailed("too_many_redirects", f"{address} leads to another site. Give that address instead.")
