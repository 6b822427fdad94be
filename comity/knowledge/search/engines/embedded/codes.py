"""Codes of vectors: two bits a number, so that the nearest of many are found by counting bits, and measured again afterwards.

Vectors are moved to their centre and turned at random, which spreads what they say evenly over the numbers; a number then becomes
00, 01 or 11 by two borders that cut it in thirds. The bits that differ tell how far apart two vectors are. One border (one bit) finds
0.94 of the ten nearest among 4,000 of 100,000, two borders 0.98: `bench.search` measures it.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

BORDERS = (-0.43, 0.43)
"""In standard deviations: thirds of a normal distribution."""
BLOCK = 4096


@dataclass(frozen=True, slots=True)
class Coder:
    """What codes are made with; those of one coder can be compared."""

    centre: np.ndarray
    turn: np.ndarray
    borders: np.ndarray

    @property
    def words(self) -> int:
        """How many 64-bit words a code has."""
        return len(BORDERS) * -(-len(self.centre) // 64)

    def code(self, vectors: np.ndarray) -> np.ndarray:
        """The codes of float32 rows, as uint64 [rows, words]."""
        turned = (vectors - self.centre) @ self.turn
        bits = np.zeros((len(vectors), len(BORDERS), self.words // len(BORDERS) * 8), np.uint8)
        for plane, border in enumerate(self.borders):
            packed = np.packbits(turned > border, axis=1)
            bits[:, plane, : packed.shape[1]] = packed
        return bits.reshape(len(vectors), -1).view(np.uint64)


def coder_for(sample: np.ndarray) -> Coder:
    """A coder for vectors like these float32 rows."""
    centre, turn = sample.mean(0), _turn(sample.shape[1])
    spread = ((sample - centre) @ turn).std(0)
    return Coder(centre, turn, np.stack([border * spread for border in BORDERS]).astype(np.float32))


@cache
def _turn(width: int) -> np.ndarray:
    """A random rotation, the same in every process."""
    drawn = np.random.default_rng(width).normal(size=(width, width))
    return np.linalg.qr(drawn)[0].astype(np.float32)


def differences(columns: tuple[np.ndarray, ...], wanted: np.ndarray, rows: np.ndarray | None = None) -> np.ndarray:
    """How many bits of each code differ from one; `columns` hold the codes word by word, `rows` picks some."""
    total = np.zeros(len(columns[0]) if rows is None else len(rows), np.uint16)
    for column, word in zip(columns, wanted, strict=True):
        total += np.bitwise_count((column if rows is None else column[rows]) ^ word)
    return total


def lowest(values: np.ndarray, count: int) -> np.ndarray:
    """The places of at least `count` lowest values, ascending; all that equal the last one too."""
    if len(values) <= count:
        return np.arange(len(values))
    return np.flatnonzero(values <= np.partition(values, count - 1)[count - 1])
