"""A million chunks in one base, on either engine: `python -m bench.million fill|measure --folder F [--database URL] [--data D]`.

`fill` writes the rows once (bench.corpus). `measure` starts from nothing, as a process does after a restart: how long until the first
search answers and until all is taken in, the memory that takes, searches through `knowledge.search` one at a time and eight in flight,
and the share of the ten truly nearest that the dense arm finds. Prints one line for each and one JSON line.
"""

import argparse
import asyncio
import itertools
import json
import os
import random
import resource
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import psutil
from sqlalchemy import insert

from bench.corpus import corpus, real_sentences
from bench.filling import REAL_PASSAGES, questions
from comity import knowledge
from comity.kernel import clock
from comity.kernel.config import Settings
from comity.kernel.context import system_actor
from comity.kernel.db import SQL, Database, Tx, open_database
from comity.kernel.db.schema import bring_to_head
from comity.kernel.embed import local_embedder
from comity.kernel.ids import new_id
from comity.kernel.runtime import Runtime
from comity.knowledge.models import Chunk, ChunkRevision, ChunkVector, Document, KnowledgeBase
from comity.knowledge.schemas import BaseCreate
from comity.knowledge.search import Entry, Filters
from comity.knowledge.search.searcher import searcher
from comity.knowledge.service import ensure_generation
from comity.knowledge.versions.serving import LIVE, head_of
from comity.migrations import FOLDER
from comity.worker import every_queue, open_runtime
from evals.answer_sets import read_lines

WORKSPACE = "0197aaaa-0000-7000-8000-000000000001"
BATCH = 5_000
IN_FLIGHT = 8
_BASE = SQL("SELECT id FROM knowledge_bases ORDER BY created_at LIMIT 1")
_VECTORS = SQL(
    """SELECT c.chunk_id, v.vector FROM chunks c JOIN chunk_revisions r ON r.chunk_row_id = c.id
    JOIN chunk_vectors v ON v.revision_id = r.id WHERE c.base_id = :base_id AND c.index_seq = :seq"""
)


def settings_of(chosen: argparse.Namespace) -> Settings:
    """The settings that name the install."""
    engine = {"engine": chosen.engine, "index_cache_mb": 16_000}
    return Settings(data_dir=chosen.folder, database={"url": chosen.database}, knowledge=engine)  # pyright: ignore[reportArgumentType]


def fill(settings: Settings, data: Path, count: int) -> None:
    """Writes a base of so many chunks with their vectors."""
    every_queue()
    bring_to_head(settings, FOLDER)
    embedder = local_embedder(settings.data_dir)
    texts = [row["text"] for row in read_lines(data / "xquad/en_corpus.jsonl.gz")[:REAL_PASSAGES]]
    made = corpus(real_sentences(data), embedder.encode_passages(texts), count)
    database = open_database(settings)
    try:
        names = database.write(lambda tx: _begin(tx, embedder))
        for number, batch in enumerate(_batches(made), 1):
            database.write(lambda tx, n=number, b=batch: _write(tx, names, n, b))
            print(f"{number * BATCH:,}", end="\r", flush=True)
    finally:
        database.close()


def _begin(tx: Tx, embedder: Any) -> dict[str, str]:
    actor = system_actor(WORKSPACE)
    base = knowledge.create_base(tx, actor, BaseCreate.model_validate({"name": "Million", "type": "documents"}))
    document = Document(
        workspace_id=WORKSPACE, base_id=base.id, source="text", title="Notes", path="notes.md", mime="text/plain", size_bytes=1,
        sha256="0" * 64, content_key="0" * 64,
    )  # fmt: skip
    tx.session.add(document)
    tx.flush()
    generation = ensure_generation(tx, base, embedder.name, embedder.revision, embedder.dimensions)
    return {"base": base.id, "document": document.id, "generation": generation.id}


def _batches(made: Iterable[tuple[str, Entry]]) -> Iterable[list[tuple[str, Entry]]]:
    made = iter(made)
    while batch := list(itertools.islice(made, BATCH)):
        yield batch


