"""Vectors of what chunks say: made outside transactions, stored once however often they are made."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np

from comity.kernel.db import SQL, Tx
from comity.kernel.runtime import Runtime
from comity.knowledge import queries
from comity.knowledge.chunks import queries as chunk_queries
from comity.knowledge.embedders.errors import EmbedderWaits
from comity.knowledge.embedders.using import CHANGED_WAIT_SECONDS, Opened, open_embedder
from comity.knowledge.models import KnowledgeBase
from comity.knowledge.service import ensure_generation

BATCH = 32
_INSERT = SQL(
    """INSERT INTO chunk_vectors (revision_id, generation_id, part, workspace_id, base_id, vector)
    VALUES (:revision_id, :generation_id, :part, :workspace_id, :base_id, :vector) ON CONFLICT DO NOTHING"""
)


@dataclass(frozen=True, slots=True)
class Vector:
    """One vector of a revision: of a window of its text or of a question."""

    revision_id: str
    part: str
    values: np.ndarray


@dataclass(frozen=True, slots=True)
class Missing:
    """Revisions without vectors in the serving generation, and the embedder that makes these."""

    base: KnowledgeBase
    generation_id: str
    embedder: Opened
    rows: list[Any]


OTHER = "The embedder makes other vectors than those of this base. Embed the base anew in its settings."


async def missing(rt: Runtime, workspace_id: str, base_id: str, document_id: str) -> Missing | None:
    """The next revisions of a document that have no vector, at most 32; None at the end.

    Raises `EmbedderWaits`, also when the embedder is another than the one that the base was embedded by.
    """
    name = await rt.db.aread(lambda tx: _embedder_of(tx, base_id))
    embedder = await open_embedder(rt, workspace_id, name)

    def read(tx: Tx) -> Missing | None:
        base = tx.session.get_one(KnowledgeBase, base_id)
        generation = ensure_generation(tx, base, name, embedder.revision, embedder.dimensions)
        rows = list(chunk_queries.unembedded(tx, document_id, generation.id, BATCH))
        if rows and (generation.embedder, generation.embedder_revision) != (name, embedder.revision):
            raise EmbedderWaits("model_unavailable", CHANGED_WAIT_SECONDS, OTHER)
        return Missing(base, generation.id, embedder, rows) if rows else None

    return await rt.db.awrite(read)


def _embedder_of(tx: Tx, base_id: str) -> str:
    serving = queries.serving_generation(tx, base_id)
    return serving.embedder if serving else tx.session.get_one(KnowledgeBase, base_id).embedder


async def encode(embedder: Opened, rows: Sequence[Any]) -> list[Vector]:
    """Vectors of every window of each chunk, with title and headings in front, and of each question."""
    places, texts = await asyncio.to_thread(_texts, embedder, rows)
    encoded = await embedder.passages(texts)
    return [Vector(id_, part, encoded[at]) for at, (id_, part) in enumerate(places)]


def _texts(embedder: Opened, rows: Sequence[Any]) -> tuple[list[tuple[str, str]], list[str]]:
    texts: list[str] = []
    places: list[tuple[str, str]] = []
    for row in rows:
        headings = msgspec.json.decode(row.heading_path)
        front = " > ".join(headings) or row.title
        for number, (start, end) in enumerate(embedder.windows(row.content)):
            texts.append(f"{front}\n{row.content[start:end]}" if front else row.content[start:end])
            places.append((row.id, f"window {number}"))
        for number, question in enumerate(msgspec.json.decode(row.questions)):
            texts.append(question)
            places.append((row.id, f"question {number}"))
    return places, texts


def save(tx: Tx, base: KnowledgeBase, generation_id: str, vectors: Sequence[Vector]) -> None:
    """Stores vectors; searches see them from now on. Those that another process stored meanwhile stay as they are."""
    store(tx, base.workspace_id, base.id, generation_id, vectors)
    seq = queries.next_index_seq(tx, base.id)
    chunk_queries.touch_revisions(tx, list({one.revision_id for one in vectors}), seq)


def store(tx: Tx, workspace_id: str, base_id: str, generation_id: str, vectors: Sequence[Vector]) -> None:
    """Stores vectors of a generation that does not serve yet, so that no search needs to look; none of what was purged meanwhile."""
    said = chunk_queries.still_said(tx, base_id, {one.revision_id for one in vectors})
    kept = [one for one in vectors if one.revision_id in said]
    rows = [(one.revision_id, one.part, one.values.astype("<f2").tobytes()) for one in kept]
    store_packed(tx, workspace_id, base_id, generation_id, rows)


def store_packed(
    tx: Tx, workspace_id: str, base_id: str, generation_id: str, rows: Sequence[tuple[str, str, bytes]]
) -> None:
    """The same for vectors that are packed already: revision, part, little-endian float16."""
    of_base = {"workspace_id": workspace_id, "base_id": base_id, "generation_id": generation_id}
    tx.run_many(_INSERT, [{**of_base, "revision_id": id_, "part": part, "vector": v} for id_, part, v in rows])
