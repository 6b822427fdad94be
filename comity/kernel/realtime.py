"""Realtime: numbered console events, and wake-ups for whoever waits.

The truth is rows (`console_events`, one sequence per workspace, given in commit order); a wake-up carries only "topic X moved".
A lost wake-up costs latency, never data. Source of the rules: `livechat.md` 3.9.
"""

import asyncio
import threading
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import msgspec
from sqlalchemy import BigInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from comity.kernel import clock
from comity.kernel.db import SQL, Base, Id, Tx
from comity.kernel.db.sqlite import GroupCommit

KEEP_SECONDS = 48 * 3600
KEEP_EVENTS = 100_000
EVERY_TOPIC = "*"
LOOK_SECONDS, LOOK_WHILE_WRITING_SECONDS = 0.1, 0.5


class ConsoleEvent(Base):
    """One committed change that a console may show. `right` names who may see it."""

    __tablename__ = "console_events"

    workspace_id: Mapped[str] = mapped_column(Id, primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(80))
    right: Mapped[str] = mapped_column(String(80), name="needed_right")
    data: Mapped[str] = mapped_column(Text)


_NOTIFY = SQL("SELECT pg_notify('comity', :topic)")
_APPEND = SQL(
    """INSERT INTO console_events (workspace_id, seq, at, kind, needed_right, data)
    VALUES (:workspace_id, (SELECT coalesce(max(seq), 0) + 1 FROM console_events WHERE workspace_id = :workspace_id),
            :at, :kind, :right, :data)"""
)
_SINCE = SQL(
    """SELECT seq, at, kind, needed_right, data FROM console_events
    WHERE workspace_id = :workspace_id AND seq > :since ORDER BY seq LIMIT :limit"""
)
_HEAD = SQL(
    "SELECT coalesce(max(seq), 0) AS head, coalesce(min(seq), 0) AS tail FROM console_events WHERE workspace_id = :workspace_id"
)
_FORGET = SQL("DELETE FROM console_events WHERE workspace_id = :workspace_id AND data LIKE :pattern")
_PRUNE = SQL(
    """DELETE FROM console_events WHERE at < :before AND seq <
    (SELECT max(other.seq) - :keep FROM console_events other WHERE other.workspace_id = console_events.workspace_id)"""
)


class Hub:
    """Who waits for what in this process. Waking is safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[str, set[tuple[asyncio.AbstractEventLoop, asyncio.Event]]] = defaultdict(set)

    def wake(self, topic: str) -> None:
        """Wakes everyone who waits for the topic; `EVERY_TOPIC` wakes all."""
        with self._lock:
            chosen = list(self._waiting) if topic == EVERY_TOPIC else [topic]
            waiters = [waiter for name in chosen for waiter in self._waiting.get(name, ())]
        for loop, event in waiters:
            if not loop.is_closed():
                loop.call_soon_threadsafe(event.set)

    async def wait(self, topic: str, timeout_seconds: float) -> bool:
        """Waits until the topic is woken; False when the time ran out first."""
        waiter = (asyncio.get_running_loop(), asyncio.Event())
        with self._lock:
            self._waiting[topic].add(waiter)
        try:
            async with asyncio.timeout(timeout_seconds):  # not `wait_for`: it loses a cancellation that meets a wake-up
                await waiter[1].wait()
            return True
        except TimeoutError:
            return False
        finally:
            with self._lock:
                self._waiting[topic].discard(waiter)
                if not self._waiting[topic]:
                    del self._waiting[topic]


hub = Hub()


def wake_after_commit(tx: Tx, topic: str) -> None:
    """Wakes a topic in every process once this transaction is committed."""
    if tx.dialect == "postgresql":
        tx.run(_NOTIFY, topic=topic)
    tx.after_commit(lambda: hub.wake(topic))


def announce(tx: Tx, workspace_id: str, kind: str, data: dict[str, Any], *, right: str) -> None:
    """Appends a numbered event to the workspace's console stream, in the caller's transaction.

    `data` is the whole resource as the API shows it; `right` is what a user needs to see it.
    """
    tx.lock(f"console:{workspace_id}")
    text = msgspec.json.encode(data).decode()
    tx.run(_APPEND, workspace_id=workspace_id, at=clock.now_us(), kind=kind, right=right, data=text)
    wake_after_commit(tx, f"console:{workspace_id}")


def forget(tx: Tx, workspace_id: str, id_: str) -> None:
    """Drops the events that tell of one resource, for when it is purged; announce its end after this."""
    tx.run(_FORGET, workspace_id=workspace_id, pattern=f'%"{id_}"%')


def events_since(tx: Tx, workspace_id: str, since: int, limit: int = 500) -> list[Any]:
    """Events after number `since`, oldest first: rows of seq, at, kind, needed_right, data (JSON text)."""
    return list(tx.rows(_SINCE, workspace_id=workspace_id, since=since, limit=limit))


def head(tx: Tx, workspace_id: str) -> tuple[int, int]:
    """The newest and the oldest kept number (0, 0 when there is none)."""
    row = tx.row(_HEAD, workspace_id=workspace_id)
    return (row.head, row.tail) if row else (0, 0)


def prune(tx: Tx) -> int:
    """Drops events older than 48 hours beyond the newest 100,000 of a workspace; returns how many."""
    return tx.run(_PRUNE, before=clock.now_us() - KEEP_SECONDS * 1_000_000, keep=KEEP_EVENTS)


class Watcher(threading.Thread):
    """Turns other processes' commits into wake-ups here: `PRAGMA data_version` on SQLite, `LISTEN` on PostgreSQL."""

    def __init__(self, follow: Callable[[threading.Event], None]) -> None:
        super().__init__(name="realtime-watch", daemon=True)
        self._follow = follow
        self._stopping = threading.Event()

    def run(self) -> None:
        self._follow(self._stopping)

    def stop(self) -> None:
        """Ends the watching."""
        self._stopping.set()


def watch(engine: Any, dialect: str) -> Watcher:
    """A watcher for this database, not yet started."""
    return Watcher(lambda stopping: (_follow_sqlite if dialect == "sqlite" else _follow_postgresql)(engine, stopping))


def _follow_sqlite(engine: Any, stopping: threading.Event) -> None:
    """The version moves with commits of this process too, whose own wake-ups have been given: after those it is looked at less often."""
    with engine.connect() as connection:
        seen, own, pause = None, 0, LOOK_SECONDS
        while not stopping.wait(pause):
            version = connection.exec_driver_sql("PRAGMA data_version").scalar()
            if seen is not None and version != seen:
                hub.wake(EVERY_TOPIC)
            pause = LOOK_SECONDS if own == GroupCommit.commits else LOOK_WHILE_WRITING_SECONDS
            seen, own = version, GroupCommit.commits


def _follow_postgresql(engine: Any, stopping: threading.Event) -> None:
    while not stopping.is_set():
        raw = engine.raw_connection()
        try:
            driver = raw.driver_connection
            driver.rollback()
            driver.autocommit = True
            driver.execute("LISTEN comity")
            while not stopping.is_set():
                for notice in driver.notifies(timeout=0.5, stop_after=100):
                    hub.wake(notice.payload)
        except OSError:
            stopping.wait(1)
        finally:
            raw.invalidate()
