"""Moving the search of every base to another engine: while it is searched, resumed, compared, switched in one step."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from comity.kernel import clock
from comity.kernel.context import system_actor
from comity.kernel.db import SQL, Tx
from comity.kernel.runtime import Runtime
from comity.knowledge import queries as base_queries
from comity.knowledge.errors import KnowledgeBaseBusy
from comity.knowledge.generations import service as generations
from comity.knowledge.jobs import upkeep
from comity.knowledge.jobs.queries import latest_of
from comity.knowledge.moving import driving, queries, service, tasks
from comity.knowledge.moving.comparing import QUESTIONS
from comity.knowledge.moving.errors import AlreadyThere, MoveStopped, RowsElsewhere
from comity.knowledge.search import feed
from comity.knowledge.search.engines.postgres import engine as postgres
from comity.knowledge.search.searcher import searcher
from comity.knowledge.versions.serving import LIVE, head_of
from comity.worker import working
from tests.knowledge.search.library import Library, of_engine

TEXTS = [
    f"Refund number {n}: the money back for order {n * 37} is paid in {n % 9} days. Parcel {n}." for n in range(60)
]
QUESTION = "money back for order 74"


@pytest.fixture
async def library(runtime: Runtime) -> AsyncIterator[Library]:
    """A library on the embedded engine in PostgreSQL, with a base."""
    if runtime.db.dialect != "postgresql":
        pytest.skip("the engine that is moved to needs PostgreSQL")
    made = Library(of_engine(runtime, "embedded"))
    yield made
    await runtime.db.awrite(lambda tx: tx.run(SQL("DROP SCHEMA IF EXISTS comity_search CASCADE")))


async def move(library: Library, to: str) -> list[service.Standing]:
    """A whole move, with a worker of its own; returns how it stood."""
    told: list[service.Standing] = []
    async with working(library.rt, {"upkeep"}, schedules=False):
        await asyncio.wait_for(driving.move(library.rt, to, told.append), 30)
    return told


async def engine_of(library: Library, base_id: str) -> str:
    """By which engine a search would look now."""
    head = await library.rt.db.aread(lambda tx: head_of(tx, library.workspace_id, base_id, LIVE)[1])
    return head.engine


async def scores(library: Library, base_id: str) -> list[Any]:
    """What a question finds."""
    found = await library.search(base_id, QUESTION)
    assert not found.warnings
    return [(hit.chunk_id, pytest.approx(hit.sorting_score, abs=1e-3)) for hit in found.hits]


async def test_after_a_move_every_process_searches_by_the_new_engine_and_finds_the_same(library: Library) -> None:
    base_id, empty = await library.base("Refunds"), await library.base("Empty")
    await library.add(base_id, *TEXTS)
    elsewhere = Library(of_engine(library.rt, "embedded"))
    before = await scores(elsewhere, base_id)
    await move(library, "postgres")
    assert (await engine_of(library, base_id), await engine_of(library, empty)) == ("postgres", "postgres")
    assert await scores(elsewhere, base_id) == before
    assert {engine.name for engine in searcher(elsewhere.rt)._engines.values()} == {"embedded", "postgres"}
    await library.add(base_id, "A refund that came after the move.")
    assert len(await elsewhere.found(base_id, "refund that came after the move")) == 10
    with pytest.raises(AlreadyThere):
        await move(library, "postgres")


async def test_a_move_goes_back_and_the_old_index_is_dropped_an_hour_later(library: Library, frozen_clock: Any) -> None:
    base_id = await library.base("Refunds")
    await library.add(base_id, *TEXTS)
    before = await scores(library, base_id)
    await move(library, "postgres")
    await move(library, "embedded")
    elsewhere = Library(of_engine(library.rt, "postgres"))
    assert await engine_of(elsewhere, base_id) == "embedded"
    assert await scores(elsewhere, base_id) == before
    tables = SQL("SELECT to_regclass('comity_search.chunks') IS NOT NULL")
    await tasks.carry_on(library.rt)
    assert await library.rt.db.aread(lambda tx: tx.value(tables))
    clock.tick(service.PREVIOUS_WITHIN.total_seconds() + 60)
    await tasks.carry_on(library.rt)
    assert not await library.rt.db.aread(lambda tx: tx.value(tables))
    await searcher(elsewhere.rt).tidy(await elsewhere.rt.db.aread(service.in_use))
    assert {engine.name for engine in searcher(elsewhere.rt)._engines.values()} == {"embedded"}
    assert await scores(elsewhere, base_id) == before


async def test_a_move_that_died_goes_on_behind_the_last_batch_and_takes_in_what_changed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    base_id = await library.base("Refunds")
    monkeypatch.setattr(feed, "FETCH", 20)
    for begin in range(0, 60, 10):
        await library.add(base_id, *TEXTS[begin : begin + 10])
    read = feed.RowFeed.entries
    asked: list[int] = []
    died, loop = asyncio.Event(), asyncio.get_running_loop()

    def dying(self: Any, head: Any, after: int, *, vectors: bool) -> Any:
        asked.append(after)
        if len(asked) > 2:
            loop.call_soon_threadsafe(died.set)
            raise SystemError("killed")
        return read(self, head, after, vectors=vectors)

    monkeypatch.setattr(feed.RowFeed, "entries", dying)
    async with working(library.rt, {"upkeep"}, schedules=False):
        work = asyncio.ensure_future(driving.move(library.rt, "postgres", lambda standing: None))
        await asyncio.wait_for(died.wait(), 20)
        work.cancel()
    assert await engine_of(library, base_id) == "embedded"
    first: list[bool] = []

    def noting(self: Any, head: Any, after: int, *, vectors: bool) -> Any:
        first.append(vectors)
        return read(self, head, after, vectors=vectors)

    monkeypatch.setattr(feed.RowFeed, "entries", noting)
    await library.add(base_id, "A refund that came while it was moved.")
    await move(library, "postgres")
    assert first[0], "an index that is begun anew takes in text without vectors first"
    assert (await library.found(base_id, "refund that came while it was moved"))[0]
    head = await library.rt.db.aread(lambda tx: head_of(tx, library.workspace_id, base_id, LIVE)[1])
    assert searcher(library.rt).engine("postgres").counts(head) == (61, 61)


async def test_a_copy_that_answers_otherwise_is_refused_and_the_old_engine_stays(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    base_id = await library.base("Refunds")
    await library.add(base_id, *TEXTS)
    other = SQL("UPDATE comity_search.bases SET lengths = '{9,9,9,9,9}'")
    monkeypatch.setattr(postgres, "_finish", lambda tx, _head: tx.run(other))
    with pytest.raises(MoveStopped) as stopped:
        await move(library, "postgres")
    assert "The copy of 'Refunds' differs" in stopped.value.message
    assert await engine_of(library, base_id) == "embedded"


async def test_a_move_and_an_embedding_of_a_base_exclude_each_other(library: Library) -> None:
    base_id = await library.base("Refunds")
    await library.add(base_id, *TEXTS[:3])
    actor = system_actor(library.workspace_id)

    def embed_anew(tx: Tx) -> str:
        base = base_queries.find_base(tx, library.workspace_id, base_id, lock=True)
        assert base is not None
        return generations.reembed(tx, actor, base, "local").id

    job_id = await library.rt.db.awrite(embed_anew)
    await library.rt.db.awrite(lambda tx: service.begin(tx, "postgres", "embedded"))
    assert (await library.rt.db.awrite(service.carry_on)).waits_for == ["Refunds"]
    await library.rt.db.awrite(lambda tx: upkeep.fail(tx, job_id, "x", "x"))
    assert len((await library.rt.db.awrite(service.carry_on)).running) == 1
    with pytest.raises(KnowledgeBaseBusy):
        await library.rt.db.awrite(embed_anew)
    assert await library.rt.db.awrite(service.stop)
    await library.rt.db.awrite(embed_anew)


async def test_stopping_the_work_on_a_base_ends_the_move(library: Library) -> None:
    base_id = await library.base("Refunds")
    await library.add(base_id, *TEXTS[:3])
    await library.rt.db.awrite(lambda tx: service.begin(tx, "postgres", "embedded"))
    await library.rt.db.awrite(service.carry_on)
    await library.rt.db.awrite(lambda tx: upkeep.cancel(tx, latest_of(tx, base_id, "move")))  # pyright: ignore[reportArgumentType]
    standing = await library.rt.db.awrite(service.carry_on)
    assert not standing.moves
    assert "Somebody stopped the move of 'Refunds'" in standing.stopped_by
    assert await engine_of(library, base_id) == "embedded"


async def test_questions_are_spread_over_a_base(library: Library) -> None:
    base_id = await library.base("Refunds")
    await library.add(base_id, *TEXTS)
    few = await library.rt.db.aread(lambda tx: queries.sample(tx, base_id, 60, 20))
    every = await library.rt.db.aread(lambda tx: queries.sample(tx, base_id, 60, QUESTIONS))
    assert (len(few), len(every)) == (20, 60)
    assert {row.content for row in every} == set(TEXTS)


async def test_an_install_whose_rows_are_in_sqlite_is_told_to_move_them_first(runtime: Runtime) -> None:
    if runtime.db.dialect != "sqlite":
        pytest.skip("of an install on SQLite")
    with pytest.raises(RowsElsewhere, match=r"comity move --to postgresql"):
        await driving.move(runtime, "postgres", lambda standing: None)
