"""Similarity of sentences by the cheap encoder, with the vectors of sources remembered across answers."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np

from comity.kernel.embed import Encoder
from comity.kernel.text import detect_language, script_shares

CAPACITY = 16_384


class SentenceVectors:
    """An encoder with a bounded memory by text and encoder revision. Safe to share between threads."""

    def __init__(self, encoder: Encoder, capacity: int = CAPACITY) -> None:
        self.encoder = encoder
        self._capacity = capacity
        self._known: OrderedDict[tuple[str, bytes], np.ndarray] = OrderedDict()
        self._lock = threading.Lock()

    def vectors(self, texts: Sequence[str]) -> list[np.ndarray]:
        """The vector of each text; those not remembered are encoded in one batch."""
        keys = [(self.encoder.revision, blake2b(text.encode(), digest_size=16).digest()) for text in texts]
        with self._lock:
            found = {key: self._known[key] for key in keys if key in self._known}
            for key in found:
                self._known.move_to_end(key)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        if missing:
            encoded = np.asarray(self.encoder.encode(list(missing.values())), dtype=np.float32)
            found.update(zip(missing, encoded, strict=True))
            self._remember({key: found[key] for key in missing})
        return [found[key] for key in keys]

    def similarities(self, text: str, others: Sequence[str]) -> list[float]:
        """The calibrated cosine, 0..1, of a text with each of the others."""
        if not others:
            return []
        first, *rest = self.vectors([text, *others])
        script, language = main_script(text), _language(text)
        return [self._score(float(first @ v), script, language, other) for v, other in zip(rest, others, strict=True)]

    def _score(self, cosine: float, script: str, language: str, other: str) -> float:
        theirs = main_script(other)
        crosses = bool(script and theirs) and script != theirs
        return self.encoder.calibration.score(cosine, cross=crosses, language=language)

    def _remember(self, new: dict[tuple[str, bytes], np.ndarray]) -> None:
        with self._lock:
            self._known.update(new)
            while len(self._known) > self._capacity:
                self._known.popitem(last=False)


@lru_cache(maxsize=CAPACITY)
def main_script(text: str) -> str:
    """The script that most letters of a text are written in; empty without letters."""
    shares = script_shares(text)
    return max(shares, key=lambda script: shares[script]) if shares else ""


@lru_cache(maxsize=4096)
def _language(text: str) -> str:
    return detect_language(text)
