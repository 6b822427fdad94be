"""PDF: text with boxes in reading order, columns, tables by alignment, headings by the outline and by size.

pypdfium2 is used because it keeps Thai tone marks, which other readers were measured to drop.
"""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2

from comity.knowledge.parsing.blocks import Block, Head, ParsedPage, table_text
from comity.knowledge.parsing.errors import ParseFailure
from comity.knowledge.parsing.pdf_text import Line, PageText

LETTERS_MIN = 20
UNKNOWN_SHARE_MAX = 0.3
EDGE_SHARE = 0.08
NUMBER_EDGE_SHARE = 0.12
REPEATED_PAGES = 3
_DIGITS = re.compile(r"\d+")
_BULLET_MARK = re.compile(r"^\s*[•‣▪●○–-]")
_BULLET = re.compile(r"^\s*(?:[•‣▪●○–-]|\(?\d{1,3}[.)]|[a-z][.)])\s+\S")
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")


class PdfParser:
    """A PDF file."""

    def __init__(self, path: Path) -> None:
        try:
            self._pdf = pypdfium2.PdfDocument(str(path))
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower():
                raise ParseFailure(
                    "password_protected", "The file is protected by a password. Save it without one."
                ) from error
            raise ParseFailure(
                "corrupt_file", "The file is damaged. Open it, save it again and upload that."
            ) from error
        title = self._pdf.get_metadata_value("Title") or None
        self.head = Head("application/pdf", len(self._pdf), title)
        self._outline = self._titles()
        self._repeated: set[str] | None = None

    def page(self, number: int) -> ParsedPage:
        """One page; `image` when it has next to no text."""
        page = self._pdf[number - 1]
        width, height = page.get_size()
        lines = self._lines(page, height)
        if _is_image(lines):
            warning = {
                "code": "no_text",
                "page": number,
                "message": f"Page {number} is a picture without text and was skipped.",
            }
            return ParsedPage(number, [], width, height, "image", [warning])
        lines = [line for line in lines if not self._is_furniture(line, height)]
        blocks = _blocks(_in_order(lines, width), self._outline.get(number, set()))
        return ParsedPage(number, blocks, width, height).settle()

    def picture(self, number: int, scale: float) -> Any:
        """A page as a grey picture (PIL), `scale` pixels to the point."""
        drawn = self._pdf[number - 1].render(scale=scale, grayscale=True)  # pyright: ignore[reportArgumentType]  it takes fractions
        return drawn.to_pil()

    def _titles(self) -> dict[int, set[str]]:
        """Outline titles by page."""
        found: dict[int, set[str]] = {}
        try:
            for item in self._pdf.get_toc(max_depth=6):
                dest = item.get_dest()
                index = dest.get_index() if dest else None
                if index is not None:
                    found.setdefault(index + 1, set()).add(_squeeze(item.get_title()))
        except (pypdfium2.PdfiumError, AttributeError):
            return {}
        return found

    def _lines(self, page: Any, height: float) -> list[Line]:
        text_page = page.get_textpage()
        try:
            return PageText(text_page, height).lines()
        finally:
            text_page.close()

    def _is_furniture(self, line: Line, height: float) -> bool:
        """Headers, footers and page numbers: at the edge, and the same on several pages but for digits."""
        low = height * (1 - NUMBER_EDGE_SHARE)
        if line.y > low and line.text.strip(" -–|").isdigit():
            return True
        at_edge = line.y < height * EDGE_SHARE or line.bottom > height * (1 - EDGE_SHARE)
        if not at_edge:
            return False
        return line.text.strip(" -–|").isdigit() or _furniture_key(line.text) in self._repeating()

    def _repeating(self) -> set[str]:
        if self._repeated is None:
            counts: Counter[str] = Counter()
            for index in range(min(len(self._pdf), 12)):
                page = self._pdf[index]
                height = page.get_size()[1]
                edge = [
                    line
                    for line in self._lines(page, height)
                    if line.y < height * EDGE_SHARE or line.bottom > height * (1 - EDGE_SHARE)
                ]
                counts.update({_furniture_key(line.text) for line in edge})
            self._repeated = {key for key, count in counts.items() if count >= REPEATED_PAGES}
        return self._repeated


