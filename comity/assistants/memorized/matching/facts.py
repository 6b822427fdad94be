"""The form in which questions are equal, and the facts by which two alike questions still ask for different things.

`assistants.md` 3.8: NFKC with sara am whole, lower case, Thai vowel order, one space, no end punctuation; numbers, codes and
negation that differ cap a likeness, and so do the days and the aim of a question.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from comity.assistants.answering.literals import Literal, demanded, held, lacking
from comity.assistants.answering.polarity import Polarity, agree, polarity
from comity.assistants.memorized.matching.aims import aims, days
from comity.kernel.text import fold, terms_with_spans

_END = re.compile(r"[\s.?!…,;:。？！、，；：｡]+$")
# Polite openings and tags that have the word for "not" in them and deny nothing.
_POLITE = re.compile(
    r"ไม่(?:ทราบ|รู้|แน่ใจ)ว่า|(?:ใช่)?หรือไม่|ใช่ไหม|\bor not\b|\bnot sure (?:if|how|what|whether)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a question states to the letter, and what it denies."""

    literals: tuple[Literal, ...]
    held: Mapping[str, int]
    denied: Polarity
    terms: frozenset[str]
    aims: frozenset[str]
    days: frozenset[str]


def exact_form(text: str) -> str:
    """The form in which two questions are the same; never empty for a text that is not blank."""
    folded = fold(text)
    return _END.sub("", folded) or folded


@lru_cache(maxsize=16_384)
def facts_of(text: str) -> Facts:
    """The facts of a question."""
    plain = _POLITE.sub(" ", text)
    terms = terms_with_spans(plain)
    words = frozenset(term.text for term in terms)
    folded = fold(plain)
    return Facts(tuple(demanded(plain)), held(plain), polarity(plain, terms), words, aims(folded), days(folded))


def differ(one: Facts, other: Facts) -> bool:
    """Whether numbers, codes or negation differ, the days they name, or what they are after.

    The same numbers in another order differ too: "2 for 1" is not "1 for 2".
    """
    if one.days != other.days or (one.aims and other.aims and not one.aims & other.aims):
        return True
    if lacking(one.literals, other.held) or lacking(other.literals, one.held):
        return True
    same_count = len(one.literals) == len(other.literals)
    if same_count and any(not a.keys & b.keys for a, b in zip(one.literals, other.literals, strict=True)):
        return True
    if len(one.denied.scopes) != len(other.denied.scopes):
        return True
    return not agree(one.denied, one.terms, other.denied, other.terms, whole=False)
