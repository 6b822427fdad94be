"""What the index of nearest vectors in PostgreSQL promises: the same answers, made beside everything else, and again after a death."""

import threading
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from sqlalchemy.exc import DBAPIError

from comity.kernel import clock
from comity.kernel.context import system_actor
from comity.kernel.db import SQL, Tx
from comity.kernel.runtime import Runtime
from comity.knowledge.search import Filters, Head
from comity.knowledge.search.engines import PostgresEngine
from comity.knowledge.search.engines.postgres import forget, nearest, queries
from comity.knowledge.search.feed import RowFeed
from comity.knowledge.search.searcher import searcher
from comity.knowledge.service import delete_base
from comity.knowledge.versions.serving import LIVE, head_of
from tests.knowledge.search.library import Library, of_engine

COUNT = 400
_INDEXES = SQL(
    """SELECT i.indisvalid AS is_valid, pg_get_indexdef(i.indexrelid) AS text FROM pg_index i
    JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relname LIKE 'nearest_%' ORDER BY c.relname"""
)
_BREAK = SQL("UPDATE pg_index SET indisvalid = false WHERE indexrelid = CAST(CAST(:name AS text) AS regclass)")
_HOLD = SQL("SELECT pg_advisory_xact_lock(hashtextextended('comity_search.nearest', 0))")


