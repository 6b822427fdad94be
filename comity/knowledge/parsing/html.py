"""HTML: the main content, without scripts, navigation and hidden nodes."""

import re
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser as Tree

from comity.knowledge.parsing.blocks import Block, Head, table_text
from comity.knowledge.parsing.plain import Paged, clean_lines, decode

_DROPPED = (
    "script, style, noscript, template, nav, aside, footer, iframe, svg, canvas, button, [hidden], [aria-hidden=true]"
)
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


class HtmlParser(Paged):
    """An HTML page."""

    def __init__(self, path: Path) -> None:
        tree = Tree(clean_lines(_decode(path.read_bytes())))
        metadata = _canonical(tree)
        title_node = tree.css_first("title")
        title = _flat(title_node.text()) if title_node else None
        for node in tree.css(_DROPPED):
            node.decompose()
        root = tree.css_first("main") or tree.css_first("article") or tree.css_first("[role=main]") or tree.body
        blocks: list[Block] = []
        if root is not None:
            _Walk(blocks).node(root)
        super().__init__(blocks, Head("text/html", 0, title or None, metadata))


def html_blocks(text: str) -> list[Block]:
    """The blocks of a piece of HTML."""
    blocks: list[Block] = []
    body = Tree(text).body
    if body is not None:
        _Walk(blocks).node(body)
    return blocks


def _decode(content: bytes) -> str:
    named = _META_CHARSET.search(content[:4096])
    if named:
        try:
            return content.decode(named.group(1).decode())
        except (LookupError, UnicodeDecodeError):
            return decode(content)
    return decode(content)


def _canonical(tree: Any) -> dict[str, Any]:
    link = tree.css_first("link[rel=canonical]")
    return {"url": link.attributes["href"]} if link and link.attributes.get("href") else {}


def _flat(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


class _Walk:
    """Walks the tree and collects blocks; text outside any block becomes paragraphs."""

    def __init__(self, blocks: list[Block]) -> None:
        self._blocks = blocks
        self._loose: list[str] = []

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
            self._add(Block("heading", _flat(child.text()), _HEADINGS[tag]))
        elif tag in {"ul", "ol"}:
            self._add(Block("list", "\n".join(_items(child, 0))))
        elif tag == "table":
            self._add(_table(child))
        elif tag == "pre":
            self._add(Block("code", child.text().strip("\n")))
        elif tag in {"figcaption", "caption"}:
            self._add(Block("caption", _flat(child.text())))
        elif tag == "br":
            self._loose.append("\n")
        elif tag in _BLOCKS:
            self._flush()
            self.node(child)
        elif child.css_first("p, div, ul, ol, table, pre, h1, h2, h3, h4, h5, h6"):
            self.node(child)
        else:
            self._loose.append(child.text())

    def _add(self, block: Block) -> None:
        self._flush()
        if block.text.strip():
            self._blocks.append(block)

    def _flush(self) -> None:
        text = "\n".join(line for part in "".join(self._loose).split("\n\n") if (line := _flat(part)))
        self._loose.clear()
        if text:
            self._blocks.append(Block("paragraph", text))


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
