"""Sub-word pieces: unigram segmentation over a vocabulary that stays in the weight file.

A full vocabulary as Python objects costs tens of megabytes and as a `tokenizers` model hundreds. Here the pieces stay
where they are, and one table of 2 MB finds a piece by the hash of its bytes. Pieces never cross a space, so each word
is cut by itself and remembered. Source of the segmentation: Kudo 2018, "Subword Regularization", best path.
"""

import re
from array import array
from binascii import crc32
from functools import lru_cache
from typing import Any

from numpy.typing import NDArray

_SPACE = "\u2581"
_SPACES = re.compile("  +")
_UNKNOWN_PENALTY = 10.0
_REMEMBERED_WORDS = 20_000


class Pieces:
    """Cuts texts into ids of pieces.

    `offsets` (n + 1), `scores` (n) and `data` describe the pieces; `normal` maps characters to what replaces them.
    """

    def __init__(
        self,
        offsets: NDArray[Any],
        scores: NDArray[Any],
        data: NDArray[Any],
        normal: dict[int, str],
        unknown: int,
    ) -> None:
        self._data = data.tobytes()
        self._offsets = array("I", offsets.tobytes())
        self._scores = array("f", scores.tobytes())
        self._normal = normal
        self._unknown = unknown
        self._unknown_score = float(scores.min()) - _UNKNOWN_PENALTY
        self._table, self._longest = self._index()
        self._mask = len(self._table) - 1
        self._cut = lru_cache(_REMEMBERED_WORDS)(self._best_path)

    def _index(self) -> tuple[array, dict[str, int]]:
        """The hash table (id + 1 by open addressing) and, per first two characters, the longest piece in characters."""
        count = len(self._scores)
        size = 1 << (2 * count - 1).bit_length()
        table, mask, longest = array("I", bytes(4 * size)), size - 1, {}
        for at in range(count):
            piece = self._data[self._offsets[at] : self._offsets[at + 1]]
            slot = crc32(piece) & mask
            while table[slot]:
                slot = (slot + 1) & mask
            table[slot] = at + 1
            text = piece.decode("utf-8", "replace")
            if text:
                longest[text[:2]] = max(longest.get(text[:2], 0), len(text))
        return table, longest

    def _find(self, piece: bytes) -> int:
        """The id of a piece, -1 when there is none of these bytes."""
        table, offsets, slot = self._table, self._offsets, crc32(piece) & self._mask
        while entry := table[slot]:
            if self._data[offsets[entry - 1] : offsets[entry]] == piece:
                return entry - 1
            slot = (slot + 1) & self._mask
        return -1

    def _best_path(self, word: str) -> tuple[int, ...]:
        """The ids of the segmentation of `word` with the best total score."""
        length = len(word)
        best = [0.0, *([-1e30] * length)]
        origin, chosen = [0] * (length + 1), [self._unknown] * (length + 1)
        for start in range(length):
            base = best[start]
            stop = min(length, start + max(1, self._longest.get(word[start : start + 2], 0)))
            for end in range(start + 1, stop + 1):
                found = self._find(word[start:end].encode("utf-8", "replace"))
                if found < 0 or found == self._unknown:
                    continue
                score = base + self._scores[found]
                if score > best[end]:
                    best[end], origin[end], chosen[end] = score, start, found
            if base + self._unknown_score > best[start + 1]:
                best[start + 1], origin[start + 1], chosen[start + 1] = base + self._unknown_score, start, self._unknown
        ids, at = [], length
        while at:
            ids.append(chosen[at])
            at = origin[at]
        return tuple(reversed(ids))

    def ids(self, text: str) -> list[int]:
        """The ids of a text, without the ids that mark its begin and end."""
        text = _SPACES.sub(" ", text.translate(self._normal))
        words = text.removeprefix(" ").split(" ")
        return [piece for word in words for piece in self._cut(_SPACE + word)]
