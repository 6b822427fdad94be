"""What a fetched page says: its content, where it leads, and what it asks of those who collect pages. Pure."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser as Tree

from comity.knowledge.parsing.html import HtmlPage, decode_html, read_html
from comity.knowledge.sources.addresses import normalise
from comity.knowledge.sources.robots import AGENT

LINKS_MAX, LINK_CHARACTERS_MAX = 1_000, 100_000
READING = 1
"""Counted up when pages are read differently, so that each is looked at again."""


@dataclass(frozen=True, slots=True)
class Looks:
    """A page as it was fetched. `digest` tells whether its content changed; `stored` are the bytes to keep, in UTF-8.

    `links`: where it leads, in one spelling, without those marked `nofollow`; `canonical`: which address it calls its own.
    """

    title: str
    digest: str
    characters: int
    stored: bytes
    links: tuple[str, ...]
    canonical: str | None
    noindex: bool


def look(content: bytes, address: str, charset: str, robots_headers: Iterable[str] = ()) -> Looks:
    """Reads an HTML page that lies at `address`; `robots_headers` are its `X-Robots-Tag` values."""
    text = decode_html(content, charset)
    page = read_html(text)  # first, as it refuses what would take minutes
    tree = Tree(text)
    asked = _asked(tree, robots_headers)
    noindex, nofollow = bool(asked & {"noindex", "none"}), bool(asked & {"nofollow", "none"})
    base = _base(tree, address)
    return Looks(
        title=page.title,
        digest=_digest(page),
        characters=page.characters,
        stored=_stored(content, text),
        links=() if nofollow else _links(tree, base),
        canonical=normalise(canonical, base) if (canonical := page.metadata.get("url")) else None,
        noindex=noindex,
    )


def _stored(content: bytes, text: str) -> bytes:
    """The bytes as they came where they can be read alone; else in UTF-8 with its mark, which outweighs what the page names."""
    return content if decode_html(content) == text else b"\xef\xbb\xbf" + text.encode("utf-8", "replace")


def _digest(page: HtmlPage) -> str:
    told = hashlib.sha256(f"{READING}\n{page.title}".encode("utf-8", "replace"))
    for block in page.blocks:
        told.update(f"\n{block.kind} {block.level} {block.text}".encode("utf-8", "replace"))
    return told.hexdigest()


def _asked(tree: Tree, headers: Iterable[str]) -> set[str]:
    """What the page asks of everybody or of us by name: `noindex`, `nofollow`, `none`."""
    metas = [
        node.attributes.get("content") or ""
        for node in tree.css("meta[name]")
        if (node.attributes.get("name") or "").strip().lower() in {"robots", AGENT.lower()}
    ]
    said = [*metas, *(_to_us(value) for value in headers)]
    return {word.strip().lower() for value in said for word in value.split(",")}


def _to_us(header: str) -> str:
    """An `X-Robots-Tag` may speak to one collector: `otherbot: noindex`."""
    agent, colon, rest = header.partition(":")
    names_one = bool(colon) and "," not in agent and agent.strip().lower() not in {"unavailable_after", "max-snippet"}
    return header if not names_one else rest if agent.strip().lower() == AGENT.lower() else ""


def _base(tree: Tree, address: str) -> str:
    node = tree.css_first("base[href]")
    return (normalise(node.attributes.get("href") or "", address) if node else None) or address


def _links(tree: Tree, base: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    characters = 0
    for node in tree.css("a[href], area[href]"):
        if "nofollow" in (node.attributes.get("rel") or "").lower().split():
            continue
        link = normalise(node.attributes.get("href") or "", base)
        if link and link not in found:
            found[link] = None
            characters += len(link)
        if len(found) >= LINKS_MAX or characters >= LINK_CHARACTERS_MAX:
            break
    return tuple(found)
