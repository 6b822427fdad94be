"""Measuring how a reranker's scores are to be read, on the set that embedders are measured on (`knowledge.md` 3.9, 3 and 7)."""

import asyncio
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from comity.knowledge.embedders.calibrating import LANGUAGES, LEAST_SPREAD, pairs
from comity.knowledge.rerankers.errors import RerankerUnavailable

AT_ONCE = 4
BLIND = "It does not tell passages that answer from others: over the calibration set both score alike. Is the model a reranker?"


class Asked(Protocol):
    """What can be measured."""

    async def scores(self, question: str, passages: Sequence[str]) -> list[float]: ...


@dataclass(frozen=True, slots=True)
class Calibration:
    """How scores become 0 to 1: `lo` is 0, `hi` is 1, cut at both. `logits`: they pass the logistic function first."""

    logits: bool
    lo: float
    hi: float
    by_language: dict[str, tuple[float, float]] = field(default_factory=dict)

    def read(self, score: float, language: str) -> float:
        """A score of the reranker for a question in a language, as the product counts."""
        lo, hi = self.by_language.get(language, (self.lo, self.hi))
        plain = _logistic(score) if self.logits else score
        return min(1.0, max(0.0, (plain - lo) / (hi - lo)))


async def measure(reranker: Asked) -> dict[str, Any]:
    """The calibration of a reranker, as it is kept. Every question is asked of every passage of its language.

    `lo` is the median score of passages that do not answer, `hi` the 95th percentile of those that do, as with embedders. Raises
    `RerankerUnavailable` (422955) for one that does not tell them apart.
    """
    found = pairs()
    turns = asyncio.Semaphore(AT_ONCE)

    async def ask(question: str, passages: list[str]) -> list[float]:
        async with turns:
            return await reranker.scores(question, passages)

    asked = [ask(question, [p for _, p in found[one]]) for one in LANGUAGES for question, _ in found[one]]
    raw = np.array(await asyncio.gather(*asked))
    logits = bool(raw.min() < 0 or raw.max() > 1)
    scores = np.vectorize(_logistic)(raw) if logits else raw
    by_language = dict(zip(LANGUAGES, map(_ends, np.split(scores, len(LANGUAGES))), strict=True))
    lo, hi = np.mean(list(by_language.values()), axis=0)
    shown = {one: [round(lo, 4), round(hi, 4)] for one, (lo, hi) in by_language.items()}
    return {"logits": logits, "lo": round(float(lo), 4), "hi": round(float(hi), 4), "byLanguage": shown}


def opened(kept: dict[str, Any]) -> Calibration:
    """A kept calibration as scores are read with it."""
    by_language = {one: (ends[0], ends[1]) for one, ends in kept["byLanguage"].items()}
    return Calibration(kept["logits"], kept["lo"], kept["hi"], by_language)


def _ends(scores: np.ndarray) -> tuple[float, float]:
    answering = np.eye(len(scores), dtype=bool)
    lo, hi = float(np.median(scores[~answering])), float(np.percentile(scores[answering], 95))
    if float(np.median(scores[answering])) <= lo or hi - lo < LEAST_SPREAD:
        raise RerankerUnavailable(BLIND)
    return lo, hi


def _logistic(score: float) -> float:
    return 1 / (1 + math.exp(-min(60.0, max(-60.0, score))))