@pytest.fixture
def library(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> Library:
    """An empty library on PostgreSQL's engine, where a base of more than a hundred chunks is a large one."""
    if runtime.db.dialect != "postgresql":
        pytest.skip("this engine needs PostgreSQL")
    forget(runtime.db)
    monkeypatch.setattr(nearest, "SCAN_LIMIT", 100)
    return Library(of_engine(runtime, "postgres"))


def _engine(library: Library) -> PostgresEngine:
    engine = searcher(library.rt).engine()
    assert isinstance(engine, PostgresEngine)
    return engine


def _head(library: Library, base: str) -> Head:
    return library.rt.db.read(lambda tx: head_of(tx, library.workspace_id, base, LIVE))[1]


def _indexes(library: Library) -> list[Any]:
    return list(library.rt.db.read(lambda tx: tx.rows(_INDEXES)))


async def _filled(library: Library) -> tuple[str, list[str]]:
    """A large base, taken in."""
    base = await library.base("Shop")
    words = ("oak", "pump", "refund", "delivery", "garden", "window")
    texts = [f"{words[n % 6]} number{n} with {words[n % 5]} and word{n % 37}" for n in range(COUNT)]
    ids = await library.add(base, *texts)
    await library.add(base, *(f"rare word{n} stands here" for n in range(12)), labels=["rare"])
    _engine(library).catch_up(_head(library, base))
    return base, ids


def _vectors(library: Library, *texts: str) -> np.ndarray:
    return library.rt.parts["embedder"].encode_queries(list(texts))


async def test_a_large_base_gets_an_index_and_answers_as_before(library: Library) -> None:
    base, _ = await _filled(library)
    engine, head = _engine(library), _head(library, base)
    nearest.make_missing(library.rt.db)
    (made,) = _indexes(library)
    assert made.is_valid and "hnsw" in made.text and "halfvec(64)" in made.text and "WHERE (no =" in made.text
    for vector in _vectors(library, "refund word3", "garden number12", "pump", "rare"):
        view = engine.view(head, Filters(), clock.now_us())
        found, exact = view.dense(vector), view.dense(vector, exactly=True)
        assert list(found)[:10] == list(exact)[:10]
        assert list(found.values()) == pytest.approx(list(exact.values()), abs=1e-3)


async def test_the_index_is_what_a_large_base_is_searched_by(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    base, _ = await _filled(library)
    monkeypatch.setattr(queries, "dense", lambda *_: pytest.fail("every vector was measured"))
    (vector,) = _vectors(library, "refund")
    nearest.make_missing(library.rt.db)
    plans: list[str] = []
    rows = Tx.rows

    def explained(tx: Tx, statement: SQL, **values: Any) -> Any:
        if "<#>" in statement.text:
            plan = rows(tx, SQL(f"EXPLAIN {statement.text}"), **values)
            plans.append("\n".join(row[0] for row in plan))
        return rows(tx, statement, **values)

    monkeypatch.setattr(Tx, "rows", explained)
    assert len(_engine(library).view(_head(library, base), Filters(), clock.now_us()).dense(vector)) == 200
    assert "Index Scan using nearest_" in plans[0] and "Sort" not in plans[0]


async def test_what_is_removed_or_expired_is_not_found_by_the_index(library: Library) -> None:
    base, _ = await _filled(library)
    nearest.make_missing(library.rt.db)
    engine = _engine(library)
    (vector,) = _vectors(library, "garden number4 with number4")
    first = list(engine.view(_head(library, base), Filters(), clock.now_us()).dense(vector))
    for id_ in first[:5]:
        await library.delete(base, id_)
    engine.catch_up(_head(library, base))
    found = engine.view(_head(library, base), Filters(), clock.now_us()).dense(vector)
    assert not set(first[:5]) & set(found) and list(found)[:20] == [id_ for id_ in first if id_ in found][:20]
    (added,) = await library.add(base, "garden number4", expires_at=clock.now() + timedelta(hours=1))
    engine.catch_up(_head(library, base))
    now, later = clock.now_us(), clock.now_us() + 7_200_000_000
    assert next(iter(engine.view(_head(library, base), Filters(), now).dense(vector))) == added
    assert added not in engine.view(_head(library, base), Filters(), later).dense(vector)


async def test_a_rare_label_fills_the_limit_in_a_large_base(library: Library) -> None:
    base, ids = await _filled(library)
    nearest.make_missing(library.rt.db)
    (vector,) = _vectors(library, "refund")
    found = _engine(library).view(_head(library, base), Filters(labels=["rare"]), clock.now_us()).dense(vector)
    assert len(found) == 12 and not set(found) & set(ids)


async def test_an_index_that_a_dead_server_left_half_made_is_made_anew(library: Library) -> None:
    base, _ = await _filled(library)
    nearest.make_missing(library.rt.db)
    name = _indexes(library)[0].text.split()[2]
    library.rt.db.write(lambda tx: tx.run(_BREAK, name=f"comity_search.{name}"))
    (vector,) = _vectors(library, "refund")
    assert library.rt.db.read(nearest.is_work)
    assert len(_engine(library).view(_head(library, base), Filters(), clock.now_us()).dense(vector)) == 200
    nearest.make_missing(library.rt.db)
    assert [one.is_valid for one in _indexes(library)] == [True]
    assert not library.rt.db.read(nearest.is_work)


async def test_only_one_process_makes_indexes(library: Library) -> None:
    await _filled(library)
    held, done = threading.Event(), threading.Event()

    def hold(tx: Tx) -> None:
        tx.value(_HOLD)
        held.set()
        done.wait(20)

    holder = threading.Thread(target=lambda: library.rt.db.read(hold))
    holder.start()
    held.wait(20)
    nearest.make_missing(library.rt.db)
    assert _indexes(library) == []
    done.set()
    holder.join()
    nearest.make_missing(library.rt.db)
    assert len(_indexes(library)) == 1


async def test_the_tidy_up_makes_the_index_and_drops_that_of_a_deleted_base(library: Library) -> None:
    base, _ = await _filled(library)
    engine = _engine(library)
    engine.tidy()
    engine._making.join(60)
    assert len(_indexes(library)) == 1
    actor = system_actor(library.workspace_id)
    await library.rt.db.awrite(lambda tx: delete_base(tx, actor, base, force=True))
    engine.tidy()
    engine._making.join(60)
    assert _indexes(library) == []


async def test_with_an_older_pgvector_every_vector_is_measured(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Any] = []
    monkeypatch.setattr(nearest, "_VERSION", SQL("SELECT '0.7.4'"))
    monkeypatch.setattr(nearest.log, "warning", lambda event, **values: told.append((event, values["pgvector"])))
    base, _ = await _filled(library)
    engine = PostgresEngine(library.rt.db, RowFeed(library.rt.db))
    engine.tidy()
    (vector,) = _vectors(library, "refund")
    assert ("nearest_index_left_out", "0.7.4") in told
    assert _indexes(library) == []
    assert len(engine.view(_head(library, base), Filters(), clock.now_us()).dense(vector)) == 200


async def test_where_workers_have_no_memory_to_share_it_is_made_without_them(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(Exception):
        sqlstate = "53100"

    run, refused = Tx.run, []

    def full_once(tx: Tx, statement: SQL, **values: Any) -> int:
        if statement.text.startswith("CREATE INDEX") and not refused:
            refused.append(statement.text)
            raise DBAPIError(statement.text, values, Full("could not resize shared memory segment"))
        return run(tx, statement, **values)

    await _filled(library)
    monkeypatch.setattr(Tx, "run", full_once)
    nearest.make_missing(library.rt.db)
    assert len(refused) == 1 and [one.is_valid for one in _indexes(library)] == [True]
