"""Background jobs as rows: enqueued in the caller's transaction, run at least once, in order within a lane.

A handler is a coroutine `handler(rt, payload)`; it does its network work outside transactions and ends with one verb.
A worker takes a job with a lease and renews it; a killed worker's jobs come back when the lease ends. A job that keeps failing
becomes a dead letter that somebody can look at and run again.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import BigInteger, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from comity.kernel import clock, metrics
from comity.kernel.db import SQL, Base, Database, Id, Tx
from comity.kernel.ids import new_id
from comity.kernel.logs import logger
from comity.kernel.process import is_gone, process_name
from comity.kernel.realtime import hub, wake_after_commit

Handler = Callable[[Any, dict[str, Any]], Awaitable[None]]
log = logger("jobs")


class Job(Base):
    """A piece of work that waits, runs, or lies dead. Finished jobs are deleted."""

    __tablename__ = "jobs"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(String(120))
    queue: Mapped[str] = mapped_column(String(40))
    lane: Mapped[str | None] = mapped_column(String(160))
    key: Mapped[str | None] = mapped_column(String(200), unique=True)
    payload: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10))
    run_at: Mapped[int] = mapped_column(BigInteger)
    attempt: Mapped[int] = mapped_column(Integer)
    lease_owner: Mapped[str | None] = mapped_column(String(120))
    lease_until: Mapped[int | None] = mapped_column(BigInteger)
    last_error: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = (
        Index("ix_jobs_due", "queue", "state", "run_at"),
        Index("ix_jobs_lane", "lane", "id"),
    )


@dataclass(frozen=True, slots=True)
class Kind:
    """What is known of a kind of job: who runs it and how patiently."""

    name: str
    handler: Handler
    queue: str
    attempts: int
    backoff_seconds: tuple[int, ...]
    lease_seconds: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """A coroutine that runs every so often, in one process at a time."""

    name: str
    seconds: float
    handler: Callable[[Any], Awaitable[None]]


class RetryLater(Exception):
    """Raised by a handler to be run again after `seconds`, without counting as a failure."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"again in {seconds} s")


KINDS: dict[str, Kind] = {}
SCHEDULES: dict[str, Schedule] = {}


def job(
    name: str,
    *,
    queue: str = "main",
    attempts: int = 5,
    backoff_seconds: tuple[int, ...] = (2, 10, 60, 300),
    lease_seconds: int = 60,
) -> Callable[[Handler], Handler]:
    """Registers a handler for a kind of job."""

    def register(handler: Handler) -> Handler:
        KINDS[name] = Kind(name, handler, queue, attempts, backoff_seconds, lease_seconds)
        return handler

    return register


def every(seconds: float, name: str) -> Callable[[Callable[[Any], Awaitable[None]]], Callable[[Any], Awaitable[None]]]:
    """Registers a coroutine `handler(rt)` to be run every so many seconds while a worker runs."""

    def register(handler: Callable[[Any], Awaitable[None]]) -> Callable[[Any], Awaitable[None]]:
        SCHEDULES[name] = Schedule(name, seconds, handler)
        return handler

    return register


_INSERT = SQL(
    """INSERT INTO jobs (id, workspace_id, kind, queue, lane, key, payload, state, run_at, attempt, created_at)
    VALUES (:id, :workspace_id, :kind, :queue, :lane, :key, :payload, 'ready', :run_at, 0, :now)
    ON CONFLICT (key) DO NOTHING"""
)
_DUE = """SELECT j.id, j.kind, j.payload, j.attempt, j.workspace_id FROM jobs j
    WHERE j.queue = :queue AND j.state = 'ready' AND j.run_at <= :now AND (j.lane IS NULL OR NOT EXISTS (
        SELECT 1 FROM jobs earlier WHERE earlier.lane = j.lane AND earlier.id < j.id AND earlier.state <> 'dead'))
    ORDER BY j.run_at, j.id LIMIT :limit"""
