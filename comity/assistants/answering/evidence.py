"""What grounding knows of the used chunks: worked out once for each text, then remembered across answers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from comity.assistants.answering.literals import held
from comity.assistants.answering.passages import Passage, content_of, passages
from comity.assistants.answering.polarity import Polarity, polarity
from comity.kernel.text import fold, terms_with_spans


@dataclass(frozen=True, slots=True)
class Known:
    """A chunk's text: its passages, which of them hold a term, the keys of its literals, and the whole text folded."""

    passages: tuple[Passage, ...]
    postings: Mapping[str, tuple[int, ...]]
    keys: Mapping[str, int]
    folded: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source sentence: all its terms, the keys of its literals with how often each stands in it, what it denies."""

    terms: frozenset[str]
    keys: Mapping[str, int]
    polarity: Polarity


@lru_cache(maxsize=4096)
def know(content: str) -> Known:
    """Everything about a chunk's text that does not depend on the answer."""
    pieces = passages(content)
    postings: dict[str, list[int]] = {}
    for at, piece in enumerate(pieces):
        for term in piece.terms:
            postings.setdefault(term, []).append(at)
    frozen = {term: tuple(places) for term, places in postings.items()}
    return Known(pieces, frozen, held(content), fold(content))


def evidence_of(pieces: Sequence[Passage]) -> Evidence:
    """The evidence of passages that stand together."""
    found = [_evidence(piece.text) for piece in pieces]
    return found[0] if len(found) == 1 else _joined(found)


@lru_cache(maxsize=16384)
def _evidence(text: str) -> Evidence:
    spans = terms_with_spans(text)
    return Evidence(content_of(spans), held(text), polarity(text, spans))


def _joined(found: Sequence[Evidence]) -> Evidence:
    keys: Counter[str] = Counter()
    for one in found:
        keys.update(one.keys)
    terms = frozenset[str]().union(*(one.terms for one in found))
    return Evidence(terms, keys, Polarity(tuple(scope for one in found for scope in one.polarity.scopes)))
