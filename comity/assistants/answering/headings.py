"""Which lines of a chunk are headings: they name what follows and state nothing, so no answer quotes them.

A chunk's text keeps its headings as plain lines, those of its smaller sections too, without any mark of what they are.
"""

import re
from collections.abc import Sequence

Span = tuple[int, int]

LONGEST = 90
LONGEST_THAI = 60
OUTWEIGHED = 1.5
_MARKED = re.compile(r"\s*#{1,6}\s")
_SECTION = re.compile(r"\s*(?:\d{1,3}(?:\.\d{1,3})+\.?|\d{1,2})\s+[^\W\d]")
_ENUMERATED = re.compile(r"\s*(?:[-*•‣▪·○●]|\(?\w{1,3}[.)])\s")
_ENDED = re.compile(r"[.!…:;,。！：；，、|｡؟]\W*$")
_ASKS = re.compile(r"[^.!?。！？]*[?？]\W*$")
_THAI = re.compile("[\u0e00-\u0e7f]")


def heading_lines(content: str, lines: Sequence[Span]) -> set[int]:
    """The places in `lines` (spans of the lines that are not blank) of headings. The last line is none: it names nothing."""
    found: set[int] = set()
    for at in range(len(lines) - 2, -1, -1):
        reads = _stands_alone(content, lines, at) and _reads_as_heading(content, lines, at, at + 1 in found)
        if reads or _is_marked(content[slice(*lines[at])]):
            found.add(at)
    return found


def _is_marked(line: str) -> bool:
    """A heading of Markdown, or a line that only asks."""
    return bool(_MARKED.match(line) or _ASKS.match(line))


def _stands_alone(content: str, lines: Sequence[Span], at: int) -> bool:
    """Whether a blank line, or the text's beginning, is before it and a blank line behind."""
    before = at == 0 or content.count("\n", lines[at - 1][1], lines[at][0]) > 1
    return before and content.count("\n", lines[at][1], lines[at + 1][0]) > 1


def _reads_as_heading(content: str, lines: Sequence[Span], at: int, before_heading: bool) -> bool:
    """Short, without an end mark, and numbered as a section or outweighed by what it names."""
    line = content[slice(*lines[at])].strip()
    if len(line) > (LONGEST_THAI if _THAI.search(line) else LONGEST) or _ENDED.search(line):
        return False
    if _SECTION.match(line):
        return True
    if _ENUMERATED.match(line):
        return False
    follows = content[slice(*lines[at + 1])].strip()
    if before_heading:
        return at == 0 or len(line) <= LONGEST // 2
    return "|" in follows or bool(_ENUMERATED.match(follows)) or len(follows) >= OUTWEIGHED * len(line)
