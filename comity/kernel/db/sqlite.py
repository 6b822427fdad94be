"""SQLite: several readers, and one writer thread that commits many callers' work at once.

`isolation_level=None` leaves `BEGIN` to us; in the driver's own mode a savepoint would commit by itself and a rollback would not
undo it. With group commit `synchronous=FULL` is affordable: one disk sync serves the whole group.
"""

import asyncio
import threading
from collections import defaultdict, deque
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from comity.kernel.context import mark_transaction
from comity.kernel.db.transaction import Tx

T = TypeVar("T")
GROUP_MAX = 256
BUSY_MS = 30_000
CHECKPOINT_MS = 200


def open_sqlite(file: Path, *, read_only: bool) -> Engine:
    """An engine on the file; a read-only one refuses every change (`query_only`)."""
    engine = create_engine(
        f"sqlite:///{file}",
        poolclass=QueuePool,
        pool_size=8 if read_only else 1,
        max_overflow=8 if read_only else 0,
        connect_args={"check_same_thread": False, "isolation_level": None, "cached_statements": 512},
    )

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        for pragma in (
            f"busy_timeout={BUSY_MS}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "temp_store=MEMORY",
            "cache_size=-16384",
            "wal_autocheckpoint=4000",
            "journal_size_limit=67108864",
            "secure_delete=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")
        if read_only:
            connection.execute("PRAGMA query_only=ON")

    return engine


def empty_log(engine: Engine) -> bool:
    """Brings the write-ahead log into the file and empties it; False while somebody reads an older state, then nothing waits long."""
    with engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={CHECKPOINT_MS}")
        try:
            return connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0] == 0
        finally:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_MS}")


class _Job:
    """A unit of work on its way through the writer, and where its result goes."""

    __slots__ = ("error", "future", "loop", "result", "work")

    def __init__(self, work: Callable[[Tx], Any], loop: asyncio.AbstractEventLoop | None) -> None:
        self.work = work
        self.loop = loop
        self.future: Any = loop.create_future() if loop else Future()
        self.result: Any = None
        self.error: BaseException | None = None

    def settle(self) -> None:
        if self.future.done():
            return
        if self.error is not None:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.result)


class GroupCommit:
    """The writer thread. Jobs that wait together are committed together; one that fails is undone alone.

    `commits` counts those of this process, for whoever has to tell them from another process's.
    """

    commits = 0

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waiting: deque[_Job] = deque()
        self._wake = threading.Condition()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="db-write", daemon=True)
        self._thread.start()

    def write(self, work: Callable[[Tx], T]) -> T:
        job = _Job(work, None)
        self._hand_in(job)
        return job.future.result()

    async def awrite(self, work: Callable[[Tx], T]) -> T:
        job = _Job(work, asyncio.get_running_loop())
        self._hand_in(job)
        return await job.future

    def close(self) -> None:
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._thread.join()
        self._engine.dispose()

    def _hand_in(self, job: _Job) -> None:
        with self._wake:
            if self._closing:
                raise RuntimeError("the database is closed")
            self._waiting.append(job)
            self._wake.notify()

    def _run(self) -> None:
        with self._engine.connect() as connection:
            while group := self._next_group():
                self._commit(connection, group)
                _deliver(group)

    def _next_group(self) -> list[_Job]:
        with self._wake:
            while not self._waiting and not self._closing:
                self._wake.wait()
            return [self._waiting.popleft() for _ in range(min(GROUP_MAX, len(self._waiting)))]

    def _commit(self, connection: Connection, group: list[_Job]) -> None:
        mark_transaction(True)
        effects: list[Callable[[], None]] = []
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            for job in group:
                effects += _run_isolated(connection, job) if len(group) > 1 else _run_alone(connection, job)
            if len(group) == 1 and group[0].error is not None:
                connection.rollback()
                return
            connection.commit()
            GroupCommit.commits += 1
        except BaseException as error:  # noqa: BLE001  the thread must live, and every caller must hear
            connection.rollback()
            effects = []
            for job in group:
                job.error = job.error or error
        finally:
            mark_transaction(False)
        for effect in effects:
            effect()


def _run_alone(connection: Connection, job: _Job, *, shared: bool = False) -> list[Callable[[], None]]:
    tx = Tx(connection, shared=shared)
    try:
        job.result = job.work(tx)
        tx.flush()
    except BaseException as error:  # noqa: BLE001  handed to the caller, who raises it
        job.error = error
        return []
    finally:
        tx.close()
    return tx.effects


def _run_isolated(connection: Connection, job: _Job) -> list[Callable[[], None]]:
    driver: Any = connection.connection.driver_connection
    driver.execute("SAVEPOINT work")
    effects = _run_alone(connection, job, shared=True)
    if job.error is not None:
        driver.execute("ROLLBACK TO work")
    driver.execute("RELEASE work")
    return effects


def _deliver(group: list[_Job]) -> None:
    """Wakes the waiting: threads one by one, each event loop once for all its jobs."""
    by_loop: dict[asyncio.AbstractEventLoop, list[_Job]] = defaultdict(list)
    for job in group:
        if job.loop is None:
            job.settle()
        else:
            by_loop[job.loop].append(job)
    for loop, jobs in by_loop.items():
        if not loop.is_closed():
            loop.call_soon_threadsafe(_settle_all, jobs)


def _settle_all(jobs: list[_Job]) -> None:
    for job in jobs:
        job.settle()
