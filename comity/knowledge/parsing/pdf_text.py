"""The lines of a PDF page: PDFium's own reading of the text, cut where wide gaps part columns and cells.

PDFium puts spaces where glyphs stand apart, keeps Thai marks with their letters and gives right-to-left lines in reading order;
what it does not say is which lines belong together, and that is decided from the boxes of the pieces.
"""

import ctypes
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

HYPHEN = "\ufffe"
GAP = 1.1
BOLD_WEIGHT = 600
_BREAK = re.compile(r"[\r\n]+|(?<=\ufffe)")
_AFTER_AM = re.compile("\u0e33 (?=[\u0e00-\u0e7f])")
_LAM_ALEF = re.compile("\u0627([\u0622\u0623\u0625])\u0644")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_MARK = re.compile(r"(?:[•‣▪●○◦–-]|\(?\d{1,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,4}\.?|[a-zA-Zก-ฮ][.)])\s*$")
_BOLD = re.compile(rb"bold|black|heavy|cmbx", re.IGNORECASE)
_NAME_BYTES = 128


@dataclass(slots=True)
class Line:
    """A line of text, or a cell of one, with its box from the top left, and the height of its letters in points."""

    text: str
    x: float
    y: float
    right: float
    bottom: float
    size: float
    bold: bool = False

    @property
    def middle(self) -> float:
        """The height of the line's middle."""
        return (self.y + self.bottom) / 2


class PageText:
    """The text of one page as PDFium reads it; `height` is the page's, in points."""

    def __init__(self, text_page: Any, height: float) -> None:
        self._page = text_page
        self._raw = text_page.raw
        self._height = height
        self._box = [ctypes.c_double() for _ in range(4)]
        self._name = ctypes.create_string_buffer(_NAME_BYTES)
        count = text_page.count_chars()
        text = text_page.get_text_range() if count else ""
        self._text = text if len(text) == count else self._by_character(count)

    def lines(self) -> list[Line]:
        """Lines and cells in the order in which the file holds them."""
        found: list[Line] = []
        at = 0
        for stop in [*_BREAK.finditer(self._text), None]:
            end = stop.start() if stop else len(self._text)
            found += self._cells(at, end)
            at = stop.end() if stop else end
        return found

    def _cells(self, start: int, end: int) -> list[Line]:
        while end > start and self._text[end - 1].isspace():
            end -= 1
        while start < end and self._text[start].isspace():
            start += 1
        whole = self._line(start, end)
        if whole is None or _RIGHT_TO_LEFT.search(whole.text):
            return [whole] if whole else []
        cuts = [i for i in range(start, end) if self._text[i] == " " and self._is_wide(start, i, end, whole.size)]
        if not cuts:
            return [whole]
        edges = [start, *cuts, end]
        cells = [self._line(a, b) for a, b in pairwise(edges)]
        return [cell for cell in cells if cell is not None]

    def _is_wide(self, start: int, space: int, end: int, size: float) -> bool:
        before, after = space - 1, space + 1
        while before > start and self._text[before] == " ":
            before -= 1
        if after >= end or self._text[after] in " \u2044" or _MARK.match(self._text[start:space]):
            return False
        left, right = self._character_box(before), self._character_box(after)
        return max(right[0] - left[1], left[0] - right[1]) > size * GAP

    def _line(self, start: int, end: int) -> Line | None:
        text = self._clean(self._text[start:end])
        if not text:
            return None
        count = self._page.count_rects(start, end - start)
        if count < 1:
            return None
        boxes = [self._page.get_rect(i) for i in range(count)]
        left, bottom = min(b[0] for b in boxes), min(b[1] for b in boxes)
        right, top = max(b[2] for b in boxes), max(b[3] for b in boxes)
        size = max(b[3] - b[1] for b in boxes)
        bold = self._is_bold(start) and self._is_bold((start + end) // 2) and self._is_bold(end - 1)
        return Line(text, left, self._height - top, right, self._height - bottom, size, bold)

    def _clean(self, text: str) -> str:
        ended = text[:-1] + "-" if text.endswith(HYPHEN) else text
        joined = _AFTER_AM.sub("\u0e33", ended.replace(HYPHEN, ""))
        return _LAM_ALEF.sub("\u0627\u0644\\1", joined).strip()

    def _character_box(self, index: int) -> tuple[float, float]:
        left, right, bottom, top = self._box
        pdfium.FPDFText_GetCharBox(self._raw, index, left, right, bottom, top)
        return left.value, right.value

    def _is_bold(self, index: int) -> bool:
        if pdfium.FPDFText_GetFontWeight(self._raw, index) >= BOLD_WEIGHT:
            return True
        flags = ctypes.c_int()
        length = pdfium.FPDFText_GetFontInfo(self._raw, index, self._name, _NAME_BYTES, flags)
        return bool(length and _BOLD.search(self._name.raw[: min(length, _NAME_BYTES)]))

    def _by_character(self, count: int) -> str:
        return "".join(chr(pdfium.FPDFText_GetUnicode(self._raw, i) or 32) for i in range(count))
