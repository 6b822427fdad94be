"""Sentences: spans of a text that read as one statement each, for answers, grounding and chunk borders."""

import re
from collections.abc import Iterator

from comity.kernel.text.scripts import THAI
from comity.kernel.text.thai import thai_words

Span = tuple[int, int]

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sr jr st vs etc e.g i.e cf no nos vol fig eq pp inc ltd co corp dept est approx jan feb mar apr jun jul "
    "aug sep sept oct nov dec u.s u.k a.m p.m bzw z.b d.h usw ca nr m mme art al".split()
)
_LIST_MARK = re.compile(r"\s*(?:[-*•●▪◦‣]|\d{1,3}[.)]|[a-zA-Z][.)])\s")
_WRAPPED_AT = 60
# What may end a sentence: CJK marks need no space behind them, the others do.
_END = re.compile(r"[。！？｡]+[」』”’）)\]】]*|[.!?…؟۔।]+[\"'”’»)\]]*(?=\s|$)")
_LAST_WORD = re.compile(r"[\w.]+$")
_THAI_CHAR = re.compile(f"[{THAI}ๆฯ]")
_THAI_CONNECTIVES = tuple(
    "แต่ ดังนั้น อย่างไรก็ตาม นอกจากนี้ นอกจากนั้น ทั้งนี้ อีกทั้ง รวมทั้ง เพราะ เนื่องจาก เพราะฉะนั้น หากว่า หาก ถ้า เมื่อ ต่อมา หลังจาก จากนั้น "
    "ส่วน โดย ซึ่ง กรณี สำหรับ ในกรณี เพื่อ ขณะที่ ในขณะที่ ภายหลัง".split()
)
_THAI_CLOSERS = ("ครับ", "ค่ะ", "คะ", "นะคะ", "นะครับ", "แล้ว", "ด้วย", "เท่านั้น", "ต่อไป")
_THAI_ABBREVIATION = re.compile(r"[ก-ฮ]{1,3}\.")
_THAI_SHORT, _THAI_FULL, _THAI_LONGEST = 20, 80, 250


def _lines(text: str) -> Iterator[Span]:
    """Spans of lines; a line that only wraps (long, no end mark, the next begins in lower case) is joined to the next."""
    start, at = 0, 0
    for piece in text.splitlines(keepends=True):
        end = at + len(piece)
        rest = text[end : end + 4]
        body = piece.rstrip()
        wraps = len(body) >= _WRAPPED_AT and rest[:1].islower() and not _LIST_MARK.match(rest)
        if not wraps:
            yield start, end
            start = end
        at = end
    if start < len(text):
        yield start, len(text)


def _ends_here(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the mark ends a sentence: not after an abbreviation, an initial or an item number."""
    mark = match[0]
    if mark[0] != ".":
        return True
    before = _LAST_WORD.search(text, start, match.start())
    word = before[0] if before else ""
    following = text[match.end() : match.end() + 2].strip()
    if following[:1].islower():
        return False
    if word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()):
        return not following
    if re.search(rf"[{THAI}]\.?[{THAI}]?$", word) and len(word) <= 5:
        return False
    return not (word.isdigit() and before is not None and before.start() == start and len(word) <= 3)


def _marked(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut one line at its sentence marks."""
    for match in _END.finditer(text, start, end):
        if match.end() > start and _ends_here(text, start, match):
            yield start, match.end()
            start = match.end()
    if start < end:
        yield start, end


def _thai_space_ends(text: str, start: int, gap: re.Match[str], end: int) -> bool:
    """Whether a space inside Thai ends a sentence: by connective or closing word, else by the length so far."""
    before, after = text[gap.start() - 1], text[gap.end() : gap.end() + 12]
    length = gap.start() - start
    if not (_THAI_CHAR.match(before) and after and _THAI_CHAR.match(after[0])) or after[0] in "ๆฯ":
        return length >= _THAI_LONGEST
    if _THAI_ABBREVIATION.match(after) or text.count("(", start, gap.start()) > text.count(")", start, gap.start()):
        return False
    if length < _THAI_SHORT or end - gap.end() < _THAI_SHORT:
        return False
    if after.startswith(_THAI_CONNECTIVES) or text.endswith(_THAI_CLOSERS, start, gap.start()):
        return True
    # A short piece behind the space is a surname or a list item more often than the start of a statement.
    return length >= _THAI_FULL and " " not in after


def _at_connectives(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut an over-long Thai span without spaces before its connectives, on dictionary word borders."""
    at = start
    for word in thai_words(text[start:end]):
        if word in _THAI_CONNECTIVES and at - start >= _THAI_FULL:
            yield start, at
            start = at
        at += len(word)
    yield start, end


def _thai(text: str, start: int, end: int) -> Iterator[Span]:
    for gap in re.compile(r"\s+").finditer(text, start, end):
        if gap.start() > start and _thai_space_ends(text, start, gap, end):
            yield start, gap.end()
            start = gap.end()
    if end - start > _THAI_LONGEST:
        yield from _at_connectives(text, start, end)
    elif start < end:
        yield start, end


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def sentences(text: str, language: str = "auto") -> list[Span]:
    """Spans of the sentences of `text` in code points, without the white space around them, in order.

    Each line is cut at its end marks (abbreviations, initials and decimals are safe); Thai, which has no full stop, at
    spaces beside connectives and closing words or after about 80 characters. `language` is 'auto' or a BCP 47 tag.
    """
    spans: list[Span] = []
    for line in _lines(text):
        for start, end in _marked(text, *line):
            thai = len(_THAI_CHAR.findall(text, start, end)) * 3 > end - start if language in ("auto", "th") else False
            for span in _thai(text, start, end) if thai else ((start, end),):
                start_, end_ = _trimmed(text, *span)
                if start_ < end_:
                    spans.append((start_, end_))
    return spans
