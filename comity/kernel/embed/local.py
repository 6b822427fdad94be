"""The bundled embedder: multilingual-e5-small on the processor, int8, without a network."""

import threading
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from comity.kernel.embed.derive import REVISION, derived_file
from comity.kernel.embed.port import Calibration
from comity.kernel.embed.tokenizer import Tokenizer
from comity.kernel.embed.weights import Weights, unpack, weight_file

QUERY, PASSAGE = "query: ", "passage: "
BATCH_TOKENS = 2048
CHARACTERS_PER_WINDOW = 1400
WINDOW_OVERLAP = 200


class LocalEmbedder:
    """e5-small: 384 numbers for a text of up to 512 tokens. Loads at its first use; safe from several threads."""

    name = "local"
    revision = REVISION
    dimensions = 384
    max_tokens = 512
    calibration = Calibration(lo=0.74, hi=0.905, cross_lo=0.735, cross_hi=0.885)

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._lock = threading.Lock()

    def encode_queries(self, texts: list[str]) -> np.ndarray:
        """Unit vectors of questions, float32 [n, 384]."""
        return self._encode(texts, QUERY)

    def encode_passages(self, texts: list[str]) -> np.ndarray:
        """Unit vectors of passages, float32 [n, 384]."""
        return self._encode(texts, PASSAGE)

    def windows(self, text: str) -> list[tuple[int, int]]:
        """Overlapping spans that each fit the model, cut at spaces where there are any near."""
        spans: list[tuple[int, int]] = []
        start = 0
        limit = CHARACTERS_PER_WINDOW
        while len(text) - start > limit:
            cut = text.rfind(" ", start + limit // 2, start + limit)
            end = cut if cut > 0 else start + limit
            spans.append((start, end))
            start = max(end - WINDOW_OVERLAP, start + 1)
        spans.append((start, len(text)))
        return spans

    def _encode(self, texts: list[str], prefix: str) -> np.ndarray:
        model = self._model
        ids = [model.ids(prefix + text, self.max_tokens) for text in texts]
        out = np.zeros((len(texts), self.dimensions), np.float32)
        order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
        at = 0
        while at < len(order):
            end = _batch_end(order, ids, at)
            out[order[at:end]] = model.run([ids[i] for i in order[at:end]])
            at = end
        return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)

    @property
    def _model(self) -> "_Model":
        with self._lock:
            return self._loaded

    @cached_property
    def _loaded(self) -> "_Model":
        return _Model(derived_file(self._data_dir))


def _batch_end(order: list[int], ids: list[list[int]], start: int) -> int:
    """Texts of similar length together, under a budget of tokens."""
    end = start
    while end < len(order) and (end == start or len(ids[order[end]]) * (end - start + 1) <= BATCH_TOKENS):
        end += 1
    return end


class _Model:
    """The loaded weights: the transformer in onnxruntime, the word table mapped from the package's file."""

    def __init__(self, file: Path) -> None:
        import onnxruntime

        weights = Weights(weight_file())
        self._weights = weights
        self._tokenizer = Tokenizer(weights)
        width = weights.sizes["width"]
        self._words = weights.rows("emb.word", width)
        self._positions = weights.vector("emb.pos").reshape(-1, width)
        self._type = weights.vector("emb.type").reshape(-1, width)[0]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session: Any = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])

    def ids(self, text: str, most: int) -> list[int]:
        """Token ids between the begin and end marks, cut to fit."""
        return [self._weights.bos, *self._tokenizer.ids(text)[: most - 2], self._weights.eos]

    def run(self, batch: list[list[int]]) -> np.ndarray:
        """The mean vectors of a batch."""
        length = max(len(ids) for ids in batch)
        tokens = np.full((len(batch), length), self._weights.pad, np.int64)
        mask = np.zeros((len(batch), length), np.float32)
        for row, ids in enumerate(batch):
            tokens[row, : len(ids)] = ids
            mask[row, : len(ids)] = 1
        x = unpack(self._words[tokens]) + self._positions[:length][None] + self._type
        return self._session.run(None, {"x": x.astype(np.float32), "mask": mask})[0]
