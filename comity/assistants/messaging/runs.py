"""The runs this process holds: started apart from any connection, flushed together, renewed, stopped, taken over from the dead."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Protocol

from comity.assistants.errors import RunInterrupted, RunTimeout
from comity.assistants.messaging import frames, leases, ledger, run_log
from comity.assistants.messaging.ledger import Ending, Exchange
from comity.assistants.messaging.reader import Ticker
from comity.assistants.messaging.run import OpenRun
from comity.kernel import metrics
from comity.kernel.db import Database, Tx
from comity.kernel.errors import ComityError, Internal, Unavailable
from comity.kernel.logs import logger
from comity.kernel.process import is_gone, process_name
from comity.kernel.realtime import hub

FLUSH_SECONDS = 0.25
RENEW_SECONDS = 5.0
LEAVE_GRACE_SECONDS = 5.0
GOODBYE_SECONDS = 1.0
MAX_ATTEMPTS = 2
log = logger("runs")


class Writing(Protocol):
    """The writing of one answer: `write` says text through the run and returns how it ended."""

    async def write(self) -> Ending: ...

    def stopped(self) -> Ending:
        """The ending of a run that was stopped: the text so far."""
        ...


NewWriting = Callable[[OpenRun], Awaitable[tuple[Writing, float]]]
Announce = Callable[[Tx, Exchange, Ending], None]


class Runs:
    """Holds every open run of this process. `new_writing(run)` gives its pipeline and its time limit in seconds."""

    def __init__(self, db: Database, new_writing: NewWriting, announce: Announce) -> None:
        self._db = db
        self._new_writing = new_writing
        self._announce = announce
        self._open: dict[str, OpenRun] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self._refusing = False
        self._closing = False
        self.owner = process_name()
        self.ticker = Ticker()

    async def open(self) -> None:
        """Takes over what dead processes of this machine left, then keeps leases and logs."""
        for row in await self._db.aread(leases.open_runs):
            if is_gone(row.lease_owner or ""):
                await self._rescue(row.message_id, row.lease_owner, row.attempt, row.unsafe_calls)
        loops = (self._flush_loop, self._lease_loop, self._stop_loop)
        self._tasks = [asyncio.create_task(loop()) for loop in loops]

    async def close(self, grace_seconds: float = 30) -> None:
        """Refuses new runs, waits for the open ones, then gives the rest back for another process to take over.

        Readers of what is given back are asked to reconnect.
        """
        self._refusing = True
        if tasks := [run.task for run in self._open.values() if run.task]:
            await asyncio.wait(tasks, timeout=grace_seconds)
        await self._flush()
        self._closing = True
        left = list(self._open.values())
        ending = self._tasks + [run.task for run in left if run.task]
        for task in ending:
            task.cancel()
        await asyncio.gather(*ending, return_exceptions=True)
        if ids := [run.exchange.message_id for run in left]:
            await self._db.awrite(lambda tx: leases.release(tx, ids, self.owner))
        await self.ticker.reconnect_all(GOODBYE_SECONDS)

    def find(self, message_id: str) -> OpenRun | None:
        """The run while it is open here."""
        return self._open.get(message_id)

    def refuse_when_closing(self) -> None:
        """Raises `Unavailable` (503000, `Retry-After: 2`) once this process is stopping."""
        if self._refusing:
            raise Unavailable("This process is stopping. Ask again in two seconds.", retry_after_seconds=2)

    def start(self, exchange: Exchange, *, cancel_on_leave: bool, waits: bool) -> OpenRun:
        """Begins to write an accepted exchange's answer."""
        run = OpenRun(exchange, cancel_on_leave=cancel_on_leave)
        self._open[exchange.message_id] = run
        run.task = asyncio.create_task(self._execute(run, waits))
        metrics.RUNS_OPEN.set(len(self._open))
        return run

    def stop(self, message_id: str) -> bool:
        """Aborts the model call of an open run; its terminal frame has the text so far. False when it is not open here."""
        run = self._open.get(message_id)
        if run is None or run.task is None:
            return False
        if not run.stopping:
            run.stopping = True
            run.task.cancel()
        return True

    def stop_assistant(self, assistant_id: str) -> None:
        """Stops every open run of an assistant."""
        for run in list(self._open.values()):
            if run.exchange.assistant_id == assistant_id:
                self.stop(run.exchange.message_id)

    async def _execute(self, run: OpenRun, waits: bool) -> None:
        exchange = run.exchange
        try:
            ending = await self._write(run, waits)
            await self._settle(run, ending)
        except asyncio.CancelledError:
            if not self._closing:
                raise
        finally:
            if not run.done.is_set():  # given back, or its end could not be stored: another process will write it
                for listener in list(run.listeners):
                    listener.leave_politely()
            self._open.pop(exchange.message_id, None)
            metrics.RUNS_OPEN.set(len(self._open))
            hub.wake(f"session:{exchange.session_id}")

    async def _wait_for_turn(self, exchange: Exchange) -> None:
        while not await self._db.aread(lambda tx: ledger.is_next(tx, exchange)):
            await hub.wait(f"session:{exchange.session_id}", 0.5)
        await self._db.awrite(lambda tx: ledger.begin(tx, exchange.message_id))

    async def _write(self, run: OpenRun, waits: bool) -> Ending:
        """Runs the pipeline; a stop, a time-out and a refusal each become an ending. From then on it can no longer be stopped."""
        opening = asyncio.ensure_future(self._new_writing(run))
        try:
            return await self._written(run, opening, waits)
        except TimeoutError:
            return _failure(run, RunTimeout())
        except ComityError as error:
            return _failure(run, error)
        except Exception as error:  # a run must end, whatever happened in it
            log.error("run failed", message=run.exchange.message_id, exc_info=error)
            return _failure(run, Internal())
        finally:
            run.stopping = True

    async def _written(self, run: OpenRun, opening: "asyncio.Future[tuple[Writing, float]]", waits: bool) -> Ending:
        try:
            writing, seconds = await asyncio.shield(opening)
            if waits:
                await self._wait_for_turn(run.exchange)
            async with asyncio.timeout(seconds):
                return await writing.write()
        except asyncio.CancelledError:
            if not run.stopping:
                raise
            asyncio.current_task().uncancel()  # pyright: ignore[reportOptionalMemberAccess]  we are in a task
            return (await opening)[0].stopped()

    async def _settle(self, run: OpenRun, ending: Ending) -> None:
        rest = run.unflushed()

        def store(tx: Tx) -> bool:
            held = ledger.finish(tx, run.exchange.message_id, self.owner, ending, rest)
            if held:
                self._announce(tx, run.exchange, ending)
            return held

        if not await self._db.awrite(store):
            log.warning("lease lost", message=run.exchange.message_id)
            for listener in list(run.listeners):
                listener.leave_politely()
            return
        metrics.RUNS.labels(ending.outcome).inc()
        run.end(
            reply=ending.reply.encode() if ending.reply else None, error=ending.error.encode() if ending.error else None
        )

    async def _flush_loop(self) -> None:
        while True:
            await asyncio.sleep(FLUSH_SECONDS)
            await self._flush()
            self._cancel_left(time.monotonic())

    async def _flush(self) -> None:
        ranges = [r for run in list(self._open.values()) if (r := run.unflushed())]
        if ranges:
            await self._db.awrite(lambda tx: run_log.append_log(tx, ranges))

    def _cancel_left(self, now: float) -> None:
        for run in list(self._open.values()):
            if run.cancel_on_leave and run.left_at is not None and now - run.left_at >= LEAVE_GRACE_SECONDS:
                self.stop(run.exchange.message_id)

    async def _lease_loop(self) -> None:
        while True:
            await asyncio.sleep(RENEW_SECONDS)
            await self.look_after()

    async def look_after(self) -> None:
        """Renews the leases held here and takes over the runs whose lease ran out: the watchdog's round."""
        if ids := list(self._open):
            await self._db.awrite(lambda tx: leases.renew(tx, ids, self.owner))
        for row in await self._db.aread(leases.expired_runs):
            if row.message_id not in self._open:
                await self._rescue(row.message_id, row.lease_owner, row.attempt, row.unsafe_calls)

    async def _stop_loop(self) -> None:
        """Hears of stops that were asked for in other processes."""
        while True:
            await hub.wait(f"stops:{self.owner}", 2.0)
            if self._open:
                for message_id in await self._db.aread(lambda tx: leases.stops_asked(tx, self.owner)):
                    self.stop(message_id)

    async def _rescue(self, message_id: str, before: str, attempt: int, unsafe_calls: int) -> None:
        exchange = await self._db.awrite(lambda tx: leases.take_over(tx, message_id, before, self.owner))
        if exchange is None:
            return
        if unsafe_calls or attempt >= MAX_ATTEMPTS:
            run = OpenRun(exchange, cancel_on_leave=False)
            await self._settle(run, _failure(run, RunInterrupted()))
            return
        run = self.start(exchange, cancel_on_leave=exchange.options.get("onDisconnect") == "cancel", waits=True)
        run.reset()


def _failure(run: OpenRun, error: ComityError) -> Ending:
    return Ending(
        status="failed",
        outcome="failed",
        answer=None,
        reply=None,
        error=frames.error_json(error).decode(),
        last_seq=run.last_seq,
    )
