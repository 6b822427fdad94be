"""Grouping questions by what they ask: each joins the nearest leader that is near enough, or leads a group of its own.

A likeness is calibrated as it is for memorized responses: the share of pairs at that likeness that ask the same. Without vectors
the shared words alone decide. Data in, data out.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from comity.assistants.memorized.matching import differ, facts_of, shares_of
from comity.assistants.memorized.matching.entries import terms_of
from comity.assistants.memorized.matching.shares import WORDS_ALONE
from comity.kernel.embed import LocalEmbedder

SIMILARITY = 0.75
"""From here on two questions ask the same (`knowledge.md` 7.1)."""
SURE = 0.85
"""From here on one answer may be suggested for both: stricter, for a group is as wide as its leader lets it be."""
LEADERS_MAX = 10_000
"""How many groups are held in memory at most; a question that fits none of them then stands aside."""
_ROOM = 256


@dataclass(frozen=True, slots=True)
class Question:
    """A masked question, its primary language, and its vector where there is an embedder."""

    text: str
    language: str
    vector: np.ndarray | None = None


class Near(NamedTuple):
    """A group and how alike its leader is, 0..1."""

    id: str
    similarity: float


class Leaders:
    """The questions that lead groups, side by side. `embedder`: the name of the one that made the vectors."""

    def __init__(self, embedder: str, most: int = LEADERS_MAX) -> None:
        self._by_meaning, self._by_words = shares_of(embedder), shares_of(WORDS_ALONE)
        self._most = most
        self._ids: list[str] = []
        self._sizes = np.zeros(0, np.float64)
        self._has_vector = np.zeros(0, bool)
        self._rows: np.ndarray | None = None
        self._holders: dict[str, list[int]] = defaultdict(list)

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def is_full(self) -> bool:
        """Whether there is no room for one more."""
        return len(self._ids) >= self._most

    def add(self, id_: str, question: Question) -> None:
        """Lets a question lead the group `id_`."""
        at = len(self._ids)
        if at == len(self._sizes):
            self._grow(question)
        terms = terms_of(question.text)
        self._ids.append(id_)
        self._sizes[at] = len(terms)
        for term in terms:
            self._holders[term].append(at)
        if question.vector is not None:
            self._row_space(len(question.vector))[at] = question.vector
            self._has_vector[at] = True

    def nearest(self, question: Question) -> Near | None:
        """The group that the question belongs to; None when no leader is near enough."""
        if not self._ids:
            return None
        similarities = self.similarities(question)
        best = int(similarities.argmax())
        return Near(self._ids[best], float(similarities[best])) if similarities[best] >= SIMILARITY else None

    def similarities(self, question: Question) -> np.ndarray:
        """How alike each leader is, 0..1: by meaning and words where both have a vector, else by words alone."""
        count = len(self._ids)
        overlaps = self._overlaps(question.text)
        found = self._by_words.share(overlaps, question.language) if self._by_words else np.zeros(count)
        if self._by_meaning is not None and question.vector is not None and self._rows is not None:
            cosines = self._rows[:count] @ question.vector.astype(np.float32)
            raw = self._by_meaning.likeness(cosines, overlaps, question.language)
            found = np.where(self._has_vector[:count], self._by_meaning.share(raw, question.language), found)
        return found

    def _overlaps(self, text: str) -> np.ndarray:
        """The terms that each leader shares with the text over those of either (Jaccard)."""
        count, terms = len(self._ids), terms_of(text)
        shared = np.zeros(count)
        for term in terms:
            shared[self._holders.get(term, [])] += 1
        return shared / np.maximum(self._sizes[:count] + len(terms) - shared, 1)

    def _grow(self, question: Question) -> None:
        room = max(_ROOM, len(self._sizes))
        self._sizes = np.concatenate([self._sizes, np.zeros(room)])
        self._has_vector = np.concatenate([self._has_vector, np.zeros(room, bool)])
        if self._rows is not None:
            self._rows = np.concatenate([self._rows, np.zeros((room, self._rows.shape[1]), np.float32)])

    def _row_space(self, dimensions: int) -> np.ndarray:
        if self._rows is None:
            self._rows = np.zeros((len(self._sizes), dimensions), np.float32)
        return self._rows


def same_question(one: Question, other: Question) -> bool:
    """Whether two questions surely ask the same: alike beyond `SURE`, and neither numbers nor aims differ."""
    alone = Leaders(LocalEmbedder.name)
    alone.add("", other)
    return float(alone.similarities(one)[0]) >= SURE and not differ(facts_of(one.text), facts_of(other.text))


def central(vectors: list[np.ndarray]) -> int:
    """The place of the vector nearest to the middle of all; the first of equals."""
    rows = np.stack(vectors).astype(np.float32)
    nearness = np.round(rows @ rows.mean(axis=0), 4)
    return int(nearness.argmax())
