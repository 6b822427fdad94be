"""Opening an embedder for use: the bundled one, or one behind an address with its key unsealed. Opened once per process."""

import asyncio
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from comity.kernel.db import Tx
from comity.kernel.embed import Calibration, Embedder, local_embedder
from comity.kernel.runtime import Runtime
from comity.kernel.secrets import key_of
from comity.knowledge.embedders import calibrating, queries
from comity.knowledge.embedders.errors import EmbedderNotFound, EmbedderWaits
from comity.knowledge.embedders.models import WorkspaceEmbedder
from comity.knowledge.embedders.remote import Address, RemoteEmbedder

LOCAL = "local"
TABLE = "embedders"
CHANGED = "embedder_changed"
CHANGED_WAIT_SECONDS = 600.0


class Opened(Protocol):
    """An embedder as bases use it."""

    @property
    def revision(self) -> str: ...
    @property
    def dimensions(self) -> int: ...
    @property
    def calibration(self) -> Calibration: ...

    async def queries(self, texts: Sequence[str]) -> np.ndarray: ...

    async def passages(self, texts: Sequence[str]) -> np.ndarray: ...

    def windows(self, text: str) -> list[tuple[int, int]]: ...


class LocalOpened:
    """The bundled embedder, run in a thread."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.dimensions, self.calibration = embedder.dimensions, embedder.calibration

    @property
    def revision(self) -> str:
        """What makes its vectors."""
        return self._embedder.revision

    async def queries(self, texts: Sequence[str]) -> np.ndarray:
        """Unit vectors of questions."""
        return await asyncio.to_thread(self._embedder.encode_queries, texts)

    async def passages(self, texts: Sequence[str]) -> np.ndarray:
        """Unit vectors of passages."""
        return await asyncio.to_thread(self._embedder.encode_passages, texts)

    def windows(self, text: str) -> list[tuple[int, int]]:
        """Spans that each fit the model."""
        return self._embedder.windows(text)


def bundled(rt: Runtime) -> Embedder:
    """The bundled embedder of this process."""
    return rt.parts.get("embedder") or local_embedder(rt.settings.data_dir)


def is_bundled(rt: Runtime, embedder: str) -> bool:
    """Whether a name is that of the bundled embedder."""
    return embedder in (LOCAL, bundled(rt).name)


async def open_embedder(rt: Runtime, workspace_id: str, embedder: str) -> Opened:
    """An embedder of the workspace; raises `EmbedderNotFound` (404000), `EmbedderWaits` while it is disabled."""
    if is_bundled(rt, embedder):
        return LocalOpened(bundled(rt))
    return await open_remote(rt, workspace_id, embedder)


async def open_remote(rt: Runtime, workspace_id: str, embedder: str) -> RemoteEmbedder:
    """The same for one behind an address. One that was changed is opened anew."""
    cache: dict[str, tuple[Any, RemoteEmbedder]] = rt.parts.setdefault("embedders", {})

    def read(tx: Tx) -> tuple[Any, RemoteEmbedder]:
        row = queries.find_embedder(tx, workspace_id, embedder)
        if row is None:
            raise EmbedderNotFound
        if row.state == CHANGED:
            raise EmbedderWaits("model_unavailable", CHANGED_WAIT_SECONDS, row.problem)
        mark, known = (row.revision, row.vectors_of), cache.get(embedder)
        return known if known and known[0] == mark else (mark, opened(rt, tx, row))

    cache[embedder] = found = await rt.db.aread(read)
    return found[1]


def opened(rt: Runtime, tx: Tx, row: WorkspaceEmbedder) -> RemoteEmbedder:
    """An embedder with its key unsealed."""
    key = key_of(tx, rt.secrets, TABLE, row)
    return made(rt, row, key)


def made(rt: Runtime, row: WorkspaceEmbedder, key: str) -> RemoteEmbedder:
    """An embedder from its row and its key."""
    address = Address(
        row.base_url, row.model, key, row.max_tokens, row.batch_size, row.query_prefix, row.passage_prefix
    )
    calibration = calibrating.opened(row.calibration) if row.calibration else Calibration(0, 1, 0, 1)
    return RemoteEmbedder(
        rt.outbound, address, revision=row.vectors_of, dimensions=row.dimensions, calibration=calibration
    )
