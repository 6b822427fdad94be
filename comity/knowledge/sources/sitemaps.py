"""Sitemaps: the pages that a site lists (sitemaps.org), as XML, plain text, or either of them packed. Pure."""

import zlib
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree

PLAIN_MAX = 50 * 1024 * 1024
ADDRESSES_MAX = 50_000


class SitemapBroken(Exception):
    """This is no sitemap that can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The addresses of pages, and of further sitemaps where it is an index."""

    pages: list[str]
    sitemaps: list[str]


def is_sitemap(content: bytes) -> bool:
    """Whether bytes look like a sitemap rather than like a page."""
    head = content[:2]
    if head == b"\x1f\x8b":
        return True
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:2048].lower()
    return b"<urlset" in start or b"<sitemapindex" in start


def read_sitemap(content: bytes) -> Sitemap:
    """What a sitemap lists, at most 50,000 addresses. Raises `SitemapBroken`."""
    plain = _unpack(content)
    text = plain.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not text.startswith(b"<"):
        return Sitemap(_lines(text), [])
    found: dict[str, list[str]] = {"url": [], "sitemap": []}
    try:
        for _event, element in ElementTree.iterparse(BytesIO(text), events=("end",)):
            kind = _name(element)
            if kind in found:
                found[kind] += [(one.text or "").strip() for one in element if _name(one) == "loc" and one.text]
                element.clear()
    except ElementTree.ParseError as error:
        raise SitemapBroken(f"The sitemap is not well-formed XML: {error}.") from error
    if not any(found.values()):
        raise SitemapBroken("The sitemap lists no page.")
    return Sitemap(found["url"][:ADDRESSES_MAX], found["sitemap"][:ADDRESSES_MAX])


def _unpack(content: bytes) -> bytes:
    if content[:2] != b"\x1f\x8b":
        return content
    unpacker = zlib.decompressobj(wbits=31)
    try:
        plain = unpacker.decompress(content, PLAIN_MAX)
    except zlib.error as error:
        raise SitemapBroken(f"The packed sitemap is damaged: {error}.") from error
    if unpacker.unconsumed_tail:
        raise SitemapBroken(f"The sitemap unpacks to more than {PLAIN_MAX // 1024 // 1024} MB.")
    return plain


def _lines(text: bytes) -> list[str]:
    lines = [line.strip() for line in text.decode("utf-8", "replace").splitlines()]
    pages = [line for line in lines if line.startswith(("http://", "https://"))]
    if not pages:
        raise SitemapBroken("The sitemap lists no page.")
    return pages[:ADDRESSES_MAX]


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
