"""Embedding a base anew: a batch at a time beside what serves, so that a killed worker's successor goes on where it stopped."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Decimal
from time import monotonic
from typing import Any

from comity.kernel import clock
from comity.kernel.db import Tx
from comity.kernel.embed import EmbedderUnavailable
from comity.kernel.errors import ComityError
from comity.kernel.jobs import RetryLater
from comity.kernel.runtime import Runtime
from comity.knowledge.embedders import service as embedders
from comity.knowledge.embedders.errors import EmbedderRefused, EmbedderWaits
from comity.knowledge.embedders.queries import find_embedder
from comity.knowledge.embedders.using import LOCAL, Opened, open_embedder, opened
from comity.knowledge.generations import queries, service
from comity.knowledge.generations.analysing import Analysing, analyse
from comity.knowledge.generations.schemas import ReembedEstimate
from comity.knowledge.ingestion import vectors
from comity.knowledge.jobs import upkeep
from comity.knowledge.jobs.upkeep import Stopped, Wanted
from comity.knowledge.models import Generation, KnowledgeBase

BATCH = 32
AHEAD = 2_000
"""Chunks read at a time: to find those without vectors takes a look at every chunk of the base."""
TELL_SECONDS = 0.5
SAMPLE = 6
Next = Callable[[Tx, str, str, str, int], Sequence[Any]]


async def build(rt: Runtime, job_id: str) -> None:
    """Works on a job until the base is served by its new vectors or terms; raises `RetryLater` while the embedder asks to wait."""
    wanted = await rt.db.awrite(lambda tx: upkeep.begin(tx, job_id))
    if wanted is None:
        await rt.db.awrite(lambda tx: service.abandon(tx, job_id))
        return
    try:
        await (Build if "embedder" in wanted.params else Analysing)(rt, wanted).run()
    except Stopped:
        await rt.db.awrite(lambda tx: service.abandon(tx, job_id))
    except EmbedderWaits as waits:
        until, code, seconds = clock.now() + timedelta(seconds=waits.seconds), waits.code, waits.seconds
        try:
            await rt.db.awrite(lambda tx: upkeep.wait(tx, job_id, code, until))
        except Stopped:
            return
        raise RetryLater(seconds) from waits
    except (EmbedderRefused, EmbedderUnavailable) as error:
        await _fail(rt, job_id, error)


async def _fail(rt: Runtime, job_id: str, error: ComityError) -> None:
    await rt.db.awrite(lambda tx: upkeep.fail_with(tx, job_id, error))
    await rt.db.awrite(lambda tx: service.abandon(tx, job_id))


class Build:
    """One run of a job."""

    def __init__(self, rt: Runtime, wanted: Wanted) -> None:
        self._rt = rt
        self._db = rt.db
        self._job = wanted
        self._done = 0
        self._told = 0.0

    async def run(self) -> None:
        """Head first, then the switch, then what only older versions hold."""
        name = self._job.params["embedder"]
        embedder = await self._open(name)
        generation_id = await self._begin(name, embedder)
        while True:
            await self._embed_all(embedder, generation_id, queries.unembedded)
            await analyse(self._db, self._job, generation_id)
            if await self._db.awrite(lambda tx: service.switch_when_whole(tx, self._job.job_id, generation_id)):
                break
        await self._follow(embedder, generation_id)
        result = {"embedder": name}
        await self._db.awrite(lambda tx: upkeep.end(tx, self._job.job_id, result))

    async def _open(self, name: str) -> Opened:
        """The embedder; one behind an address is taken as it is now, also when its vectors have changed."""
        if name == LOCAL:
            return await open_embedder(self._rt, self._job.workspace_id, name)

        def read(tx: Tx) -> Opened:
            row = find_embedder(tx, self._job.workspace_id, name)
            if row is None:
                raise EmbedderRefused("The embedder was deleted.")
            return opened(self._rt, tx, row)

        found = await embedders.measure(await self._db.aread(read))
        await self._db.awrite(lambda tx: embedders.keep_anew(tx, self._job.workspace_id, name, found))
        return await open_embedder(self._rt, self._job.workspace_id, name)

    async def _begin(self, name: str, embedder: Opened) -> str:
        undo = self._job.params.get("undo")

        def begin(tx: Tx) -> tuple[str, int]:
            made = undo or self._begin_generation(tx, name, embedder).id
            total = queries.size_of(tx, self._job.base_id).chunks
            done = total - queries.count_unembedded(tx, self._job.base_id, made)
            upkeep.enter(tx, self._job.job_id, "embedding", total, done=done)
            return made, done

        generation_id, self._done = await self._db.awrite(begin)
        return generation_id

    def _begin_generation(self, tx: Tx, name: str, embedder: Opened) -> Generation:
        language = tx.session.get_one(KnowledgeBase, self._job.base_id).language
        return service.begin_generation(tx, self._job.job_id, name, embedder.revision, embedder.dimensions, language)

    async def _embed_all(self, embedder: Opened, generation_id: str, following: Next) -> None:
        after = ""
        while rows := await self._db.aread(
            lambda tx, a=after: following(tx, self._job.base_id, generation_id, a, AHEAD)
        ):
            for at in range(0, len(rows), BATCH):
                made = await vectors.encode(embedder, rows[at : at + BATCH])
                self._done += len(rows[at : at + BATCH])
                await self._db.awrite(lambda tx, v=made: self._save(tx, generation_id, v))
            after = rows[-1].place

    def _save(self, tx: Tx, generation_id: str, made: list[vectors.Vector]) -> None:
        upkeep.held(tx, self._job.job_id)
        vectors.store(tx, self._job.workspace_id, self._job.base_id, generation_id, made)
        if monotonic() - self._told >= TELL_SECONDS:
            self._told = monotonic()
            upkeep.advance(tx, self._job.job_id, self._done)

    async def _follow(self, embedder: Opened, generation_id: str) -> None:
        """The revisions that only kept versions hold; the base is served by the new vectors already."""

        def enter(tx: Tx) -> int:
            total = queries.count_unembedded_kept(tx, self._job.base_id, generation_id)
            if total:
                upkeep.enter(tx, self._job.job_id, "versions", total)
            return total

        self._done = 0
        if await self._db.awrite(enter):
            await self._embed_all(embedder, generation_id, queries.unembedded_kept)


async def estimate(rt: Runtime, base: KnowledgeBase, embedder: str) -> ReembedEstimate:
    """What embedding a base anew would take, told from some of its chunks embedded now."""
    size, rows, price = await rt.db.aread(lambda tx: _sized(tx, base, embedder))
    seconds, message = None, ""
    try:
        if rows:
            one = await open_embedder(rt, base.workspace_id, embedder)
            await one.queries(["ready"])
            began = monotonic()
            await vectors.encode(one, rows)
            share = max(1, sum(row.tokens for row in rows)) / max(1, size.tokens)
            seconds = round((monotonic() - began) / share)
    except EmbedderWaits as waits:
        message = waits.detail
    except (EmbedderRefused, EmbedderUnavailable) as error:
        message = error.message
    cost = Decimal(price["perMillion"]) * size.tokens / 1_000_000 if price else None
    return ReembedEstimate(
        chunks=size.chunks,
        tokens=size.tokens,
        seconds=seconds,
        cost=round(cost, 4) if cost is not None else None,
        currency=price["currency"] if price else None,
        message=message,
    )


def _sized(tx: Tx, base: KnowledgeBase, embedder: str) -> tuple[Any, Sequence[Any], dict[str, Any] | None]:
    row = find_embedder(tx, base.workspace_id, embedder) if embedder != LOCAL else None
    return queries.size_of(tx, base.id), queries.sample(tx, base.id, SAMPLE), row.price if row else None


async def drop_retired(rt: Runtime) -> None:
    """Deletes, a part at a time, the vectors that can be gone back to no more."""
    before = clock.now() - service.UNDO_WITHIN
    for row in await rt.db.aread(lambda tx: queries.due_to_drop(tx, before)):
        left = True
        while left:
            left = await rt.db.awrite(lambda tx, g=row: queries.drop_some(tx, g.base_id, g.id, 500)) > 0
        await rt.db.awrite(lambda tx, g=row: _dropped(tx, g.id))


def _dropped(tx: Tx, generation_id: str) -> None:
    found = tx.session.get(Generation, generation_id)
    if found is not None and found.state != "serving":
        found.state = "dropped"
