"""Console events are numbered without gaps, in the order of their commits, and wake whoever waits, in every process."""

import asyncio

from comity.kernel.db import Database, Tx, open_database
from comity.kernel.realtime import announce, events_since, head, hub, watch
from tests.conftest import Store


def tell(n: int, workspace_id: str = "w1"):
    def work(tx: Tx) -> None:
        announce(tx, workspace_id, "thing.changed", {"n": n}, right="genai.knowledge.read")

    return work


async def test_concurrent_announcements_are_numbered_without_gaps_in_each_workspace(database: Database) -> None:
    await asyncio.gather(*[database.awrite(tell(n, f"w{n % 2}")) for n in range(80)])
    for workspace_id in ("w0", "w1"):
        rows = database.read(lambda tx, id_=workspace_id: events_since(tx, id_, 0))
        assert [row.seq for row in rows] == list(range(1, 41))
        assert database.read(lambda tx, id_=workspace_id: head(tx, id_)) == (40, 1)


async def test_reading_on_from_a_number_gives_exactly_what_came_after(database: Database) -> None:
    for n in range(5):
        database.write(tell(n))
    rows = database.read(lambda tx: events_since(tx, "w1", 3))
    assert [(row.seq, row.data) for row in rows] == [(4, '{"n":3}'), (5, '{"n":4}')]
    assert rows[0].needed_right == "genai.knowledge.read"


async def test_a_waiter_is_woken_by_a_commit_and_not_by_a_rollback(database: Database) -> None:
    def fail(tx: Tx) -> None:
        tell(1)(tx)
        raise ValueError

    waiting = asyncio.create_task(hub.wait("console:w1", 5))
    await asyncio.sleep(0.05)
    await asyncio.gather(database.awrite(fail), return_exceptions=True)
    await asyncio.sleep(0.05)
    assert not waiting.done()
    await database.awrite(tell(2))
    assert await waiting is True


async def test_a_wait_without_news_ends_by_its_time(database: Database) -> None:
    assert await hub.wait("console:nobody", 0.05) is False


async def test_a_commit_through_another_connection_wakes_this_process(store: Store, database: Database) -> None:
    watcher = watch(database.engine, database.dialect)
    watcher.start()
    other = open_database(store.settings)
    heard = asyncio.Event()
    try:
        async with asyncio.timeout(10):
            while not heard.is_set():
                waiting = asyncio.create_task(hub.wait("console:w9", 1))
                await asyncio.sleep(0.3)
                await asyncio.to_thread(_commit_silently, other)
                if await waiting:
                    heard.set()
    finally:
        watcher.stop()
        await asyncio.to_thread(watcher.join)
        other.close()
    assert heard.is_set()


def _commit_silently(other: Database) -> None:
    """A commit whose own wake-up does not reach this process's hub, as if it were made elsewhere."""

    def work(tx: Tx) -> None:
        tell(1, "w9")(tx)
        tx.effects.clear()

    other.write(work)
