"""What parsers give: a head, and pages of blocks."""

import re
from dataclasses import dataclass, field
from typing import Any, Protocol

from comity.kernel.text import normalise

_SURROGATE = re.compile("[\ud800-\udfff]")
KINDS = ("heading", "paragraph", "list", "table", "code", "caption")


@dataclass(slots=True)
class Block:
    """A piece of a page. `start` and `end` count in the page's text; `bbox` is x, y, width, height in points from the top left.

    `ocr`: its text was recognised in a picture, with a mean `confidence` of 0 to 1.
    """

    kind: str
    text: str
    level: int = 0
    start: int = 0
    end: int = 0
    bbox: tuple[float, float, float, float] | None = None
    header_rows: int = 0
    ocr: bool = False
    confidence: float | None = None


@dataclass(slots=True)
class ParsedPage:
    """One page: its blocks joined by two line breaks are its text. `status`: `ok`, `image` (no text) or `skipped`."""

    number: int
    blocks: list[Block]
    width: float = 0.0
    height: float = 0.0
    status: str = "ok"
    warnings: list[dict[str, Any]] = field(default_factory=list)
    text: str = ""

    def settle(self) -> "ParsedPage":
        """Normalises the blocks' texts, joins them and gives each its place."""
        kept: list[Block] = []
        at = 0
        for block in self.blocks:
            block.text = normalise(_SURROGATE.sub("\ufffd", block.text)).text.strip("\n").rstrip()
            if not block.text.strip():
                continue
            at += 2 if kept else 0
            block.start, block.end = at, at + len(block.text)
            at = block.end
            kept.append(block)
        self.blocks = kept
        self.text = "\n\n".join(block.text for block in kept)
        return self


@dataclass(slots=True)
class Head:
    """What a file says of itself before its pages are read."""

    mime: str
    pages: int
    title: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict)
    page_labels: list[str] = field(default_factory=list)


class Parser(Protocol):
    """An opened file; pages are numbered from 1 and may be read in any order."""

    head: Head

    def page(self, number: int) -> ParsedPage: ...


def table_text(rows: list[list[str]]) -> str:
    """A table as lines of cells between bars, the form in which tables are indexed and quoted."""
    return "\n".join(
        "| " + " | ".join(cell.replace("\n", " ").replace("|", "¦").strip() for cell in row) + " |" for row in rows
    )
