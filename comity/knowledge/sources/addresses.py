"""Web addresses: one spelling for each page, and the patterns that choose pages. Pure."""

import re

from yarl import URL

ADDRESS_CHARACTERS = 2048
_TRACKING = re.compile(
    r"utm_\w+|gclid|gbraid|wbraid|fbclid|msclkid|dclid|yclid|igshid|mc_cid|mc_eid|_ga|_gl|phpsessid|jsessionid"
)
_NO_PAGE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|ico|bmp|css|m?js|json|xml|rss|atom|zip|gz|tar|7z|rar|exe|dmg|apk|msi|iso|woff2?|ttf|otf|eot"
    r"|mp[34]|m4[av]|mov|avi|webm|ogg|wav|docx?|xlsx?|pptx?|csv)$",
    re.IGNORECASE,
)


def normalise(address: str, base: str = "") -> str | None:
    """The one spelling of a page's address, seen from the page `base`; None for what is no page of the web.

    Lower-case host, no default port, dot segments resolved, escapes in one form, no fragment, no parameters that only track who
    came from where. The order of parameters and a slash at the end stay: a server may answer differently.
    """
    try:
        url = URL(address.strip())
        url = URL(base).join(url) if base else url
        if url.scheme not in {"http", "https"} or not url.raw_host or url.user is not None or url.password is not None:
            return None
        plain = URL.build(
            scheme=url.scheme,
            host=(url.raw_host or "").rstrip("."),
            port=url.port if url.port != {"http": 80, "https": 443}[url.scheme] else None,
            path=url.raw_path or "/",
            query_string=_telling(url.raw_query_string),
            encoded=True,
        )
        text = str(plain)
    except (ValueError, TypeError):
        return None
    return text if len(text) <= ADDRESS_CHARACTERS else None


def _telling(query: str) -> str:
    parts = [part for part in query.split("&") if part and not _TRACKING.fullmatch(part.partition("=")[0].lower())]
    return "&".join(parts)


def host_of(address: str) -> str:
    """Host and port that an address names, such as `example.com` or `example.com:8080`."""
    url = URL(address)
    return (url.raw_host or "") + ("" if url.is_default_port() or url.port is None else f":{url.port}")


def origin_of(address: str) -> str:
    """Scheme, host and port: what a robots.txt speaks for."""
    return str(URL(address).origin())


def server_of(address: str) -> str:
    """The host alone: what requests are spaced by, whichever port and scheme they take."""
    return URL(address).raw_host or ""


def may_be_page(address: str) -> bool:
    """Whether an address looks as if it led to something that can be read; pictures, scripts and archives do not."""
    return _NO_PAGE.search(URL(address).path) is None


def is_chosen(address: str, include: list[str], exclude: list[str]) -> bool:
    """Whether patterns let an address in: some pattern of `include`, where there are any, and none of `exclude`."""
    if any(matches(pattern, address) for pattern in exclude):
        return False
    return not include or any(matches(pattern, address) for pattern in include)


def matches(pattern: str, address: str) -> bool:
    """Whether a pattern fits the path of an address with its parameters, or the whole address where it names a host.

    `*` stands for any characters; case makes no difference. It must fit to the end: `/news/*`, not `/news/`.
    """
    url = URL(address)
    text = f"{url.path}?{url.query_string}" if url.query_string else url.path
    if "://" in pattern:
        text = f"{url.scheme}://{host_of(address)}{text}"
    return _fits(pattern.casefold().split("*"), text.casefold())


def _fits(pieces: list[str], text: str) -> bool:
    first, *rest = pieces
    if not rest:
        return text == first
    last = rest.pop()
    if not text.startswith(first) or not text.endswith(last) or len(text) < len(first) + len(last):
        return False
    at, end = len(first), len(text) - len(last)
    for piece in rest:
        found = text.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True
