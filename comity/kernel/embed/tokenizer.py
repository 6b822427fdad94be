"""The unigram tokenizer of the bundled embedder: the best split by Viterbi over a plain dictionary.

A tokenizer library would hold the 250,000 pieces in a trie of over 100 MB; a dictionary takes a third of it, and a query is split
in a tenth of a millisecond.
"""

import re
from functools import lru_cache

import numpy as np

from comity.kernel.embed.weights import Weights

SPACE = "\u2581"
MAX_PIECE = 16
_SPACES = re.compile(" {2,}")
_CHUNK = re.compile(f"{SPACE}*[^{SPACE}]*")


class Tokenizer:
    """Turns text into ids, with the character each id begins at."""

    def __init__(self, weights: Weights) -> None:
        self._ids = {piece: i for i, piece in enumerate(weights.pieces()) if len(piece) <= MAX_PIECE and i > 3}
        self._scores: np.ndarray = weights.scores
        self._unknown = weights.unknown
        self._unknown_score = float(self._scores.min()) - 10.0
        self._normalisation = weights.normalisation
        self._split = lru_cache(maxsize=32768)(self._viterbi)

    def ids(self, text: str) -> list[int]:
        """The ids of a text's pieces, without the begin and end marks."""
        found: list[int] = []
        for word in _CHUNK.findall(self.prepare(text)):
            if word:
                found += self._split(word)
        return found

    def prepare(self, text: str) -> str:
        """The normalised text with marks for spaces, one in front."""
        plain = _SPACES.sub(" ", text.translate(self._normalisation)).strip()
        return SPACE + plain.replace(" ", SPACE)

    def _viterbi(self, word: str) -> tuple[int, ...]:
        size = len(word)
        best = [0.0] + [-1e30] * size
        back = [(0, self._unknown)] * (size + 1)
        ids, scores = self._ids, self._scores
        for start in range(size):
            base = best[start]
            if base + self._unknown_score > best[start + 1]:
                best[start + 1], back[start + 1] = base + self._unknown_score, (start, self._unknown)
            for end in range(start + 1, min(start + MAX_PIECE, size) + 1):
                piece = ids.get(word[start:end])
                if piece is not None and (score := base + float(scores[piece])) > best[end]:
                    best[end], back[end] = score, (start, piece)
        return self._trace(back, size)

    def _trace(self, back: list[tuple[int, int]], size: int) -> tuple[int, ...]:
        found: list[int] = []
        at = size
        while at > 0:
            at, piece = back[at]
            if not (piece == self._unknown and found and found[-1] == self._unknown):
                found.append(piece)
        return tuple(reversed(found))
