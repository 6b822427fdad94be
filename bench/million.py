"""A million chunks in one base, on either engine: `python -m bench.million fill|index|measure --folder F [--database URL] [--data D]`.

`fill` writes the rows once (bench.corpus); `index` makes what the engine in PostgreSQL keeps of them. `measure` starts from nothing, as a
process does after a restart: how long until the first search answers and until all is taken in, the memory that takes, searches through
`knowledge.search` one at a time and eight in flight, and the share of the ten truly nearest that the dense arm finds. Prints one line
for each and one JSON line.
"""

import argparse
import asyncio
import json
import os
import random
import resource
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from bench.filling import BATCH, Place, made_chunks, questions, write_chunks
from comity import knowledge
from comity.kernel import clock
from comity.kernel.config import Settings
from comity.kernel.context import system_actor
from comity.kernel.db import SQL, Database, Tx, open_database
from comity.kernel.db.schema import bring_to_head
from comity.kernel.embed import local_embedder
from comity.kernel.runtime import Runtime
from comity.knowledge.models import Document
from comity.knowledge.schemas import BaseCreate
from comity.knowledge.search import Filters
from comity.knowledge.search.engines import open_engine
from comity.knowledge.search.engines.postgres import nearest
from comity.knowledge.search.feed import RowFeed
from comity.knowledge.search.searcher import searcher
from comity.knowledge.service import ensure_generation
from comity.knowledge.versions.serving import LIVE, head_of
from comity.migrations import FOLDER
from comity.worker import every_queue, open_runtime

WORKSPACE = "0197aaaa-0000-7000-8000-000000000001"
IN_FLIGHT = 8
_BASE = SQL("SELECT id FROM knowledge_bases ORDER BY created_at LIMIT 1")
_SERVER_PID = SQL("SELECT pg_backend_pid()")
_SIZES = SQL(
    """SELECT relname AS name, pg_relation_size(oid) / 1000000 AS mb FROM pg_class
    WHERE relnamespace = 'comity_search'::regnamespace AND pg_relation_size(oid) > 10000000 ORDER BY mb DESC"""
)
_VECTORS = SQL(
    """SELECT c.chunk_id, v.vector FROM chunks c JOIN chunk_revisions r ON r.chunk_row_id = c.id
    JOIN chunk_vectors v ON v.revision_id = r.id WHERE c.base_id = :base_id AND c.index_seq = :seq"""
)


def settings_of(chosen: argparse.Namespace) -> Settings:
    """The settings that name the install."""
    engine = {"engine": chosen.engine, "index_cache_mb": 16_000}
    return Settings(data_dir=chosen.folder, database={"url": chosen.database}, knowledge=engine)  # pyright: ignore[reportArgumentType]


def fill(settings: Settings, data: Path, count: int, *, lifelike: bool) -> None:
    """Writes a base of so many chunks with their vectors, `lifelike` or scattered evenly."""
    every_queue()
    bring_to_head(settings, FOLDER)
    embedder = local_embedder(settings.data_dir)
    database = open_database(settings)
    try:
        place = database.write(lambda tx: _begin(tx, embedder, count))
        for number, batch in enumerate(made_chunks(settings.data_dir, data, count, lifelike=lifelike)):
            database.write(lambda tx, n=number, b=batch: write_chunks(tx, place, n * BATCH, b))
            print(f"{(number + 1) * BATCH:,}", end="\r", flush=True)
    finally:
        database.close()


def _begin(tx: Tx, embedder: Any, count: int) -> Place:
    actor = system_actor(WORKSPACE)
    base = knowledge.create_base(tx, actor, BaseCreate.model_validate({"name": "Million", "type": "documents"}))
    document = Document(
        workspace_id=WORKSPACE, base_id=base.id, source="text", title="Notes", path="notes.md", mime="text/plain", size_bytes=1,
        sha256="0" * 64, content_key="0" * 64,
    )  # fmt: skip
    tx.session.add(document)
    tx.flush()
    generation = ensure_generation(tx, base, embedder.name, embedder.revision, embedder.dimensions)
    return Place(WORKSPACE, base.id, [document.id], generation, count)


def memory_mb() -> tuple[float, float]:
    """What the process holds now, and the most it has held."""
    return psutil.Process().memory_info().rss / 1e6, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


class Server:
    """PostgreSQL's processes, where it runs on this machine; on SQLite there are none."""

    def __init__(self, database: Database) -> None:
        self._main: psutil.Process | None = None
        if database.dialect == "postgresql":
            pid = database.read(lambda tx: tx.value(_SERVER_PID))
            self._main = psutil.Process(pid).parent() if psutil.pid_exists(pid) else None

    def cpu_seconds(self) -> float:
        """The processor time of all connections so far. Those that ended meanwhile are missing, so the pool must stand."""
        spent = [one.cpu_times() for one in self._main.children()] if self._main else []
        return sum(times.user + times.system for times in spent)


def make_index(settings: Settings) -> dict[str, Any]:
    """Takes the base in where PostgreSQL's engine keeps it, and makes the index of nearest vectors; how long each took, in seconds."""
    every_queue()
    database = open_database(settings)
    try:
        engine, begun = open_engine("postgres", database, RowFeed(database), 0), time.perf_counter()
        base_id = database.read(lambda tx: tx.value(_BASE))
        engine.catch_up(database.read(lambda tx: head_of(tx, WORKSPACE, base_id, LIVE))[1])
        taken, begun = time.perf_counter() - begun, time.perf_counter()
        nearest.make_missing(database)
        return {"taken in s": round(taken), "index of nearest s": round(time.perf_counter() - begun)}
    finally:
        database.close()


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
        if settings.knowledge.engine == "postgres":
            found["MB in PostgreSQL"] = {row.name: row.mb for row in await rt.db.aread(lambda tx: tx.rows(_SIZES))}
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

    server = Server(rt.db)
    cpu, served, begun = time.process_time(), server.cpu_seconds(), time.perf_counter()
    await asyncio.gather(*(one() for _ in range(in_flight)))
    wall, used, served = time.perf_counter() - begun, time.process_time() - cpu, server.cpu_seconds() - served
    shown = {
        "p50": np.median(spent),
        "p95": np.quantile(spent, 0.95),
        "cpu ms": used * 1000 / len(asked),
        "server's cpu ms": served * 1000 / len(asked),
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
    parser.add_argument("does", choices=["fill", "index", "measure"])
    parser.add_argument("--folder", type=Path, required=True, help="the data directory")
    parser.add_argument("--database", default="", help="a PostgreSQL server, else SQLite in the folder")
    parser.add_argument("--engine", default="embedded", choices=["embedded", "postgres"])
    parser.add_argument("--chunks", type=int, default=1_000_000)
    parser.add_argument("--lifelike", action="store_true", help="vectors that differ as real ones do, else evenly")
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("COMITY_EVAL_DATA", "evals/data")))
    chosen = parser.parse_args()
    settings = settings_of(chosen)
    if chosen.does == "fill":
        fill(settings, chosen.data, chosen.chunks, lifelike=chosen.lifelike)
        return
    if chosen.does == "index":
        print(json.dumps({"bench": "million", **make_index(settings)}))
        return
    found = asyncio.run(measure(settings, chosen.data, chosen.questions))
    for name, value in found.items():
        print(f"{name:28}{value}")
    print(json.dumps({"bench": "million", **found}))


if __name__ == "__main__":
    main()