_CLAIM_SQLITE = SQL(_DUE)
_CLAIM_POSTGRESQL = SQL(_DUE + " FOR UPDATE SKIP LOCKED")
_TAKE = SQL(
    "UPDATE jobs SET state = 'running', attempt = attempt + 1, lease_owner = :owner, lease_until = :until WHERE id = :id"
)
_ANY_DUE = SQL("SELECT 1 FROM jobs WHERE queue = :queue AND state = 'ready' AND run_at <= :now LIMIT 1")
_RENEW = SQL("UPDATE jobs SET lease_until = :until WHERE id = :id AND lease_owner = :owner AND state = 'running'")
_FINISH = SQL("DELETE FROM jobs WHERE id = :id AND lease_owner = :owner")
_PUT_BACK = SQL(
    """UPDATE jobs SET state = :state, run_at = :run_at, attempt = :attempt, last_error = :error,
    lease_owner = NULL, lease_until = NULL WHERE id = :id AND lease_owner = :owner"""
)
_EXPIRED = SQL(
    """UPDATE jobs SET state = 'ready', lease_owner = NULL, lease_until = NULL
    WHERE state = 'running' AND lease_until < :now"""
)

_OWNERS = SQL("SELECT DISTINCT lease_owner FROM jobs WHERE state = 'running'")
_RELEASE = SQL(
    "UPDATE jobs SET state = 'ready', lease_owner = NULL, lease_until = NULL WHERE state = 'running' AND lease_owner = :owner"
)


def enqueue(
    tx: Tx,
    kind: str,
    payload: dict[str, Any],
    *,
    workspace_id: str,
    lane: str | None = None,
    key: str | None = None,
    delay_seconds: float = 0,
) -> None:
    """Adds a job in the caller's transaction; with a `key`, not a second one while the first exists.

    Raises `KeyError` for a kind nobody registered: that is a mistake in the code, not in the data.
    """
    now = clock.now_us()
    queue = KINDS[kind].queue
    tx.run(
        _INSERT,
        id=new_id(),
        workspace_id=workspace_id,
        kind=kind,
        queue=queue,
        lane=lane,
        key=key,
        payload=msgspec.json.encode(payload).decode(),
        run_at=now + int(delay_seconds * 1_000_000),
        now=now,
    )
    wake_after_commit(tx, f"jobs:{queue}")


def waiting(tx: Tx, queue: str) -> bool:
    """Whether a job of the queue is due."""
    return tx.value(_ANY_DUE, queue=queue, now=clock.now_us()) is not None


