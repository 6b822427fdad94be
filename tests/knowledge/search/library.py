"""What the search suite stands on: bases filled through the product's own verbs, and an embedder whose meanings are known."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from typing import Any

import numpy as np

from comity import knowledge
from comity.kernel.context import system_actor
from comity.kernel.db import Tx
from comity.kernel.embed import Calibration, EmbedderUnavailable
from comity.kernel.runtime import Runtime
from comity.knowledge import queries
from comity.knowledge.chunks import queries as chunk_queries
from comity.knowledge.chunks.schemas import ChunkWrite
from comity.knowledge.chunks.service import NewChunk, Said, add_chunks, delete_chunk, edit_chunk, with_terms
from comity.knowledge.documents.schemas import DocumentUpdate
from comity.knowledge.documents.service import update_document
from comity.knowledge.models import ChunkVector, Document, DocumentVersion, KnowledgeBase
from comity.knowledge.schemas import BaseCreate
from comity.knowledge.service import ensure_generation, mark_changed

MEANINGS = {
    "refund": ("refund", "money back", "reimburse", "คืนเงิน"),
    "delivery": ("delivery", "shipping", "parcel", "จัดส่ง"),
    "pump": ("pump", "ปั๊มน้ำ"),
}


class MeaningEmbedder:
    """Texts that share a meaning of `MEANINGS` lie together in any language; other texts lie by their words."""

    name = "meaning"
    revision = "meaning-1"
    dimensions = 64
    max_tokens = 512
    calibration = Calibration(lo=0.2, hi=0.9, cross_lo=0.2, cross_hi=0.9)
    available = True

    def encode_queries(self, texts: Sequence[str]) -> np.ndarray:
        """One unit row per text."""
        if not self.available:
            raise EmbedderUnavailable
        return np.stack([self._vector(text.lower()) for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> np.ndarray:
        """The same for passages."""
        return self.encode_queries(texts)

    def windows(self, text: str) -> list[tuple[int, int]]:
        """Every text fits."""
        return [(0, len(text))]

    def _vector(self, text: str) -> np.ndarray:
        vector = np.full(64, 0.01, np.float32)
        for meaning, words in MEANINGS.items():
            vector += 3 * _direction(meaning) * any(word in text for word in words)
        for word in re.findall(r"\w{4,}", text):
            vector += 0.3 * _direction(word)
        return vector / np.linalg.norm(vector)


def _direction(word: str) -> np.ndarray:
    seed = int.from_bytes(blake2b(word.encode(), digest_size=4).digest())
    made = np.random.default_rng(seed).normal(size=64).astype(np.float32)
    return made / np.linalg.norm(made)


@dataclass(frozen=True)
class Library:
    """A workspace's bases, and searches in them."""

    rt: Runtime
    workspace_id: str = "ws-library"

    async def base(self, name: str) -> str:
        """A new base."""
        actor = system_actor(self.workspace_id)
        return await self.rt.db.awrite(
            lambda tx: (
                knowledge.create_base(tx, actor, BaseCreate.model_validate({"name": name, "type": "documents"})).id
            )
        )

    async def add(self, base_id: str, *texts: str | Said, embed: bool = True, **document: Any) -> list[str]:
        """A document of these chunks, embedded at once; returns the chunk ids."""
        said = [with_terms(t if isinstance(t, Said) else Said(content=t), "auto") for t in texts]
        return await self.rt.db.awrite(lambda tx: self._add(tx, base_id, said, embed, document))

    def _add(self, tx: Tx, base_id: str, said: list[Said], embed: bool, values: dict[str, Any]) -> list[str]:
        base = knowledge.get_base(tx, system_actor(self.workspace_id), base_id)
        total = queries.count_documents(tx, base_id)
        mine = Document(
            workspace_id=self.workspace_id, base_id=base_id, source="text", title="Notes", path="notes.md", mime="text/plain",
            size_bytes=1, sha256=f"{total:064}", content_key=f"{total:064}",
            **{("metadata_" if key == "metadata" else key): value for key, value in values.items()},
        )  # fmt: skip
        tx.session.add(mine)
        tx.flush()
        reading = DocumentVersion(
            workspace_id=self.workspace_id, document_id=mine.id, base_id=base_id, number=1, file_key="", file_type="txt",
            state="ready",
        )  # fmt: skip
        tx.session.add(reading)
        tx.flush()
        mine.latest_version_id = mine.serving_version_id = reading.id
        ids = [f"{mine.id[-12:]}-{number:05}" for number in range(len(said))]
        seq = mark_changed(tx, base)
        made = [NewChunk(id_, number, one) for number, (id_, one) in enumerate(zip(ids, said, strict=True))]
        add_chunks(tx, base, mine, made, document_version=1, seq=seq, author="test")
        tx.flush()
        if embed:
            self._embed(tx, base, mine.id)
        return ids

    def _embed(self, tx: Tx, base: KnowledgeBase, document_id: str) -> None:
        embedder: MeaningEmbedder = self.rt.parts["embedder"]
        serving = ensure_generation(tx, base, embedder.name, embedder.revision, embedder.dimensions)
        rows = chunk_queries.unembedded(tx, document_id, serving.id, 100_000)
        vectors = embedder.encode_passages([row.content for row in rows]).astype("<f2")
        for row, vector in zip(rows, vectors, strict=True):
            tx.session.add(
                ChunkVector(
                    revision_id=row.id, generation_id=serving.id, part="window 0", workspace_id=self.workspace_id,
                    base_id=base.id, vector=vector.tobytes(),
                )
            )  # fmt: skip
        tx.flush()
        chunk_queries.touch_revisions(tx, [row.id for row in rows], queries.next_index_seq(tx, base.id))

    async def embed(self, base_id: str, chunk_id: str) -> None:
        """The vectors that a chunk's document lacks."""

        def work(tx: Tx) -> None:
            base = knowledge.get_base(tx, system_actor(self.workspace_id), base_id)
            found = chunk_queries.find_chunk(tx, self.workspace_id, base_id, chunk_id)
            assert found is not None
            self._embed(tx, base, found[0].document_id)

        await self.rt.db.awrite(work)

    async def edit(self, base_id: str, chunk_id: str, **change: Any) -> None:
        """Edits a chunk."""
        actor = system_actor(self.workspace_id)
        wanted = ChunkWrite.model_validate(change)
        await self.rt.db.awrite(
            lambda tx: edit_chunk(tx, actor, knowledge.get_base(tx, actor, base_id), chunk_id, wanted, None)
        )

    async def delete(self, base_id: str, chunk_id: str) -> None:
        """Deletes a chunk."""
        actor = system_actor(self.workspace_id)
        await self.rt.db.awrite(lambda tx: delete_chunk(tx, actor, knowledge.get_base(tx, actor, base_id), chunk_id))

    async def change_document(self, base_id: str, chunk_id: str, **change: bool | datetime | list[str]) -> None:
        """Changes the document that a chunk belongs to."""
        actor = system_actor(self.workspace_id)
        wanted = DocumentUpdate.model_validate(change)

        def work(tx: Tx) -> None:
            base = knowledge.get_base(tx, actor, base_id)
            found = chunk_queries.find_chunk(tx, self.workspace_id, base_id, chunk_id)
            assert found is not None
            update_document(tx, actor, base, found[0].document_id, wanted, None)

        await self.rt.db.awrite(work)

    async def search(self, base_id: str, *questions: str, **options: Any) -> knowledge.SearchResult:
        """A search in a base."""
        return await knowledge.search(self.rt, self.workspace_id, base_id, list(questions), **options)

    async def found(self, base_id: str, *questions: str, **options: Any) -> list[str]:
        """The ids that a search finds, best first."""
        return [hit.chunk_id for hit in (await self.search(base_id, *questions, **options)).hits]


def of_engine(rt: Runtime, engine: str, embedder: Any | None = None) -> Runtime:
    """Another process on the same database, with this engine and its own index."""
    settings = rt.settings.model_copy(update={"knowledge": rt.settings.knowledge.model_copy(update={"engine": engine})})
    return replace(rt, settings=settings, parts={"embedder": embedder or MeaningEmbedder()})