def _write(tx: Tx, names: dict[str, str], number: int, batch: Sequence[tuple[str, Entry]]) -> None:
    same: dict[str, Any] = {"workspace_id": WORKSPACE, "base_id": names["base"]}
    stamped = {**same, "created_at": clock.now(), "updated_at": clock.now()}
    ids = [(new_id(), new_id()) for _ in batch]
    chunks = [
        {
            **stamped, "id": id_, "chunk_id": entry.chunk_id, "document_id": names["document"], "index_seq": number,
            "ordinal": number * BATCH + place,
        }
        for place, ((id_, _), (_, entry)) in enumerate(zip(ids, batch, strict=True))
    ]  # fmt: skip
    revisions = [
        {**stamped, "id": revision, "chunk_row_id": id_, "number": 1, "content": text, "terms": entry.terms, "tokens": len(text) // 4}
        for (id_, revision), (text, entry) in zip(ids, batch, strict=True)
    ]  # fmt: skip
    vectors = [
        {**same, "revision_id": revision, "generation_id": names["generation"], "part": "window 0", "vector": entry.vectors[0].tobytes()}
        for (_, revision), (_, entry) in zip(ids, batch, strict=True)
    ]  # fmt: skip
    for table, rows in ((Chunk, chunks), (ChunkRevision, revisions), (ChunkVector, vectors)):
        tx.connection.execute(insert(table), rows)
    base = tx.session.get_one(KnowledgeBase, names["base"])
    base.index_seq = number
    tx.flush()


def memory_mb() -> tuple[float, float]:
    """What the process holds now, and the most it has held."""
    return psutil.Process().memory_info().rss / 1e6, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


async def measure(settings: Settings, data: Path, count: int) -> dict[str, Any]:
    """All figures of one engine."""
    every_queue()
    begun = time.perf_counter()
    found: dict[str, Any] = {"engine": settings.knowledge.engine, "before MB": round(memory_mb()[0])}
    async with open_runtime(settings) as rt:
        base_id = await rt.db.aread(lambda tx: tx.value(_BASE))
        asked = questions(data)
        random.Random(5).shuffle(asked)
        await _restart(rt, base_id, asked[0], begun, found)
        await searcher(rt).tidy()
        third = count // 2
        await _search(rt, base_id, asked[:20], 1)
        found["one at a time"] = await _search(rt, base_id, asked[20 : 20 + third], 1)
        found[f"{IN_FLIGHT} in flight"] = await _search(rt, base_id, asked[20 + third : 20 + count], IN_FLIGHT)
        found["MB after searches, most"] = [round(one) for one in memory_mb()]
        found["recall@10"] = await asyncio.to_thread(_recall, rt, base_id, asked[:50])
    return found


async def _restart(rt: Runtime, base_id: str, question: str, begun: float, found: dict[str, Any]) -> None:
    """Asks until nothing is left out."""
    cpu = time.process_time()
    while True:
        result = await knowledge.search(rt, WORKSPACE, base_id, [question])
        codes = {one["code"] for one in result.warnings}
        passed = round(time.perf_counter() - begun, 1)
        if result.hits:
            found.setdefault("first search that finds s", passed)
        if "text_unavailable" not in codes:
            found.setdefault("text whole s", passed)
        if not codes:
            break
        await asyncio.sleep(0.2)
    found["all taken in s"], found["CPU s"] = passed, round(time.process_time() - cpu, 1)
    found["MB then, most"] = [round(one) for one in memory_mb()]
    print(found, flush=True)


async def _search(rt: Runtime, base_id: str, asked: Sequence[str], in_flight: int) -> dict[str, float]:
    spent: list[float] = []
    lacking: list[str] = []
    waiting = iter(asked)

    async def one() -> None:
        for text in waiting:
            begun = time.perf_counter()
            result = await knowledge.search(rt, WORKSPACE, base_id, [text])
            lacking.extend(one["code"] for one in result.warnings)
            spent.append((time.perf_counter() - begun) * 1000)

    cpu, begun = time.process_time(), time.perf_counter()
    await asyncio.gather(*(one() for _ in range(in_flight)))
    wall, used = time.perf_counter() - begun, time.process_time() - cpu
    shown = {
        "p50": np.median(spent),
        "p95": np.quantile(spent, 0.95),
        "cpu ms": used * 1000 / len(asked),
        "per s": len(asked) / wall,
    }
    return {**{name: round(float(value), 1) for name, value in shown.items()}, "arms left out": len(lacking)}


def _recall(rt: Runtime, base_id: str, asked: Sequence[str]) -> float:
    vectors = local_embedder(rt.settings.data_dir).encode_queries(list(asked))
    _, head, _ = rt.db.read(lambda tx: head_of(tx, WORKSPACE, base_id, LIVE))
    nearest = _truly_nearest(rt.db, base_id, head.seq, vectors)
    view = searcher(rt).engine().view(head, Filters(), clock.now_us())
    hits = sum(id_ in view.dense(vector) for vector, ids in zip(vectors, nearest, strict=True) for id_ in ids)
    return hits / (10 * len(vectors))


def _truly_nearest(database: Database, base_id: str, seq: int, vectors: np.ndarray) -> list[list[str]]:
    """The ten nearest of each, read from the rows."""
    best: list[list[tuple[float, str]]] = [[] for _ in vectors]
    for number in range(1, seq + 1):
        rows = database.read(lambda tx, n=number: tx.rows(_VECTORS, base_id=base_id, seq=n))
        if not rows:
            continue
        found = vectors @ np.stack([np.frombuffer(row.vector, "<f2") for row in rows]).astype(np.float32).T
        for mine, cosines in zip(best, found, strict=True):
            for place in np.argpartition(cosines, -10)[-10:]:
                mine.append((float(cosines[place]), rows[place].chunk_id))
            mine.sort(reverse=True)
            del mine[10:]
    return [[id_ for _, id_ in mine] for mine in best]


def main() -> None:
    """Fills or measures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("does", choices=["fill", "measure"])
    parser.add_argument("--folder", type=Path, required=True, help="the data directory")
    parser.add_argument("--database", default="", help="a PostgreSQL server, else SQLite in the folder")
    parser.add_argument("--engine", default="embedded", choices=["embedded", "postgres"])
    parser.add_argument("--chunks", type=int, default=1_000_000)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("COMITY_EVAL_DATA", "evals/data")))
    chosen = parser.parse_args()
    settings = settings_of(chosen)
    if chosen.does == "fill":
        fill(settings, chosen.data, chosen.chunks)
        return
    found = asyncio.run(measure(settings, chosen.data, chosen.questions))
    for name, value in found.items():
        print(f"{name:28}{value}")
    print(json.dumps({"bench": "million", **found}))


if __name__ == "__main__":
    main()
