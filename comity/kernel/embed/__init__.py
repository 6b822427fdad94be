"""Embedders: the port, the bundled multilingual one, and a cheap encoder for single sentences. Nothing here uses a network.

Both load at their first use; what they cost in memory is paid only by a process that asks them something.
"""

from functools import cache
from pathlib import Path

from comity.kernel.embed.cheap import CheapEncoder
from comity.kernel.embed.local import LocalEmbedder
from comity.kernel.embed.port import Calibration, Embedder, EmbedderUnavailable, Encoder

__all__ = [
    "Calibration",
    "CheapEncoder",
    "Embedder",
    "EmbedderUnavailable",
    "Encoder",
    "LocalEmbedder",
    "cheap_encoder",
    "local_embedder",
]


@cache
def local_embedder(data_dir: Path) -> LocalEmbedder:
    """The bundled embedder of an install; it loads at its first use."""
    return LocalEmbedder(data_dir)


@cache
def cheap_encoder(data_dir: Path | None = None) -> Encoder:
    """The cheap encoder of this process; it loads at its first use. With a data directory it takes a third of the memory."""
    return CheapEncoder(data_dir)
