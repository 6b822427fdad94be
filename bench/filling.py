"""Fills a knowledge base of a running server with made chunks: rows and vectors written to the tables that the product reads.

Reading and embedding 10,000 chunks takes the product many minutes of CPU; writing them takes seconds.
"""

import itertools
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from bench.corpus import corpus, real_sentences
from comity.kernel.config import Settings
from comity.kernel.db import Database, Tx, open_database
from comity.kernel.embed import local_embedder
from comity.knowledge import queries
from comity.knowledge.chunks.service import NewChunk, Said, add_chunks
from comity.knowledge.models import Chunk, ChunkRevision, ChunkVector, Document, KnowledgeBase
from comity.knowledge.search import Entry
from evals.answer_sets import read_lines

BATCH = 500
REAL_PASSAGES = 64
"""As many are embedded; the made vectors lie near theirs."""


def fill(data_dir: Path, data: Path, base_id: str, count: int) -> None:
    """Adds `count` chunks to a base that has one document already. `data`: the public sets (`evals/README.md`)."""
    texts = [row["text"] for row in read_lines(data / "xquad/en_corpus.jsonl.gz")[:REAL_PASSAGES]]
    vectors = local_embedder(data_dir).encode_passages(texts)
    made = corpus(real_sentences(data), vectors, count)
    database = open_database(Settings(data_dir=data_dir))
    try:
        for number, batch in enumerate(_batches(made)):
            _write(database, base_id, number * BATCH, batch)
    finally:
        database.close()


def _batches(made: Iterable[tuple[str, Entry]]) -> Iterable[list[tuple[str, Entry]]]:
    made = iter(made)
    while batch := list(itertools.islice(made, BATCH)):
        yield batch


def _write(database: Database, base_id: str, first: int, batch: Sequence[tuple[str, Entry]]) -> None:
    new = [
        NewChunk(entry.chunk_id, 1000 + first + place, Said(content=text, terms=entry.terms, tokens=len(text) // 4))
        for place, (text, entry) in enumerate(batch)
    ]
    by_id = {entry.chunk_id: entry.vectors[0] for _, entry in batch}

    def work(tx: Tx) -> None:
        base = tx.session.get_one(KnowledgeBase, base_id)
        document = tx.session.query(Document).filter_by(base_id=base_id).first()
        generation = queries.serving_generation(tx, base_id)
        assert document is not None and generation is not None
        seq = queries.next_index_seq(tx, base_id)
        add_chunks(tx, base, document, new, document_version=1, seq=seq, author="bench")
        rows = tx.session.query(Chunk.chunk_id, ChunkRevision.id).join(
            ChunkRevision, ChunkRevision.chunk_row_id == Chunk.id
        )
        for chunk_id, revision_id in rows.filter(Chunk.base_id == base_id, Chunk.chunk_id.in_(by_id)):
            vector = np.asarray(by_id[chunk_id]).astype("<f2").tobytes()
            names = {"workspace_id": base.workspace_id, "base_id": base_id, "generation_id": generation.id}
            tx.session.add(ChunkVector(revision_id=revision_id, part="0", vector=vector, **names))

    database.write(work)


def questions(data: Path) -> list[str]:
    """Real questions in four languages."""
    files = [data / f"xquad/{one}_queries.jsonl.gz" for one in ("en", "zh", "vi")]
    rows = zip(*(read_lines(file) for file in [*files, data / "iapp-th/queries_valid.jsonl.gz"]), strict=False)
    return list(dict.fromkeys(row["text"] for four in rows for row in four))
