"""Whether two sentences deny the same things: each negation with the words it bears on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from comity.assistants.answering.literals import is_content
from comity.kernel.text import Term

REACH = 3
_LATIN = (
    r"\b(?:not(?!\s+only\b)|no(?!\.\s*\d)|never|none|nobody|nothing|neither|nor|without|cannot|hardly|barely|unable|except)\b"
    r"|\b\w+n['’]t\b"
)
_THAI = r"(?<!หรือ)(?<!ใช่)ไม่(?!ว่า|เพียง|แต่)|มิ(?=ได้|ใช่|อาจ|ให้)|ห้าม|งด(?!งาม)|ปราศจาก|ยกเว้น|ไร้"
_CHINESE = (
    r"不(?![同但仅僅过過只管论論断斷少])|没(?:有)?|沒(?:有)?|未(?![来來])|无(?![线線论論])|無(?![線論料])"
    r"|并非|並非|绝非|禁止|勿|非(?=[会會法])"
)
_JAPANESE = r"ない|ません|なかった|なく|ず(?=に|、|。|$)|禁止"
_KOREAN = r"못|안\s(?=[가-힣])|금지"
_BEFORE = re.compile(f"{_LATIN}|{_THAI}|{_CHINESE}|{_KOREAN}", re.IGNORECASE)
_AFTER = re.compile(f"{_JAPANESE}|않|없|아니")
_CLAUSE = re.compile(r"[,;:.!?，。；：、！？()\n]")


@dataclass(frozen=True, slots=True)
class Polarity:
    """How often a sentence denies, and for each negation the terms it bears on."""

    scopes: tuple[frozenset[str], ...]

    @property
    def denied(self) -> frozenset[str]:
        """Every term that some negation bears on."""
        return frozenset().union(*self.scopes)


def polarity(text: str, terms: Iterable[Term]) -> Polarity:
    """The negations of a sentence. They bear on the content words behind them; in Japanese and Korean on those before."""
    content = [term for term in terms if is_content(term) and term.kind != "gram"]
    scopes = [_behind(text, match.end(), content) for match in _BEFORE.finditer(text)]
    scopes += [_ahead(text, match.start(), content) for match in _AFTER.finditer(text)]
    return Polarity(tuple(scopes))


def agree(
    answer: Polarity, answer_terms: frozenset[str], source: Polarity, source_terms: frozenset[str], *, whole: bool
) -> bool:
    """Whether no word that one sentence denies is affirmed by the other.

    A source may deny more than the answer repeats, but not where the answer repeats it `whole`; an answer never denies more
    often than its source. What is denied of words that the other sentence does not have says nothing about it.
    """
    more, less = len(answer.scopes), len(source.scopes)
    if more > less or (whole and less > more):
        return False
    return _echoed(answer, source, source_terms) and _echoed(source, answer, answer_terms)


def _echoed(denying: Polarity, other: Polarity, terms: frozenset[str]) -> bool:
    denied = other.denied
    return all(scope & denied or not scope & terms for scope in denying.scopes)


def _behind(text: str, at: int, content: list[Term]) -> frozenset[str]:
    stop = _CLAUSE.search(text, at)
    end = stop.start() if stop else len(text)
    return frozenset(_nearest([term for term in content if term.start >= at and term.end <= end]))


def _ahead(text: str, at: int, content: list[Term]) -> frozenset[str]:
    begins = [match.end() for match in _CLAUSE.finditer(text, 0, at)]
    begin = begins[-1] if begins else 0
    return frozenset(_nearest([term for term in reversed(content) if term.start >= begin and term.end <= at]))


def _nearest(terms: list[Term]) -> list[str]:
    """The nearest words, or as many bigrams as cover about as much text."""
    return [term.text for term in terms[: REACH if terms and terms[0].kind == "word" else 2 * REACH]]
