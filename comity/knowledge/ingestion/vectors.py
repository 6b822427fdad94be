"""Vectors of what chunks say: made outside transactions, stored once however often they are made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np

from comity.kernel.db import SQL, Tx
from comity.kernel.embed import Embedder
from comity.knowledge import queries
from comity.knowledge.chunks import queries as chunk_queries
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


def missing(tx: Tx, base: KnowledgeBase, document_id: str, embedder: Embedder) -> tuple[str, list[Any]]:
    """The serving generation's id and the next revisions of a document that it has no vector for, at most 32."""
    generation = ensure_generation(tx, base, embedder.name, embedder.revision, embedder.dimensions)
    return generation.id, list(chunk_queries.unembedded(tx, document_id, generation.id, BATCH))


def encode(embedder: Embedder, rows: Sequence[Any]) -> list[Vector]:
    """Vectors of every window of each chunk, with title and headings in front, and of each question. Blocking."""
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
    encoded = embedder.encode_passages(texts)
    return [Vector(id_, part, encoded[i]) for i, (id_, part) in enumerate(places)]


def save(tx: Tx, base: KnowledgeBase, generation_id: str, vectors: Sequence[Vector]) -> None:
    """Stores vectors; searches see them from now on. Those that another process stored meanwhile stay as they are."""
    of_base = {"workspace_id": base.workspace_id, "base_id": base.id, "generation_id": generation_id}
    tx.run_many(
        _INSERT,
        [
            {**of_base, "revision_id": one.revision_id, "part": one.part, "vector": one.values.astype("<f2").tobytes()}
            for one in vectors
        ],
    )
    seq = queries.next_index_seq(tx, base.id)
    chunk_queries.touch_revisions(tx, list({one.revision_id for one in vectors}), seq)
