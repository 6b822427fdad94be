"""The variants of a workspace side by side, so that a question meets ten thousand of them in a few milliseconds."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from comity.assistants.memorized.matching.entries import Entry, terms_of
from comity.assistants.memorized.matching.facts import differ, exact_form, facts_of
from comity.assistants.memorized.matching.shares import OVERLAP_WEIGHT, WORDS_ALONE, shares_of

CAP = 0.50
"""What a likeness is worth at most when numbers, codes or negation differ; it never answers."""
PRIOR = 200
"""Questions that are thought to be there beside the memorized ones, so that terms weigh about alike while there are few."""
_BLOCK = 512
_NOWHERE = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, who is asked, when, and its vector where there is an embedder."""

    text: str
    assistant_id: str
    language: str
    now_us: int
    vector: np.ndarray | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """The best entry for a question; `differs`: it asks for another number or the contrary, so it does not answer."""

    entry: Entry
    matched: str
    score: float
    exact: bool
    differs: bool = False

    def answers(self, threshold: float) -> bool:
        """Whether it is good enough to answer with."""
        return self.exact or (not self.differs and self.score >= threshold)


class Index:
    """Entries of one workspace, ready to be asked; the newest stand last.

    `embedder`: the name of the one that made the vectors. `idf`: what terms weigh, where that is not to come from these entries.
    """

    def __init__(
        self, entries: Iterable[Entry], embedder: str = WORDS_ALONE, idf: Callable[[str], float] | None = None
    ) -> None:
        self.entries = sorted(entries, key=lambda one: (one.created_us, one.id))
        self.idf = idf or self._own_idf
        self.variants = [variant for entry in self.entries for variant in entry.variants]
        self._owner = np.array([at for at, one in enumerate(self.entries) for _ in one.variants], np.int64)
        self.by_meaning, self.by_words = shares_of(embedder), shares_of(WORDS_ALONE)
        self._forms: dict[str, list[int]] = defaultdict(list)
        self._postings: dict[str, list[int]] = defaultdict(list)
        for place, variant in enumerate(self.variants):
            self._forms[variant.form].append(place)
            for term in variant.terms:
                self._postings[term].append(place)
        self._scopes: dict[str, np.ndarray] = {}

    def ready(self) -> "Index":
        """Makes what would be made at the first question, so that nobody waits for it."""
        _ = self._vectors, self._weights, self._gates, self._rows
        return self

    def best(self, asked: Asked) -> Match | None:
        """The best entry in scope, whatever its score: an exact one, else the likeliest; the newest of equals."""
        if not self.entries:
            return None
        open_ = self._open_to(asked)
        return self._exact(asked.text, open_) or self._likeliest(asked, open_)

    def exact(self, asked: Asked) -> Match | None:
        """The newest entry in scope that has exactly this question; needs no vector."""
        if exact_form(asked.text) not in self._forms:
            return None
        return self._exact(asked.text, self._open_to(asked))

    def answering(self, asked: Asked, threshold: float, *, but: str = "") -> list[Match]:
        """Every entry but one that would answer a question, the best first."""
        if not self.entries:
            return []
        open_ = self._open_to(asked)
        scores = np.where(open_[self._owner], self.scores(asked), -1.0)
        found: dict[str, Match] = {}
        for at in self._by_score(scores):
            if scores[at] < threshold:
                break
            match = self._match(asked, int(at), float(scores[at]))
            if match.entry.id != but and match.answers(threshold):
                found.setdefault(match.entry.id, match)
        return list(found.values())

    def scores(self, asked: Asked) -> np.ndarray:
        """The share of true paraphrases that each variant's likeness stands for."""
        overlaps = self.overlaps(asked.text)
        scores = self.by_words.share(overlaps, asked.language) if self.by_words else np.zeros(len(overlaps))
        places, rows = self._vectors
        if self.by_meaning is not None and asked.vector is not None and len(places):
            raw = self.by_meaning.likeness(rows @ asked.vector.astype(np.float32), overlaps[places], asked.language)
            scores[places] = self.by_meaning.share(raw, asked.language)
        return scores

    def overlaps(self, text: str) -> np.ndarray:
        """For each variant, the weight of the shared terms over that of the terms of either (Jaccard), 0..1."""
        shared, own = np.zeros(len(self.variants)), 0.0
        for term in terms_of(text):
            weight = self.idf(term)
            own += weight
            shared[self._rows.get(term, _NOWHERE)] += weight
        return shared / np.maximum(self._weights + own - shared, 1e-9)

    def by_nearness(self, count: int) -> list[Entry]:
        """Enabled entries, those first whose question is nearest to another entry's; without vectors the newest first."""
        places, rows = self._vectors
        nearest = np.full(len(self.entries), -1.0)
        for begin in range(0, len(places), _BLOCK):
            owners = self._owner[places[begin : begin + _BLOCK]]
            cosines = rows[begin : begin + _BLOCK] @ rows.T
            cosines[owners[:, None] == self._owner[places][None, :]] = -1.0
            np.maximum.at(nearest, owners, cosines.max(axis=1))
        order = np.lexsort((-np.arange(len(nearest)), -nearest))
        return [self.entries[at] for at in order if self.entries[at].enabled][:count]

    def could_reach(self, text: str, language: str, threshold: float) -> bool:
        """Whether a question could be answered at all: with the best vector, its terms would have to do the rest."""
        if self.by_meaning is None or not self.variants:
            return False
        best = 1 - OVERLAP_WEIGHT + OVERLAP_WEIGHT * float(self.overlaps(text).max())
        return best >= self.by_meaning.least_raw(threshold, language)

    def _own_idf(self, term: str) -> float:
        return math.log((len(self.variants) + PRIOR) / (len(self._postings.get(term, ())) + 1))

    def _exact(self, text: str, open_: np.ndarray) -> Match | None:
        places = [at for at in self._forms.get(exact_form(text), ()) if open_[self._owner[at]]]
        if not places:
            return None
        newest = max(places, key=lambda at: self._owner[at])
        return Match(self.entries[self._owner[newest]], self.variants[newest].text, 1.0, exact=True)

    def _likeliest(self, asked: Asked, open_: np.ndarray) -> Match | None:
        scores = np.where(open_[self._owner], self.scores(asked), -1.0)
        best: Match | None = None
        for at in self._by_score(scores):
            score = float(scores[at])
            if score < 0 or (best is not None and score <= best.score):
                break
            match = self._match(asked, int(at), score)
            if best is None or match.score > best.score:
                best = match
        return best

    def _by_score(self, scores: np.ndarray) -> np.ndarray:
        """Places of variants, the highest scores first, of equals those of the newest entries."""
        return np.lexsort((-self._owner, -scores))

    def _match(self, asked: Asked, at: int, score: float) -> Match:
        variant = self.variants[at]
        exact = variant.form == exact_form(asked.text)
        differs = not exact and differ(facts_of(asked.text), facts_of(variant.text))
        score = 1.0 if exact else min(score, CAP) if differs else score
        return Match(self.entries[self._owner[at]], variant.text, score, exact, differs)

    def _open_to(self, asked: Asked) -> np.ndarray:
        """Which entries are enabled, in their dates, in scope and in the question's language."""
        enabled, begins, ends, languages = self._gates
        scope = self._scopes.get(asked.assistant_id)
        if scope is None:
            scope = self._scopes[asked.assistant_id] = np.array(
                [not one.assistant_ids or asked.assistant_id in one.assistant_ids for one in self.entries], bool
            )
        spoken = (languages == "") | (languages == asked.language)
        return enabled & scope & spoken & (begins <= asked.now_us) & (asked.now_us < ends)

    @cached_property
    def _rows(self) -> dict[str, np.ndarray]:
        return {term: np.array(places, np.int64) for term, places in self._postings.items()}

    @cached_property
    def _weights(self) -> np.ndarray:
        """What the terms of each variant weigh together."""
        return np.array([sum(map(self.idf, variant.terms)) for variant in self.variants], np.float64)

    @cached_property
    def _vectors(self) -> tuple[np.ndarray, np.ndarray]:
        """The places of variants that have a vector, and these vectors as rows."""
        held = [(at, variant.vector) for at, variant in enumerate(self.variants) if variant.vector is not None]
        if not held:
            return _NOWHERE, np.zeros((0, 1), np.float32)
        return np.array([at for at, _ in held], np.int64), np.stack([vector for _, vector in held]).astype(np.float32)

    @cached_property
    def _gates(self) -> tuple[np.ndarray, ...]:
        entries = self.entries
        return (
            np.array([one.enabled for one in entries], bool),
            np.array([one.from_us for one in entries], np.int64),
            np.array([one.to_us for one in entries], np.int64),
            np.array([one.language for one in entries], object),
        )
