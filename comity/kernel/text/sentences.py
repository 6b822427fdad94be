"""Sentences as spans: by punctuation, by line, and in Thai, which has no full stop, at clause breaks."""

import math
import re

from comity.kernel.text.scripts import RUNS
from comity.kernel.text.thai import CONNECTIVES, thai_words

_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"(?:[.!?…]+[\"'”’)\]]*(?=\s|$)|[。！？｡]+[」』”’）]*)(?:\s*\[\d+\])*")
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|no|vs|etc|e\.g|i\.e|inc|ltd|co|fig|vol|approx|dept|jr|sr|art|sec|[a-z])|\b[A-Z]|พ\.ศ|ค\.ศ|น|บ|จ|อ|ต|ม|ร\.ร|ดร)\.$",
    re.IGNORECASE,
)
_THAI_GAP = re.compile(r"(?<=[\u0E00-\u0E7F0-9)”\"'ๆฯ])[ \u00a0]+(?=[\u0E00-\u0E7F“\"'(])")
_THAI = re.compile("[\u0e00-\u0e7f]")
_NUMBERED = re.compile(r"^\s*\(?\d{1,3}[.)]$")
THAI_MIN = 36


def sentences(text: str, language: str = "auto") -> list[tuple[int, int]]:
    """Spans of the sentences, without the white space around them; `text[start:end]` is each one."""
    found: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        for start, end in _by_punctuation(text, line.start(), line.end()):
            piece = text[start:end]
            is_thai = language == "th" or len(_THAI.findall(piece)) * 3 > len(piece)
            found += _thai_clauses(text, start, end) if is_thai else [(start, end)]
    return [span for span in (_trim(text, *span) for span in found) if span[0] < span[1]]


def _by_punctuation(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begin = start
    for stop in _STOP.finditer(text, start, end):
        before = text[begin : stop.end()]
        is_full_stop = stop.group().startswith(".") and len(stop.group().rstrip("\"'”’)] ")) == 1
        if is_full_stop and (_ABBREVIATION.search(before) or _NUMBERED.match(before)):
            continue
        spans.append((begin, stop.end()))
        begin = stop.end()
    if begin < end:
        spans.append((begin, end))
    return spans


def _thai_clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cuts at spaces between Thai words once a clause is long enough, sooner before a connective."""
    spans: list[tuple[int, int]] = []
    begin = start
    for gap in _THAI_GAP.finditer(text, start, end):
        length = gap.start() - begin
        rest = text[gap.end() : gap.end() + 40]
        run = RUNS.match(rest)
        opens = bool(run and run.lastgroup == "Thai" and thai_words(run.group())[0] in CONNECTIVES)
        if (length >= THAI_MIN or (opens and length >= THAI_MIN // 2)) and end - gap.end() >= 8:
            spans.append((begin, gap.start()))
            begin = gap.end()
    spans.append((begin, end))
    return spans


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


_TOKEN = re.compile(r"[A-Za-z]+|[0-9]+|[\u0E00-\u0E7F]+|[\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7AF]+|[^\W]+|[^\s\w]")


def count_tokens(text: str) -> int:
    """An estimate of a model's sub-word tokens, the same each time: about 10 % from common vocabularies."""
    total = 0.0
    for match in _TOKEN.finditer(text):
        token = match.group()
        first = token[0]
        if first.isascii() and first.isalpha():
            total += math.ceil(len(token) / 6)
        elif "\u0e00" <= first <= "\u0e7f":
            total += len(token) / 3
        elif first.isdigit():
            total += math.ceil(len(token) / 3)
        elif "\u3040" <= first <= "\u9fff" or "\uac00" <= first <= "\ud7af":
            total += len(token) * 0.8
        else:
            total += max(1.0, len(token) / 3)
    return math.ceil(total)
