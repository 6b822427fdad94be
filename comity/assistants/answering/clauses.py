"""The clauses of a Thai window that answer: Thai has no full stop, so a window may say more than what was asked for."""

import re
from dataclasses import replace

from comity.assistants.answering.expecting import Kind, holds
from comity.assistants.answering.passages import Passage, content_terms
from comity.kernel.text import sentences

_THAI = re.compile("[\u0e00-\u0e7f]")
_CONDITION = re.compile(r"หาก|ถ้า|กรณี|เมื่อ|สำหรับ")
_QUALIFIES = re.compile(r"ยกเว้น|เว้นแต่|แต่|เฉพาะ|ทั้งนี้|โดย|หลังจาก|ภายใน|ไม่เกิน|พร้อม")


def to_the_point(passage: Passage, asked: frozenset[str], kind: Kind | None) -> Passage:
    """The fewest neighbouring clauses that hold the kind of thing asked for and every term of the question that the passage has.

    Verbatim: it begins and ends at clause breaks, and `start`, `end` go with it. A clause keeps the condition before it and the
    exception behind it. Other passages, and those of questions that expect nothing of a known kind, stay whole.
    """
    text = passage.text
    if kind is None or passage.kind != "sentence" or not _THAI.search(text) or not holds(text, kind):
        return passage
    spans = sentences(text)
    wanted = asked & content_terms(text)
    ranges = [(a, b) for a, (begin, _) in enumerate(spans) for b, (_, end) in enumerate(spans[a:], a)
              if holds(text[begin:end], kind) and wanted <= content_terms(text[begin:end])]  # fmt: skip
    if not ranges:
        return passage
    first, last = min(ranges, key=lambda found: (spans[found[1]][1] - spans[found[0]][0], found))
    start, end = spans[_with_condition(text, spans, first)][0], spans[_with_exception(text, spans, last)][1]
    return replace(passage, start=passage.start + start, end=passage.start + end, text=text[start:end])


def _with_condition(text: str, spans: list[tuple[int, int]], at: int) -> int:
    while at and _CONDITION.match(text, spans[at - 1][0]):
        at -= 1
    return at


def _with_exception(text: str, spans: list[tuple[int, int]], at: int) -> int:
    while at + 1 < len(spans) and _QUALIFIES.match(text, spans[at + 1][0]):
        at += 1
    return at
