"""Opening a database and running units of work on it."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.exc import OperationalError

from comity.kernel.config import Settings
from comity.kernel.context import in_transaction, mark_transaction
from comity.kernel.db.sqlite import GroupCommit, empty_log, open_sqlite
from comity.kernel.db.transaction import Tx

T = TypeVar("T")
Work = Callable[[Tx], T]

RETRIES = 3
DEADLOCK_STATES = {"40001", "40P01"}


class Writer(Protocol):
    """Commits units of work: by groups on SQLite, each on its own on PostgreSQL."""

    def write(self, work: Work[T]) -> T: ...

    async def awrite(self, work: Work[T]) -> T: ...

    def close(self) -> None: ...


class Database:
    """The one way to the data. `work` is a function of the open transaction and may be run again after a deadlock."""

    def __init__(self, engine: Engine, writer: Writer, threads: int) -> None:
        self.engine = engine
        self.dialect = engine.dialect.name
        self._writer = writer
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="db-read")

    def write(self, work: Work[T]) -> T:
        """Runs `work` in one transaction; on an error nothing of it is kept and the error is raised here."""
        _refuse_nesting()
        return self._writer.write(work)

    async def awrite(self, work: Work[T]) -> T:
        """`write` for coroutines; the event loop stays free."""
        return await self._writer.awrite(work)

    def read(self, work: Work[T]) -> T:
        """Runs `work` on one consistent view of the data."""
        _refuse_nesting()
        mark_transaction(True)
        try:
            with self.engine.connect() as connection:
                if self.dialect == "sqlite":
                    connection.exec_driver_sql("BEGIN")
                tx = Tx(connection)
                try:
                    return work(tx)
                finally:
                    tx.close()
                    connection.rollback()
        finally:
            mark_transaction(False)

    async def aread(self, work: Work[T]) -> T:
        """`read` for coroutines; the event loop stays free."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.read, work)

    @contextmanager
    def piecemeal(self) -> Iterator[Tx]:
        """A connection whose statements commit one by one, for what PostgreSQL does in no transaction; its settings end with it."""
        _refuse_nesting()
        with self.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            try:
                yield Tx(connection)
            finally:
                connection.invalidate()

    def forget_deleted(self) -> bool:
        """Leaves no byte of what was deleted in the SQLite file's log; False when it must be tried again. True on PostgreSQL."""
        return self.dialect != "sqlite" or empty_log(self.engine)

    def close(self) -> None:
        """Finishes what was handed in, then closes every connection."""
        self._writer.close()
        self._threads.shutdown(wait=True)
        self.engine.dispose()


class Direct:
    """Units of work on a server database, each with a connection of the pool; a deadlock is tried again."""

    def __init__(self, engine: Engine, threads: int) -> None:
        self._engine = engine
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="db-write")

    def write(self, work: Work[T]) -> T:
        for attempt in range(RETRIES):
            try:
                return self._once(work)
            except OperationalError as error:
                state = getattr(error.orig, "sqlstate", None)
                if state not in DEADLOCK_STATES or attempt == RETRIES - 1:
                    raise
        raise AssertionError("unreachable: the last attempt returns or raises")

    async def awrite(self, work: Work[T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.write, work)

    def close(self) -> None:
        self._threads.shutdown(wait=True)

    def _once(self, work: Work[T]) -> T:
        mark_transaction(True)
        try:
            with self._engine.begin() as connection:
                tx = Tx(connection)
                result = work(tx)
                tx.flush()
                tx.close()
        finally:
            mark_transaction(False)
        for effect in tx.effects:
            effect()
        return result


def open_database(settings: Settings) -> Database:
    """Opens the database that the settings name; an SQLite file is made in the data directory when there is none."""
    if settings.is_embedded:
        file = settings.sqlite_file
        file.parent.mkdir(parents=True, exist_ok=True)
        engine = open_sqlite(file, read_only=True)
        return Database(engine, GroupCommit(open_sqlite(file, read_only=False)), threads=4)
    url = make_url(settings.database.url).set(drivername="postgresql+psycopg")
    size = settings.database.pool_size
    engine = create_engine(url, pool_size=size * 2, max_overflow=2, pool_pre_ping=True, pool_recycle=1800)
    event.listen(engine, "connect", _send_text_as_text)
    return Database(engine, Direct(engine, size), threads=size)


def _send_text_as_text(connection: Any, _record: Any) -> None:
    """The driver sends text untyped, and PostgreSQL refuses a parameter that stands for two of its text types at once."""
    from psycopg.types.string import StrDumper

    connection.adapters.register_dumper(str, StrDumper)


def _refuse_nesting() -> None:
    if in_transaction():
        raise RuntimeError("a unit of work inside another: pass the open transaction on instead")
