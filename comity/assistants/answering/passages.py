"""A chunk cut into what an answer can quote: sentences, list items, rows of tables; and the terms of each.

Headings are told apart (`headings`), as they are never quoted.

The cut and the terms depend only on the text, so they are made once and remembered; answers at full speed find them ready.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from comity.assistants.answering.headings import Span, heading_lines
from comity.kernel.text import STOP_WORDS, THAI_FUNCTION_WORDS, Term, sentences, terms_with_spans

Idf = Callable[[str], float]
Kind = Literal["sentence", "item", "row", "heading"]

THAI_WINDOW = 220

ITEM_LONGEST = 240

_LINE = re.compile(r"[^\n]+")
_THAI = re.compile("[\u0e00-\u0e7f]")
_ITEM = re.compile(r"\s*(?:[-*•‣▪·○●]|\(?[0-9๐-๙]{1,3}[.)](?=\s)|\(?[a-zA-Zก-ฮ][.)](?=\s))\s*")
_RULE = re.compile(r"^[\s|:\-+=]*-[\s|:\-+=]*$")
_INLINE_BULLET = re.compile(r"(?<=\S)\s+(?=[•‣▪●]\s)")
_ANSWER = re.compile(
    r"^\s*(?:\**)(?:q|question|คำถาม|ถาม|問|质问|質問|问题|问|問題|질문|문)\s*[:：.](?P<question>.+?)"
    r"^\s*(?:\**)(?:a|answer|คำตอบ|ตอบ|答|回答|答案|답변|답)\s*[:：.]\**\s*",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """`content[start:end]` of a chunk. `text` is how it is quoted: verbatim, but for rows `header: value; ...`.

    `labels`: those of its terms that only the header of its table has; every row has them, so they tell no row from another.
    """

    start: int
    end: int
    text: str
    kind: Kind
    terms: frozenset[str]
    labels: frozenset[str] = frozenset()


@lru_cache(maxsize=4096)
def quotable(content: str, questions: tuple[str, ...] = ()) -> tuple[Passage, ...]:
    """What an answer may quote, with the terms it is found by.

    Of a chunk that is a question and its answer only the answer part; the terms of the question, and of the `questions` that
    the base holds for a chunk, count as those of its sentences, as an answer seldom repeats its question.
    """
    answer = _ANSWER.match(content)
    asked = [*questions, answer["question"]] if answer else list(questions)
    if not asked:
        return passages(content, windows=True)
    terms = frozenset[str]().union(*map(content_terms, asked))
    begin = answer.end() if answer else 0
    found = passages(content[begin:], windows=True)
    return tuple(replace(p, start=p.start + begin, end=p.end + begin, terms=p.terms | terms) for p in found)


@lru_cache(maxsize=4096)
def passages(content: str, *, windows: bool = False) -> tuple[Passage, ...]:
    """All pieces of a chunk's text, in its order. With `windows` Thai clauses are joined until they can be understood alone."""
    found: list[Passage] = []
    lines = [match.span() for match in _LINE.finditer(content) if match.group().strip()]
    headings = heading_lines(content, lines)
    at = 0
    while at < len(lines):
        rows = _table(content, lines, at)
        if rows:
            found += _rows(content, lines[at : at + rows])
            at += rows
            continue
        if at in headings:
            found.append(_trimmed(content, *lines[at], "heading"))
        else:
            for start, end in _parts(content, *lines[at]):
                found += _line(content, start, end, windows=windows)
        at += 1
    return tuple(found)


def _parts(content: str, start: int, end: int) -> list[Span]:
    """A line that holds several bullets, as PDF files give them, as one line each."""
    cuts = [match.span() for match in _INLINE_BULLET.finditer(content, start, end)]
    begins = [start, *(stop for _, stop in cuts)]
    return list(zip(begins, [*(begin for begin, _ in cuts), end], strict=True))


