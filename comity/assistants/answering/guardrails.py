"""Guardrails around an answer (`assistants.md` 3.7): topics that are not spoken about, phrases that are not said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from comity.assistants.answering.passages import content_terms
from comity.assistants.answering.vectors import SentenceVectors
from comity.kernel.text import fold, words

ALIKE = 0.80
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class GuardrailHit:
    """A row of `inspection.guardrails`."""

    rule: str
    action: str
    detail: str

    def to_wire(self) -> dict[str, Any]:
        """The row on the wire."""
        return {"rule": self.rule, "action": self.action, "detail": self.detail}


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic the assistant does not speak about, and what it says instead."""

    name: str
    phrases: tuple[str, ...]
    reply: str


def blocked_topic(text: str, topics: Sequence[Topic], vectors: SentenceVectors | None = None) -> Topic | None:
    """The first topic that a message touches: a phrase stands in it word for word, or is alike (calibrated >= 0.80)."""
    segmented = _segmented(text)
    for topic in topics:
        if any(_holds(segmented, phrase) for phrase in topic.phrases):
            return topic
    if vectors is None or not content_terms(text):
        return None
    phrases = [(topic, phrase) for topic in topics for phrase in topic.phrases]
    alike = vectors.similarities(text, [phrase for _, phrase in phrases])
    return next((topic for (topic, _), value in zip(phrases, alike, strict=True) if value >= ALIKE), None)


def topic_hit(topic: Topic) -> GuardrailHit:
    """The row for a blocked topic."""
    return GuardrailHit("blocked_topic", "refused", topic.name)


@lru_cache(maxsize=4096)
def _segmented(text: str) -> str:
    """The folded words between separators, so that a phrase is found only from word to word, in Thai too."""
    return "\x1f" + "\x1f".join(word for word in words(fold(text)) if _WORD.search(word)) + "\x1f"


def _holds(segmented: str, phrase: str) -> bool:
    """Whether a text holds a phrase. Chinese, Japanese and Korean runs have no words here: there the letters decide."""
    wanted = _segmented(phrase)
    if wanted in segmented and len(wanted) > 2:
        return True
    joined = wanted.replace("\x1f", "")
    return bool(joined) and "\u3040" <= joined[0] <= "\ud7af" and joined in segmented.replace("\x1f", "")


class ForbiddenPhrases:
    """Watches an answer for phrases it must not contain, holding back only the end that may be the beginning of one."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self._phrases = [phrase for phrase in (_lower(" ".join(p.split())) for p in phrases) if phrase]
        self._beginnings = {phrase[:n] for phrase in self._phrases for n in range(1, len(phrase))}
        self._longest = max(map(len, self._phrases), default=0)
        self._waiting = ""
        self.hit: GuardrailHit | None = None

    def feed(self, text: str) -> str:
        """More of the answer; returns what is certainly allowed. After a hit nothing more is."""
        if not self._phrases:
            return text
        self._waiting += text
        folded = _lower(self._waiting)
        found = next((phrase for phrase in self._phrases if phrase in folded), None)
        if found is not None or self.hit is not None:
            self.hit = self.hit or GuardrailHit("forbidden_phrase", "refused", found or "")
            return ""
        keep = next((n for n in range(min(self._longest, len(folded)), 0, -1) if folded[-n:] in self._beginnings), 0)
        cut = len(self._waiting) - keep
        free, self._waiting = self._waiting[:cut], self._waiting[cut:]
        return free

    def finish(self) -> str:
        """The rest; empty after a hit."""
        rest, self._waiting = self._waiting, ""
        return "" if self.hit else rest


def forbidden_phrase(text: str, phrases: Sequence[str]) -> GuardrailHit | None:
    """Looks through a whole answer, whatever its spaces, letter case or Thai spelling."""
    folded = fold(text)
    found = next((phrase for phrase in phrases if fold(phrase) and fold(phrase) in folded), None)
    return GuardrailHit("forbidden_phrase", "refused", found) if found else None


def _lower(text: str) -> str:
    """Lower case, character by character, so that places stay what they were; white space as a space."""
    return "".join(" " if c.isspace() else (low if len(low := c.lower()) == 1 else c) for c in text)
