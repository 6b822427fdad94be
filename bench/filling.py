"""Fills a knowledge base of a running server with made chunks: rows and vectors written to the tables that the product reads.

Reading and embedding 10,000 chunks takes the product many minutes of CPU; writing them takes seconds.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import insert

from bench.corpus import corpus, real_sentences, spread_of
from comity.kernel import clock
from comity.kernel.config import Settings
from comity.kernel.db import Tx, open_database
from comity.kernel.embed import local_embedder
from comity.kernel.ids import new_id
from comity.knowledge import queries
from comity.knowledge.models import Chunk, ChunkRevision, ChunkVector, Document, DocumentVersion, Generation
from comity.knowledge.search import Entry
from evals.answer_sets import read_lines

BATCH = 2_000
REAL_PASSAGES = 64
"""As many are embedded; the made vectors lie near theirs."""
LIKE_LIFE = 400
"""As many where they shall lie as those of real texts do."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where made chunks go: a base, its documents (each takes the chunks of one stretch) and its generation."""

    workspace_id: str
    base_id: str
    document_ids: Sequence[str]
    generation: Generation
    count: int
    """How many chunks there will be."""

    def document_of(self, number: int) -> str:
        """The document that holds the chunk of this number."""
        return self.document_ids[number * len(self.document_ids) // self.count]


def made_chunks(data_dir: Path, data: Path, count: int, *, lifelike: bool = False) -> Iterator[list[tuple[str, Entry]]]:
    """So many made chunks in batches. `data`: the public sets (`evals/README.md`).

    `lifelike`: the vectors lie near more passages, of three languages, and differ in the directions in which those do.
    """
    files = [f"xquad/{one}_corpus.jsonl.gz" for one in (("en", "vi", "zh") if lifelike else ("en",))]
    each = LIKE_LIFE // len(files) if lifelike else REAL_PASSAGES
    texts = [row["text"] for file in files for row in read_lines(data / file)[:each]]
    vectors = local_embedder(data_dir).encode_passages(texts)
    made = corpus(real_sentences(data), vectors, count, spread=spread_of(vectors) if lifelike else None)
    while batch := list(itertools.islice(made, BATCH)):
        yield batch


def fill(data_dir: Path, data: Path, base_id: str, count: int, *, documents: int = 1) -> None:
    """Adds `count` chunks to a base that has one document already, in so many documents (1: that one)."""
    database = open_database(Settings(data_dir=data_dir))
    try:
        place = database.write(lambda tx: _place(tx, base_id, documents, count))
        for number, batch in enumerate(made_chunks(data_dir, data, count)):
            database.write(lambda tx, n=number, b=batch: write_chunks(tx, place, n * BATCH, b))
    finally:
        database.close()


def _place(tx: Tx, base_id: str, documents: int, count: int) -> Place:
    generation = queries.serving_generation(tx, base_id)
    known = tx.session.query(Document).filter_by(base_id=base_id).first()
    assert known is not None and generation is not None
    ids = [known.id] if documents == 1 else [_document(tx, known, n) for n in range(documents)]
    return Place(known.workspace_id, base_id, ids, generation, count)


def _document(tx: Tx, like: Document, number: int) -> str:
    """A document that was read, without a file."""
    names = {"workspace_id": like.workspace_id, "base_id": like.base_id}
    made = Document(
        **names, source="text", title=f"Notes {number:05}", path=f"notes-{number:05}.md", mime="text/plain", size_bytes=1,
        sha256="", content_key=f"{number:05}",
    )  # fmt: skip
    tx.session.add(made)
    tx.flush()
    version = DocumentVersion(
        **names, document_id=made.id, number=1, file_key="", file_type="txt", state="ready", searchable="full"
    )
    tx.session.add(version)
    tx.flush()
    made.serving_version_id = made.latest_version_id = version.id
    return made.id


def write_chunks(tx: Tx, place: Place, first: int, batch: Sequence[tuple[str, Entry]]) -> None:
    """Writes a batch of chunks, the first of which has this number, as one change of the base."""
    seq = queries.next_index_seq(tx, place.base_id)
    same = {"workspace_id": place.workspace_id, "base_id": place.base_id}
    stamped = {**same, "created_at": clock.now(), "updated_at": clock.now()}
    ids = [(new_id(), new_id()) for _ in batch]
    chunks = [
        {
            **stamped, "id": id_, "chunk_id": entry.chunk_id, "document_id": place.document_of(first + at), "index_seq": seq,
            "ordinal": 1000 + first + at,
        }
        for at, ((id_, _), (_, entry)) in enumerate(zip(ids, batch, strict=True))
    ]  # fmt: skip
    revisions = [
        {
            **stamped, "id": revision, "chunk_row_id": id_, "number": 1, "content": text, "terms": entry.terms,
            "tokens": len(text) // 4, "analysed_as": place.generation.analysed_as,
        }
        for (id_, revision), (text, entry) in zip(ids, batch, strict=True)
    ]  # fmt: skip
    vectors = [
        {
            **same, "revision_id": revision, "generation_id": place.generation.id, "part": "window 0",
            "vector": entry.vectors[0].tobytes(),
        }
        for (_, revision), (_, entry) in zip(ids, batch, strict=True)
    ]  # fmt: skip
    for table, rows in ((Chunk, chunks), (ChunkRevision, revisions), (ChunkVector, vectors)):
        tx.connection.execute(insert(table), rows)


def questions(data: Path) -> list[str]:
    """Real questions in four languages."""
    files = [data / f"xquad/{one}_queries.jsonl.gz" for one in ("en", "zh", "vi")]
    rows = zip(*(read_lines(file) for file in [*files, data / "iapp-th/queries_valid.jsonl.gz"]), strict=False)
    return list(dict.fromkeys(row["text"] for four in rows for row in four))
