"""Near copies: texts that share 95 % of their five-character runs (`knowledge.md` 3.9, step 6).

Most chunks of an answer are nothing alike, and counting all runs of each of them would cost more than finding them. So a few runs
taken evenly from one text are looked for in the other first: a near copy holds nearly all of them wherever its difference lies.
"""

from dataclasses import dataclass, field

COLLAPSE_SHARE = 0.95
GRAM = 5
SAMPLES = 16
MISSES_MOST = 6


@dataclass(slots=True)
class _Kept:
    """A text with its runs, counted when a likely copy of it comes."""

    text: str
    _grams: set[str] = field(default_factory=set)

    @property
    def grams(self) -> set[str]:
        self._grams = self._grams or grams_of(self.text)
        return self._grams


class NearCopies:
    """Remembers texts in order and tells which of them a new one repeats."""

    def __init__(self) -> None:
        self._kept: list[_Kept] = []

    def first_like(self, text: str, limit: int) -> int | None:
        """The place of the first kept text that this one repeats; None keeps it, unless `limit` are kept."""
        mine = _Kept(text)
        for place, other in enumerate(self._kept):
            if text == other.text or (_is_likely(text, other.text) and _is_copy(mine.grams, other.grams)):
                return place
        if len(self._kept) < limit:
            self._kept.append(mine)
        return None


def grams_of(text: str) -> set[str]:
    """The runs of five characters."""
    return {text[i : i + GRAM] for i in range(max(1, len(text) - GRAM + 1))}


def _is_copy(mine: set[str], others: set[str]) -> bool:
    return len(mine & others) >= COLLAPSE_SHARE * max(len(mine), len(others))


def _is_likely(one: str, other: str) -> bool:
    """Of about one length, and most of the evenly taken runs of one stand in the other."""
    if not 0.9 < (len(one) + 1) / (len(other) + 1) < 1.12:
        return False
    step = max(1, len(one) // SAMPLES)
    misses = 0
    for begin in range(0, step * SAMPLES, step):
        misses += one[begin : begin + GRAM] not in other
        if misses > MISSES_MOST:
            return False
    return True
