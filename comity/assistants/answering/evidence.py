"""What grounding knows of the used chunks: worked out once for each text when it is needed, then remembered across answers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from comity.assistants.answering.literals import held
from comity.assistants.answering.passages import Passage, content_of, passages
from comity.assistants.answering.polarity import Polarity, polarity
from comity.kernel.text import fold, terms_with_spans


@dataclass(frozen=True)
class Known:
    """What a chunk says. Each part is worked out when it is asked for, as most sentences need few chunks in full."""

    content: str

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Its pieces, each with its terms: the longest part of it all."""
        return passages(self.content)

    @cached_property
    def postings(self) -> Mapping[str, Sequence[int]]:
        """Which passages hold a term."""
        found: dict[str, list[int]] = {}
        for at, piece in enumerate(self.passages):
            for term in piece.terms:
                found.setdefault(term, []).append(at)
        return found

    @cached_property
    def folded(self) -> str:
        """The whole text in its comparing form."""
        return fold(self.content)

    @property
    def keys(self) -> Mapping[str, int]:
        """The keys of its literals and how often each stands in it."""
        return held(self.content)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source sentence: all its terms, the keys of its literals with how often each stands in it, what it denies."""

    terms: frozenset[str]
    keys: Mapping[str, int]
    polarity: Polarity


@lru_cache(maxsize=4096)
def know(content: str) -> Known:
    """What does not depend on the answer, once for each text."""
    return Known(content)


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
