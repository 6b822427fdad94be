"""HTML: the main content, without scripts, navigation and hidden nodes."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser as Tree

from comity.knowledge.parsing.blocks import Block, Head, ParsedPage, table_text
from comity.knowledge.parsing.errors import ParseFailure
from comity.knowledge.parsing.html_main import Linked, drop_surroundings, main_node, without_menus
from comity.knowledge.parsing.plain import MARKS, Paged, clean_lines, decode

_META_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\u00a0]+")
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)
_BLOCKS = {
    "p",
    "div",
    "section",
    "article",
    "main",
    "blockquote",
    "dl",
    "dt",
    "dd",
    "figure",
    "address",
    "header",
    "form",
    "body",
}
_HEADINGS = {f"h{n}": n for n in range(1, 7)}


CONTENT_MIN = 50
OPEN_TAGS_MAX = 20_000
CELLS_MAX = 100_000
_ENDLESS = "p|li|dt|dd|td|th|tr|option|br|hr|img|input|meta|link|source|wbr|col|area"
_TAG = re.compile(rf"<(/?)(?!(?:{_ENDLESS})\b)([a-zA-Z][\w-]*)")
"""Tags that need no end are not counted: they do not nest by themselves."""
_LABELS = {
    "windows-874": "cp874", "tis-620": "cp874", "iso-8859-11": "cp874", "gb2312": "gb18030", "gbk": "gb18030",
    "x-gbk": "gb18030", "x-sjis": "cp932", "shift_jis": "cp932", "shift-jis": "cp932", "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949", "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252",
}  # fmt: skip
"""What pages call their encoding, where Python's codec of that name would be a narrower one (WHATWG Encoding, 4.2)."""


class HtmlParser(Paged):
    """An HTML page. One with hardly any content says so: its text may come from scripts, which are not run."""

    def __init__(self, path: Path) -> None:
        page = read_html(decode_html(path.read_bytes()))
        super().__init__(page.blocks, Head("text/html", 0, page.title or None, page.metadata))
        self._is_bare = page.characters < CONTENT_MIN

    def page(self, number: int) -> ParsedPage:
        found = super().page(number)
        if self._is_bare:
            message = "There is hardly any text in this page. If scripts write it, paste the text instead: scripts are not run."
            found.warnings = [{"code": "empty_after_extraction", "page": number, "message": message}]
        return found


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """The main content of a page, its title, and its canonical address as `metadata["url"]` where it names one."""

    title: str
    metadata: dict[str, Any]
    blocks: list[Block]

    @property
    def characters(self) -> int:
        """How much text there is."""
        return sum(len(block.text.strip()) for block in self.blocks)


def read_html(text: str) -> HtmlPage:
    """What people read on a page: without scripts, menus, banners and hidden nodes.

    Raises `ParseFailure` for a page of so many open tags that building its tree would take minutes.
    """
    check_nesting(text)
    tree = Tree(clean_lines(text))
    metadata = _canonical(tree)
    title_node = tree.css_first("title")
    title = _flat(title_node.text()) if title_node else ""
    drop_surroundings(tree)
    root, is_main = main_node(tree)
    if root is None:
        return HtmlPage(title, metadata, [])
    walk = _Walk([])
    walk.node(root)
    blocks = [one.block for one in walk.found] if is_main else without_menus(walk.found)
    return HtmlPage(title, metadata, blocks)


def check_nesting(text: str) -> None:
    """Raises `ParseFailure` for more open tags than any honest page has: the time to build a tree grows with the square of its depth."""
    open_by_name: Counter[str] = Counter()
    total = 0
    for closing, name in _TAG.findall(text):
        if not closing:
            open_by_name[name] += 1
            total += 1
        elif open_by_name[name]:
            open_by_name[name] -= 1
            total -= 1
        if total > OPEN_TAGS_MAX:
            raise ParseFailure("corrupt_file", "Its tags are nested too deeply. Save the page again, as simple HTML.")


def html_blocks(text: str) -> list[Block]:
    """The blocks of a piece of HTML."""
    walk = _Walk([])
    body = Tree(text).body
    if body is not None:
        walk.node(body)
    return [one.block for one in walk.found]


def decode_html(content: bytes, charset: str = "") -> str:
    """The text of a page: by its mark, else as the server named its `charset`, else as it says itself, else by looking."""
    if content.startswith(MARKS):
        return decode(content)
    named = _META_CHARSET.search(content[:4096])
    for name in (charset, named.group(1).decode() if named else ""):
        try:
            if name:
                return content.decode(_LABELS.get(name.strip().lower(), name.strip()))
        except (LookupError, UnicodeDecodeError):
            continue
    return decode(content)