def render(path: Path, number: int, scale: float) -> bytes:
    """A page as a PNG picture."""
    import io

    pdf = pypdfium2.PdfDocument(str(path))
    image = pdf[number - 1].render(scale=scale).to_pil()  # pyright: ignore[reportArgumentType]  it takes fractions
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _squeeze(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def _furniture_key(text: str) -> str:
    return _DIGITS.sub("#", text.strip().lower())


def _is_image(lines: list[Line]) -> bool:
    text = "".join(line.text for line in lines)
    letters = sum(c.isalnum() for c in text)
    unknown = sum(c in "\ufffd\u0000" or "\ue000" <= c <= "\uf8ff" for c in text)
    return letters < LETTERS_MIN or unknown > len(text) * UNKNOWN_SHARE_MAX


def _both_thai(one: str, other: str) -> bool:
    return "\u0e00" <= one[-1] <= "\u0e7f" and "\u0e00" <= other[0] <= "\u0e7f"


def _in_order(lines: list[Line], width: float) -> list[list[Line]]:
    """Rows from the top, column by column where the page is set in two."""
    split = _column_split(lines, width)
    if split is None:
        return _rows(lines)
    ordered: list[list[Line]] = []
    band: list[Line] = []
    for row in _rows(lines):
        if any(line.x < split - 8 and line.right > split + 8 for line in row):
            ordered += _two_columns(band, split)
            ordered.append(row)
            band = []
        else:
            band += row
    return ordered + _two_columns(band, split)


def _two_columns(band: list[Line], split: float) -> list[list[Line]]:
    left = [line for line in band if line.x < split]
    return _rows(left) + _rows([line for line in band if line.x >= split])


def _column_split(lines: list[Line], width: float) -> float | None:
    """The middle gutter of a page in two columns: most lines keep to one side of it and are long enough to be prose."""
    if len(lines) < 16:
        return None
    for share in (0.5, 0.48, 0.52):
        split = width * share
        crossing = sum(line.x < split - 6 and line.right > split + 6 for line in lines)
        left = [line for line in lines if line.right <= split + 6]
        right = [line for line in lines if line.x >= split - 6]
        long = [line for line in [*left, *right] if line.right - line.x > width * 0.28]
        if (
            crossing <= len(lines) * 0.25
            and min(len(left), len(right)) >= len(lines) * 0.25
            and len(long) >= len(lines) * 0.4
        ):
            return split
    return None


def _rows(lines: list[Line]) -> list[list[Line]]:
    """Lines that stand at one height, from the top, each row from the left."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: (one.middle, one.x)):
        if rows and abs(rows[-1][0].middle - line.middle) < max(rows[-1][0].size, line.size) * 0.5:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda one: one.x) for row in rows]


def _blocks(rows: list[list[Line]], titles: set[str]) -> list[Block]:
    rows = [[_plain(line) for line in row] for row in rows] if _mostly_bold(rows) else rows
    sizes = Counter(round(line.size) for row in rows for line in row for _ in range(1 + len(line.text) // 20))
    body = sizes.most_common(1)[0][0] if sizes else 10
    blocks: list[Block] = []
    at = 0
    while at < len(rows):
        end = _table_end(rows, at)
        if end - at >= 3:
            blocks.append(_table(rows[at:end]))
            at = end
            continue
        level = _heading_level(rows[at], body, titles)
        if level:
            blocks.append(_block("heading", [rows[at]], level))
            at += 1
            continue
        end = _paragraph_end(rows, at, body, titles)
        kind = "list" if _BULLET.match(rows[at][0].text) else "paragraph"
        blocks.append(_block(kind, rows[at:end]))
        at = end
    return blocks


def _mostly_bold(rows: list[list[Line]]) -> bool:
    lines = [line for row in rows for line in row]
    return sum(len(line.text) for line in lines if line.bold) * 2 > sum(len(line.text) for line in lines)


def _plain(line: Line) -> Line:
    return replace(line, bold=False)


def _heading_level(row: list[Line], body: float, titles: set[str]) -> int:
    text = " ".join(line.text for line in row)
    if _squeeze(text) in titles and len(text) < 200:
        return 2
    size = max(line.size for line in row)
    if len(row) > 1 or len(text) > 120 or text.endswith((".", ",", ";", ":")) or not any(c.isalpha() for c in text):
        return 0
    ratio = size / max(body, 1)
    if ratio < 1.18:
        return 3 if row[0].bold and not _BULLET_MARK.match(text) else 0
    return 1 if ratio >= 1.6 else 2 if ratio >= 1.3 else 3


def _paragraph_end(rows: list[list[Line]], at: int, body: float, titles: set[str]) -> int:
    """Rows go on in a paragraph while the space between them is that of lines, and none begins something else."""
    end = at + 1
    while end < len(rows):
        above, below = rows[end - 1], rows[end]
        space = below[0].y - above[0].bottom
        height = max(above[0].size, below[0].size)
        starts = _heading_level(below, body, titles) or _table_end(rows, end) - end >= 3
        is_item = bool(_BULLET.match(below[0].text)) and not _BULLET.match(rows[at][0].text)
        if space > height * 0.95 or space < -height * 3 or starts or is_item:
            break
        end += 1
    return end


def _table_end(rows: list[list[Line]], at: int) -> int:
    """Rows from `at` that share at least two columns by alignment."""
    if len(rows[at]) < 2:
        return at
    end = at + 1
    while end < len(rows) and len(rows[end]) >= 2 and _aligned(rows[end - 1], rows[end]):
        end += 1
    return end


def _aligned(one: list[Line], other: list[Line]) -> bool:
    shared = sum(
        any(abs(a.x - b.x) < 6 or abs(a.right - b.right) < 6 or abs(a.x + a.right - b.x - b.right) < 12 for b in other)
        for a in one
    )
    return shared >= 2 and shared >= min(len(one), len(other)) * 0.6


def _table(rows: list[list[Line]]) -> Block:
    widest = max(rows, key=len)
    edges = [line.x for line in widest]
    grid = []
    for row in rows:
        cells = [""] * len(edges)
        for line in row:
            place = min(range(len(edges)), key=lambda i, x=line.x: abs(edges[i] - x))
            cells[place] = f"{cells[place]} {line.text}".strip()
        grid.append(cells)
    return Block("table", table_text(grid), bbox=_box(rows), header_rows=1)


def _block(kind: str, rows: list[list[Line]], level: int = 0) -> Block:
    texts = ["  ".join(line.text for line in row) for row in rows]
    text = "\n".join(_flow(item) for item in _items(texts)) if kind == "list" else _flow(texts)
    return Block(kind, text, level, bbox=_box(rows))


def _items(texts: list[str]) -> list[list[str]]:
    """The lines of each item of a list."""
    items: list[list[str]] = []
    for text in texts:
        if items and not _BULLET.match(text):
            items[-1].append(text)
        else:
            items.append([text])
    return items


def _flow(texts: list[str]) -> str:
    """Lines of a paragraph as running text: Thai joins without a space, hyphenated words are joined."""
    text = _HYPHEN.sub("", "\n".join(texts))
    lines = text.split("\n")
    out = lines[0]
    for line in lines[1:]:
        joiner = "" if line and out and _both_thai(out, line) else " "
        out += joiner + line
    return out


def _box(rows: list[list[Line]]) -> tuple[float, float, float, float]:
    lines = [line for row in rows for line in row]
    x, y = min(line.x for line in lines), min(line.y for line in lines)
    right, bottom = max(line.right for line in lines), max(line.bottom for line in lines)
    return (round(x, 1), round(y, 1), round(right - x, 1), round(bottom - y, 1))
