"""Embedders: the port, the bundled multilingual one, and a cheap encoder for single sentences. Nothing here touches a network."""

import os
from functools import cache
from pathlib import Path

from comity.kernel.embed.cheap import CheapEncoder
from comity.kernel.embed.local import LocalEmbedder
from comity.kernel.embed.port import Calibration, Embedder, Encoder
from comity.kernel.embed.weights import EmbedderUnavailable

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

__all__ = [
    "Calibration",
    "CheapEncoder",
    "Embedder",
    "EmbedderUnavailable",
    "Encoder",
    "cheap_encoder",
    "local_embedder",
]


@cache
def local_embedder(data_dir: Path) -> Embedder:
    """The bundled embedder of an install; it loads at its first use."""
    return LocalEmbedder(data_dir)


@cache
def cheap_encoder() -> Encoder:
    """The cheap encoder of this process; it loads at its first use."""
    return CheapEncoder()