def _table(content: str, lines: list[tuple[int, int]], at: int) -> int:
    """How many lines from here on are the rows of one table; 0 when none are."""
    count = 0
    for start, end in lines[at:]:
        if content.count("|", start, end) < 1:
            break
        count += 1
    framed = content[slice(*lines[at])].strip().startswith("|")
    return count if count >= 2 and (framed or content.count("|", *lines[at]) >= 1) else 0


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def _rows(content: str, lines: list[Span]) -> list[Passage]:
    header = _cells(content[slice(*lines[0])])
    labels = content_terms(" ".join(header))
    found: list[Passage] = []
    for start, end in lines[1:]:
        row = content[start:end]
        if _RULE.match(row):
            continue
        pairs = [
            f"{name}: {cell}" if name and name != cell else cell
            for name, cell in zip([*header, *[""] * len(_cells(row))], _cells(row), strict=False)
            if cell
        ]
        if pairs:
            passage = _passage(content, start, end, "row", "; ".join(pairs))
            found.append(replace(passage, labels=labels - content_terms(" ".join(_cells(row)))))
    return found


def _line(content: str, start: int, end: int, *, windows: bool) -> list[Passage]:
    line = content[start:end]
    item = _ITEM.match(line)
    if item and item.group().strip():
        if len(line) <= ITEM_LONGEST:
            return [_trimmed(content, start, end, "item")]
        start, line = start + item.end(), line[item.end() :]
    spans = sentences(line)
    joined = _windows(line, spans) if windows else spans
    return [_passage(content, start + a, start + b, "sentence") for a, b in joined]


def _windows(line: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Neighbouring Thai clauses joined up to 220 characters, as Thai has no full stop; other sentences stay what they are."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        joins = (
            found
            and end - found[-1][0] <= THAI_WINDOW
            and _THAI.search(line, *found[-1])
            and _THAI.search(line, start, end)
        )
        if joins:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _trimmed(content: str, start: int, end: int, kind: Kind) -> Passage:
    line = content[start:end]
    return _passage(content, end - len(line.lstrip()), start + len(line.rstrip()), kind)


def _passage(content: str, start: int, end: int, kind: Kind, text: str | None = None) -> Passage:
    quoted = content[start:end] if text is None else text
    return Passage(start, end, quoted, kind, content_terms(quoted))


def without_mark(passage: Passage) -> Passage:
    """A list item without its dash or number: how it reads alone."""
    mark = _ITEM.match(passage.text) if passage.kind == "item" else None
    if mark is None or mark.end() == len(passage.text):
        return passage
    return replace(passage, start=passage.start + mark.end(), text=passage.text[mark.end() :])


def content_terms(text: str) -> frozenset[str]:
    """The terms of a text without stop words; all of them when nothing else is left."""
    return content_of(terms_with_spans(text))


def content_of(found: Sequence[Term]) -> frozenset[str]:
    """`content_terms` of a text that has been analysed.

    Of Thai the trigrams inside its words count too, as words are cut differently in different places; those that reach over
    a word's edge would only repeat which words stand together.
    """
    kept = [term for term in found if term.text not in STOP_WORDS and term.text not in THAI_FUNCTION_WORDS]
    whole = {at: term.start for term in kept if term.kind == "word" for at in range(term.start, term.end)}
    inside = {term.text for term in kept if not _reaches_over(term, whole)}
    return frozenset(inside or {term.text for term in found})


def _reaches_over(term: Term, whole: Mapping[int, int]) -> bool:
    if term.kind != "gram" or term.script != "Thai":
        return False
    return term.start not in whole or whole[term.start] != whole.get(term.end - 1)


def weight(terms: frozenset[str], idf: Idf) -> float:
    """The sum of the terms' weights."""
    return sum(map(idf, terms))


def even_idf(term: str) -> float:
    """Every term weighs the same: for when a base's statistics are not at hand."""
    return 1.0


def least_idf(idfs: Sequence[Idf]) -> Idf:
    """The weights over several bases, in whatever order they answered: a term is as common as in the base that has it most."""
    if not idfs:
        return even_idf
    return idfs[0] if len(idfs) == 1 else lambda term: min(idf(term) for idf in idfs)
