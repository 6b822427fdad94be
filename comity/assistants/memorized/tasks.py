"""Jobs of memorized responses: vectors that are missing, and the retention of hits."""

import asyncio
from typing import Any

import numpy as np

from comity.assistants.memorized import queries, service
from comity.assistants.memorized.memory import memory_of
from comity.assistants.memorized.models import MemorizedVariant
from comity.kernel.db import Tx
from comity.kernel.embed import EmbedderUnavailable
from comity.kernel.jobs import every, job
from comity.kernel.runtime import Runtime

BATCH = 500
VECTORS = 128


@job(service.EMBED, lease_seconds=120)
async def embed(rt: Runtime, payload: dict[str, Any]) -> None:
    """Makes the vectors that variants of a workspace lack; entries are found by their words meanwhile."""
    workspace_id, memory = payload["workspaceId"], memory_of(rt)
    revision = memory.embedder.revision
    while waiting := await rt.db.aread(lambda tx: queries.without_vector(tx, workspace_id, revision, VECTORS)):
        texts = [variant.text for variant in waiting]
        try:
            vectors = await asyncio.to_thread(memory.embedder.encode_queries, texts)
        except EmbedderUnavailable:
            return
        packed = [np.asarray(vector, "<f2").tobytes() for vector in vectors]
        pairs = list(zip(waiting, packed, strict=True))
        await rt.db.awrite(lambda tx, pairs=pairs: _store(tx, workspace_id, pairs, revision))
        memory.clear()


def _store(tx: Tx, workspace_id: str, pairs: list[tuple[MemorizedVariant, bytes]], revision: str) -> None:
    seq = queries.next_seq(tx, workspace_id)
    for variant, vector in pairs:
        queries.store_vector(tx, variant, vector, revision)
    queries.touch(tx, workspace_id, list({variant.response_id for variant, _ in pairs}), seq)


@every(3600, "memorized.embedder")
async def look_for_another_embedder(rt: Runtime) -> None:
    """Has vectors made anew where they are another embedder's."""
    revision = memory_of(rt).embedder.revision

    def write(tx: Tx) -> None:
        for workspace_id in queries.workspaces_without_vectors(tx, revision):
            service.want_vectors(tx, workspace_id)

    await rt.db.awrite(write)


@every(3600, "memorized.retention")
async def retention(rt: Runtime) -> None:
    """Deletes hits older than 180 days, 500 at a time."""
    while await rt.db.awrite(lambda tx: service.forget_old_hits(tx, BATCH)) == BATCH:
        continue
