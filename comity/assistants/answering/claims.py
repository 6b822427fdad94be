"""What a sentence of an answer claims: its terms, its literals and names, what it denies."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from comity.assistants.answering.literals import Literal, demanded, is_content, names
from comity.assistants.answering.passages import Idf, content_of
from comity.assistants.answering.polarity import Polarity, polarity
from comity.assistants.answering.vectors import main_script
from comity.kernel.text import Term, fold, terms_with_spans

NAME_BIGRAMS = 3
_CASED = {"Latin", "Cyrillic", "Greek", "Digit", ""}

Seen = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence ready to be compared. `folded` is its comparing form, `weight` the sum of its terms' idf."""

    text: str
    folded: str
    terms: frozenset[str]
    weight: float
    demands: tuple[Literal, ...]
    names: frozenset[str]
    polarity: Polarity


def claim(text: str, idf: Idf, seen: Seen) -> Claim:
    """The claim of a sentence without citations. `seen` says whether a term occurs in any used chunk."""
    spans = terms_with_spans(text)
    terms = content_of([term for term in spans if is_content(term)])
    found = frozenset(names(text, spans) | _unseen(text, spans, seen))
    folded = fold(text).rstrip(".。 ")
    return Claim(text, folded, terms, sum(map(idf, terms)), tuple(demanded(text)), found, polarity(text, spans))


def _unseen(text: str, spans: list[Term], seen: Seen) -> set[str]:
    """Content terms of no used chunk that may be names: in scripts without capitals, in foreign letters, or heading a sentence."""
    is_foreign = main_script(text) not in _CASED
    found = {term for run in _runs(spans) for term in _new_words(run, seen)}
    for term in spans:
        if _may_name(term) and not seen(term.text):
            capital = text[term.start].isupper() and not _is_opening(text, term)
            if capital or is_foreign or term.script not in _CASED:
                found.add(term.text)
    return found


def _may_name(term: Term) -> bool:
    """A whole word with a content; numbers and codes are literals of their own."""
    is_word = term.kind == "word" and term.script not in {"Han", "Digit"}
    return is_word and is_content(term) and not any(c.isdigit() for c in term.text)


def _new_words(run: Sequence[str], seen: Seen) -> set[str]:
    """The unseen bigrams of one run of Chinese, Japanese or Korean, where so many follow each other that they make a word.

    A new word of two letters makes three: itself and one with each neighbour; at an edge of the run a neighbour is missing.
    """
    found: set[str] = set()
    unseen: list[str] = []
    for at, bigram in enumerate([*run, ""]):
        if bigram and not seen(bigram):
            unseen.append(bigram)
            continue
        edges = (at == len(unseen)) + (at == len(run))
        if unseen and len(unseen) + edges >= NAME_BIGRAMS:
            found |= set(unseen)
        unseen = []
    return found


def _runs(spans: Sequence[Term]) -> list[list[str]]:
    """The bigrams of each unbroken run."""
    runs: list[list[str]] = []
    last = -2
    for term in spans:
        if term.kind == "bigram":
            if term.start == last + 1:
                runs[-1].append(term.text)
            else:
                runs.append([term.text])
            last = term.start
    return runs


def _is_opening(text: str, term: Term) -> bool:
    """Whether a capital is that of a sentence's opening rather than of a name: "Usually", "Today, ", "Note: "."""
    return text[term.start : term.end].endswith("ly") or text[term.end : term.end + 1] in {",", ":"}