def _canonical(tree: Any) -> dict[str, Any]:
    link = tree.css_first("link[rel=canonical]")
    return {"url": link.attributes["href"]} if link and link.attributes.get("href") else {}


def _flat(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


class _Walk:
    """Walks the tree and collects blocks with how much of each is links; text outside any block becomes paragraphs."""

    def __init__(self, found: list[Linked]) -> None:
        self.found = found
        self._loose: list[str] = []
        self._links: list[str] = []

    def node(self, root: Any) -> None:
        for child in root.iter(include_text=True):
            self._child(child)
        self._flush()

    def _child(self, child: Any) -> None:
        tag = child.tag
        if tag == "-text":
            self._loose.append(child.text(deep=False))
        elif _HIDDEN.search(child.attributes.get("style") or ""):
            return
        elif tag in _HEADINGS:
            self._add(child, Block("heading", _flat(child.text()), _HEADINGS[tag]))
        elif tag in {"ul", "ol"}:
            self._add(child, Block("list", "\n".join(_items(child, 0))))
        elif tag == "table":
            self._add(child, _table(child))
        elif tag == "pre":
            self._add(child, Block("code", child.text().strip("\n")))
        elif tag in {"figcaption", "caption"}:
            self._add(child, Block("caption", _flat(child.text())))
        elif tag == "br":
            self._loose.append("\n")
        elif tag in _BLOCKS:
            self._flush()
            self.node(child)
        elif child.css_first("p, div, ul, ol, table, pre, h1, h2, h3, h4, h5, h6"):
            self.node(child)
        else:
            self._loose.append(child.text())
            self._links += _links(child)

    def _add(self, node: Any, block: Block) -> None:
        self._flush()
        if block.text.strip():
            self.found.append(Linked(block, _links(node)))

    def _flush(self) -> None:
        text = "\n".join(line for part in "".join(self._loose).split("\n\n") if (line := _flat(part)))
        if text:
            self.found.append(Linked(Block("paragraph", text), self._links))
        self._loose, self._links = [], []


def _links(node: Any) -> list[str]:
    return [_flat(link.text()) for link in ([node] if node.tag == "a" else node.css("a"))]


def _items(root: Any, depth: int) -> list[str]:
    lines: list[str] = []
    number = 0
    for child in root.iter():
        if child.tag != "li":
            continue
        number += 1
        own = "".join(
            part.text(deep=part.tag != "-text") if part.tag != "-text" else part.text(deep=False)
            for part in child.iter(include_text=True)
            if part.tag not in {"ul", "ol"}
        )
        mark = f"{number}." if root.tag == "ol" else "-"
        lines.append("  " * depth + f"{mark} {_flat(own)}")
        for inner in child.iter():
            if inner.tag in {"ul", "ol"}:
                lines += _items(inner, depth + 1)
    return lines


def _table(table: Any) -> Block:
    """Rows with spanned cells repeated in each place they cover."""
    grid: list[list[str]] = []
    carried: dict[tuple[int, int], str] = {}
    header_rows = 0
    for y, row in enumerate(_rows(table)):
        cells: list[str] = []
        for cell in row.iter():
            if cell.tag not in {"td", "th"}:
                continue
            while (y, len(cells)) in carried:
                cells.append(carried[y, len(cells)])
            text = _flat(cell.text(separator=" "))
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            if len(carried) + width * height > CELLS_MAX:
                width = height = 1
            for dx in range(width):
                for dy in range(1, height):
                    carried[y + dy, len(cells) + dx] = text
            cells += [text] * width
        while (y, len(cells)) in carried:
            cells.append(carried[y, len(cells)])
        if cells:
            grid.append(cells)
            is_header = all(c.tag == "th" for c in row.iter() if c.tag in {"td", "th"})
            header_rows += int(is_header and header_rows == len(grid) - 1)
    return Block("table", table_text(grid), header_rows=header_rows or min(1, len(grid)))


def _rows(table: Any) -> list[Any]:
    """The rows of a table, without those of tables inside its cells."""
    parts = [child for child in table.iter() if child.tag in {"tr", "thead", "tbody", "tfoot"}]
    return [row for part in parts for row in ([part] if part.tag == "tr" else part.iter()) if row.tag == "tr"]


def _span(cell: Any, name: str) -> int:
    value = cell.attributes.get(name) or "1"
    return min(max(int(value), 1), 100) if value.isdigit() else 1