class Runner:
    """Runs the jobs of one queue, `slots` at a time, until told to stop; with `schedules`, also what is due by the clock."""

    def __init__(self, rt: Any, db: Database, *, queue: str = "main", slots: int = 8, schedules: bool = True) -> None:
        self._rt = rt
        self._db = db
        self._queue = queue
        self._slots = slots
        self._with_schedules = schedules
        self._running: dict[str, asyncio.Task[None]] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self._owner = process_name()

    async def start(self) -> None:
        """Begins to work."""
        await self._take_back()
        await self._recover()
        self._tasks = [asyncio.create_task(self._loop()), asyncio.create_task(self._renew())]
        if self._with_schedules:
            self._tasks += [asyncio.create_task(self._repeat(s)) for s in SCHEDULES.values()]

    async def stop(self, grace_seconds: float = 10) -> None:
        """Takes no more jobs, lets the running ones end for a while, then gives the rest back."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._running:
            await asyncio.wait(self._running.values(), timeout=grace_seconds)
        for task in list(self._running.values()):
            task.cancel()
        await asyncio.gather(*self._running.values(), return_exceptions=True)

    @property
    def is_busy(self) -> bool:
        """Whether a job is running now."""
        return bool(self._running)

    async def _recover(self) -> None:
        """Makes jobs ready again whose lease ran out."""
        await self._db.awrite(lambda tx: tx.run(_EXPIRED, now=clock.now_us()))

    async def _take_back(self) -> None:
        """At start: makes jobs ready again that a process of this machine held when it died."""
        owners = await self._db.aread(lambda tx: [row.lease_owner for row in tx.rows(_OWNERS)])
        gone = [owner for owner in owners if is_gone(owner)]
        if gone:
            await self._db.awrite(lambda tx: tx.run_many(_RELEASE, [{"owner": owner} for owner in gone]))

    async def _loop(self) -> None:
        while True:
            free = self._slots - len(self._running)
            taken = await self._claim(free) if free > 0 and await self._any_due() else []
            for row in taken:
                task = asyncio.create_task(self._execute(row))
                self._running[row.id] = task
                task.add_done_callback(lambda _t, id_=row.id: self._ended(id_))
            if len(taken) < max(free, 1):
                await hub.wait(f"jobs:{self._queue}", 1.0)

    def _ended(self, id_: str) -> None:
        self._running.pop(id_, None)
        hub.wake(f"jobs:{self._queue}")

    async def _any_due(self) -> bool:
        return await self._db.aread(lambda tx: waiting(tx, self._queue))

    async def _claim(self, limit: int) -> list[Any]:
        def claim(tx: Tx) -> list[Any]:
            statement = _CLAIM_SQLITE if tx.dialect == "sqlite" else _CLAIM_POSTGRESQL
            rows = [
                r for r in tx.rows(statement, queue=self._queue, now=clock.now_us(), limit=limit) if r.kind in KINDS
            ]
            for row in rows:
                until = clock.now_us() + KINDS[row.kind].lease_seconds * 1_000_000
                tx.run(_TAKE, id=row.id, owner=self._owner, until=until)
            return rows

        return await self._db.awrite(claim)

    async def _execute(self, row: Any) -> None:
        kind = KINDS[row.kind]
        try:
            await kind.handler(self._rt, msgspec.json.decode(row.payload))
        except asyncio.CancelledError:
            await asyncio.shield(self._put_back(row, "ready", 0, row.attempt, "stopped"))
            raise
        except RetryLater as later:
            await self._put_back(row, "ready", later.seconds, row.attempt, str(later))
        except Exception as error:  # noqa: BLE001  the one place where any failure becomes a retry or a dead letter
            await self._failed(row, kind, error)
        else:
            await self._db.awrite(lambda tx: tx.run(_FINISH, id=row.id, owner=self._owner))
            metrics.JOBS.labels(row.kind, "done").inc()

    async def _failed(self, row: Any, kind: Kind, error: Exception) -> None:
        attempt = row.attempt + 1
        dead = attempt >= kind.attempts
        wait = kind.backoff_seconds[min(attempt - 1, len(kind.backoff_seconds) - 1)]
        log.error("job failed", kind=row.kind, job=row.id, attempt=attempt, dead=dead, exc_info=error)
        metrics.JOBS.labels(row.kind, "dead" if dead else "retried").inc()
        await self._put_back(row, "dead" if dead else "ready", wait, attempt, f"{type(error).__name__}: {error}"[:2000])

    async def _put_back(self, row: Any, state: str, wait_seconds: float, attempt: int, error: str) -> None:
        run_at = clock.now_us() + int(wait_seconds * 1_000_000)
        await self._db.awrite(
            lambda tx: tx.run(
                _PUT_BACK, id=row.id, owner=self._owner, state=state, run_at=run_at, attempt=attempt, error=error
            )
        )

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(5)
            await self._recover()
            held = list(self._running)
            if held:
                await self._db.awrite(lambda tx, ids=held: self._renew_all(tx, ids))

    def _renew_all(self, tx: Tx, ids: list[str]) -> None:
        for id_ in ids:
            tx.run(_RENEW, id=id_, owner=self._owner, until=clock.now_us() + 60_000_000)

    async def _repeat(self, schedule: Schedule) -> None:
        while True:
            try:
                await schedule.handler(self._rt)
            except Exception as error:
                log.error("schedule failed", schedule=schedule.name, exc_info=error)
            await asyncio.sleep(schedule.seconds)
