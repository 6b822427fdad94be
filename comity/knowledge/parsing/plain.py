"""Text files, and how their encoding is found."""

import codecs
import re
from pathlib import Path

from comity.knowledge.parsing.blocks import Block, Head, ParsedPage
from comity.knowledge.parsing.errors import ParseFailure

PAGE_CHARACTERS = 20_000
TEXT_MAX = 20_000_000
MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PARAGRAPH = re.compile(r"\n\s*\n")
_BULLET = re.compile(r"^\s*(?:[-*•‣▪]|\(?\d{1,3}[.)]|[a-zก-ฮ][.)])\s+\S", re.MULTILINE)


def decode(content: bytes) -> str:
    """Bytes as text: by their mark, UTF-8, Thai by its own rule (its bytes are common letters elsewhere), then by statistics."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(name, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _thai(content) or _guess(content)


def _thai(content: bytes) -> str | None:
    """TIS-620 when nearly every high byte is a Thai letter in it and marks follow consonants."""
    high = [b for b in content if b >= 0x80]
    letters = sum(0xA1 <= b <= 0xDA or 0xDF <= b <= 0xFB for b in high)
    pairs = len(re.findall(rb"[\xa1-\xce][\xd1\xd4-\xda\xe7-\xec]", content))
    if letters < len(high) * 0.97 or pairs * 12 < len(high):
        return None
    return content.decode("cp874", "replace")


def _guess(content: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(content).best()
    if best is None:
        raise ParseFailure("encoding_unknown", "The text's encoding is unknown. Save the file as UTF-8.")
    return str(best)


def clean_lines(text: str) -> str:
    """Line breaks of one kind, no control characters."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    return "".join(c for c in plain if c >= " " or c in "\n\t")


class Paged:
    """A file without pages: its blocks dealt out over pages of about 20,000 characters."""

    def __init__(self, blocks: list[Block], head: Head) -> None:
        self._pages: list[list[Block]] = [[]]
        size = 0
        for block in blocks:
            if size and size + len(block.text) > PAGE_CHARACTERS:
                self._pages.append([])
                size = 0
            self._pages[-1].append(block)
            size += len(block.text) + 2
        head.pages = len(self._pages) if any(self._pages) else 0
        self.head = head

    def page(self, number: int) -> ParsedPage:
        """One page."""
        return ParsedPage(number, self._pages[number - 1]).settle()


def read_text(path: Path) -> str:
    """The text of a file; raises `ParseFailure` when it is too long."""
    text = clean_lines(decode(path.read_bytes()))
    if len(text) > TEXT_MAX:
        raise ParseFailure("too_large", f"The text has {len(text)} characters; at most {TEXT_MAX} are taken.")
    return text


class TextParser(Paged):
    """Plain text: paragraphs between empty lines, lists by their marks."""

    def __init__(self, path: Path) -> None:
        super().__init__(paragraphs(read_text(path)), Head("text/plain", 0))


def paragraphs(text: str) -> list[Block]:
    """Blocks of plain text; a very long paragraph is cut at line ends."""
    blocks: list[Block] = []
    for part in _PARAGRAPH.split(text):
        lines = part.strip("\n")
        while len(lines) > PAGE_CHARACTERS:
            cut = lines.rfind("\n", 0, PAGE_CHARACTERS)
            cut = cut if cut > 0 else lines.rfind(" ", 0, PAGE_CHARACTERS)
            cut = cut if cut > 0 else PAGE_CHARACTERS
            blocks.append(_block(lines[:cut]))
            lines = lines[cut:].lstrip("\n")
        if lines.strip():
            blocks.append(_block(lines))
    return blocks


def _block(text: str) -> Block:
    count = len(_BULLET.findall(text))
    return Block("list" if count >= 2 and count * 2 >= text.count("\n") + 1 else "paragraph", text)
