"""Copying the index of one base: made of the rows by the new engine beside the old one, then compared with it."""

import asyncio
import threading
from collections.abc import Sequence
from typing import Any

from comity.kernel.db import Database, Tx
from comity.kernel.errors import Unavailable
from comity.kernel.runtime import Runtime
from comity.knowledge.errors import KnowledgeBaseNotFound
from comity.knowledge.generations.queries import size_of
from comity.knowledge.jobs import upkeep
from comity.knowledge.jobs.upkeep import Stopped, Wanted
from comity.knowledge.moving import queries, service
from comity.knowledge.moving.comparing import (
    QUESTION_CHARACTERS,
    QUESTIONS,
    Difference,
    Question,
    answered_otherwise,
    are_alike,
    counted_otherwise,
)
from comity.knowledge.moving.errors import CopyDiffers
from comity.knowledge.queries import base_name
from comity.knowledge.search.engines import open_engine
from comity.knowledge.search.feed import RowFeed, Vectors
from comity.knowledge.search.port import Engine, Entry, Head
from comity.knowledge.versions.serving import HEAD, LIVE, head_of

TELL_SECONDS = 0.5
LOOKS_MOST = 5
"""So often two indexes are compared again when the base changed while they were."""
SHOWN = 3


async def copy(rt: Runtime, job_id: str) -> None:
    """Works on a job until its base is copied and compared, then sees whether the install can switch."""
    wanted = await rt.db.awrite(lambda tx: upkeep.begin(tx, job_id))
    if wanted is not None:
        work = Copy(rt, wanted)
        try:
            await work.run()
        except Stopped:
            pass
        except (CopyDiffers, KnowledgeBaseNotFound, Unavailable) as error:
            await rt.db.awrite(lambda tx, e=error: upkeep.fail_with(tx, job_id, e))
        finally:
            work.stop()
    await rt.db.awrite(service.carry_on)


class StoppableFeed(RowFeed):
    """Gives no more rows once it is told so: an engine that takes in a large base ends soon then."""

    def __init__(self, database: Database, stopped: threading.Event) -> None:
        super().__init__(database)
        self._stopped = stopped

    def entries(self, head: Head, after: int, *, vectors: bool) -> list[Entry]:
        """As a feed's; raises `Stopped`."""
        self._look()
        return super().entries(head, after, vectors=vectors)

    def vectors(self, head: Head, after: int, upto: int) -> Vectors:
        """As a feed's; raises `Stopped`."""
        self._look()
        return super().vectors(head, after, upto)

    def _look(self) -> None:
        if self._stopped.is_set():
            raise Stopped


class Copy:
    """One run of a job."""

    def __init__(self, rt: Runtime, wanted: Wanted) -> None:
        self._db = rt.db
        self._job = wanted
        self._cache_mb = rt.settings.knowledge.index_cache_mb
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Ends what still runs behind."""
        self._stopped.set()

    async def run(self) -> None:
        """Every state that searches may ask for is copied, then all are compared. Raises `CopyDiffers`, `Stopped`."""
        one, other = await self._aside(lambda: (self._open("from"), self._open("to")))
        heads, total = await self._db.aread(self._read)
        for head in heads:
            await self._take_in(other, head, total)
        for view in sorted({head.view for head in heads}):
            await self._compare(one, other, view, total)
        generation = heads[0].generation_id
        await self._db.awrite(lambda tx: upkeep.end(tx, self._job.job_id, {"generation": generation}))

    def _open(self, which: str) -> Engine:
        feed = StoppableFeed(self._db, self._stopped)
        return open_engine(self._job.params[which], self._db, feed, self._cache_mb)

    def _read(self, tx: Tx) -> tuple[list[Head], int]:
        """The states of the base, what assistants see first, and how many chunks it has."""
        states = [head_of(tx, self._job.workspace_id, self._job.base_id, state)[1] for state in (LIVE, HEAD)]
        return list(dict.fromkeys(states)), size_of(tx, self._job.base_id).chunks

    async def _take_in(self, engine: Engine, head: Head, total: int) -> None:
        await self._db.awrite(lambda tx: upkeep.enter(tx, self._job.job_id, "copying", total))
        work = self._aside(lambda: engine.catch_up(head))
        while not (await asyncio.wait({work}, timeout=TELL_SECONDS))[0]:
            done = await asyncio.to_thread(_done, engine, head, total)
            await self._db.awrite(lambda tx, n=done: upkeep.advance(tx, self._job.job_id, n))
        await work

    async def _compare(self, one: Engine, other: Engine, view: str, total: int) -> None:
        """Compares at one state of the base. It may change meanwhile: then what differs is asked again, at its state by then."""
        await self._db.awrite(lambda tx: upkeep.enter(tx, self._job.job_id, "comparing", total))
        questions = await self._aside(lambda: self._questions(total))
        said, asked = ["the base changed all the time"], len(questions)
        for _ in range(LOOKS_MOST):
            head = await self._head(view)
            counted, found = await self._aside(lambda h=head, q=questions: _differences(one, other, h, q))
            if not counted and are_alike(found, asked, total):
                return
            said, questions = [*filter(None, [counted]), *map(str, found[:SHOWN])], [each.question for each in found]
            if head == await self._head(view):
                break
        name = await self._db.aread(lambda tx: base_name(tx, self._job.workspace_id, self._job.base_id))
        raise CopyDiffers(f"The copy of '{name}' differs: {'; '.join(said)}. Nothing was switched.")

    def _questions(self, total: int) -> Sequence[Question]:
        base_id = self._job.base_id
        rows = self._db.read(lambda tx: queries.sample(tx, base_id, total, QUESTIONS))
        head = self._db.read(self._read)[0][0]
        vectors = RowFeed(self._db).stored(head, [row.id for row in rows])
        return [
            Question(
                row.content[:QUESTION_CHARACTERS], found[0].astype("f4") if (found := vectors.get(row.id)) else None
            )
            for row in rows
        ]

    async def _head(self, view: str) -> Head:
        """The state as it is now; the first one when the base is looked at otherwise by now."""
        heads, _ = await self._db.aread(self._read)
        return next((head for head in heads if _kind(head.view) == _kind(view)), heads[0])

    def _aside(self, work: Any) -> "asyncio.Future[Any]":
        """Blocking work in a thread; when nobody waits for it any more, how it ends does not matter."""
        task = asyncio.ensure_future(asyncio.to_thread(work))
        task.add_done_callback(lambda done: done.cancelled() or done.exception())
        return task


def _differences(one: Engine, other: Engine, head: Head, questions: Sequence[Question]) -> tuple[str, list[Difference]]:
    for engine in (one, other):
        engine.catch_up(head)
    return counted_otherwise(one, other, head), answered_otherwise(one, other, head, questions)


def _kind(view: str) -> str:
    return view.partition(".")[0]


def _done(engine: Engine, head: Head, total: int) -> int:
    """About how many chunks have been taken in: their text counts half, their vectors the other."""
    reached = engine.reached(head)
    return round(total * (reached.seq + reached.vector_seq) / (2 * max(head.seq, reached.seq, 1)))
