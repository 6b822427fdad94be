"""Jobs of knowledge: ingestion in its own queue, the watchdog, and the cutting of versions."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from comity.kernel import clock
from comity.kernel.db import Tx
from comity.kernel.jobs import RetryLater, every, job
from comity.kernel.runtime import Runtime
from comity.knowledge import queries, service
from comity.knowledge.generating import asking, making
from comity.knowledge.ingestion import edits, ledger
from comity.knowledge.moving import service as moving
from comity.knowledge.parsing.nursery import Nursery
from comity.knowledge.search.searcher import searcher
from comity.knowledge.versions import service as versions

WATCHDOG_SECONDS = 15
CUT_SECONDS = 10
FORGET_AGAIN_SECONDS = 2
TIDY_SECONDS = 60


@job(ledger.JOB, queue="ingest", attempts=3)
async def ingest(rt: Runtime, _payload: dict[str, Any]) -> None:
    """Works through every reading that is due, those first whose worker died. Each upload asks; one answer serves many."""
    from comity.knowledge.ingestion.worker import IngestWorker

    await rt.db.awrite(ledger.mend)
    if not await rt.db.aread(ledger.work_due):
        return
    await IngestWorker(rt, rt.parts["nursery"]).drain()


@job(ledger.FORGET)
async def forget(rt: Runtime, payload: dict[str, Any]) -> None:
    """After a purge: deletes its files, and leaves no byte of it in the database's log."""
    for key in payload["keys"]:
        await rt.storage.delete(key)
    if not await asyncio.to_thread(rt.db.forget_deleted):
        raise RetryLater(FORGET_AGAIN_SECONDS)


@job(edits.JOB)
async def embed(rt: Runtime, payload: dict[str, Any]) -> None:
    """Embeds what people wrote into the chunks of a document."""
    await edits.embed(rt, payload["documentId"])


@job(asking.JOB)
async def generate(rt: Runtime, payload: dict[str, Any]) -> None:
    """Generates titles, keywords and questions for the chunks of a base that lack them."""
    await making.generate_base(rt, payload["baseId"])


@asynccontextmanager
async def lifespan(rt: Runtime) -> AsyncIterator[None]:
    """Opens the nursery of file readers, which starts with the first file."""
    nursery = rt.parts["nursery"] = Nursery()
    try:
        yield
    finally:
        await nursery.close()


@every(WATCHDOG_SECONDS, "knowledge.watchdog")
async def watchdog(rt: Runtime) -> None:
    """Frees what dead workers held, re-creates lost jobs, and asks for a worker when work waits."""
    await rt.db.awrite(ledger.mend)
    await rt.db.awrite(ledger.wake_if_due)


@every(CUT_SECONDS, "knowledge.versions")
async def cut_versions(rt: Runtime) -> None:
    """Gives quiet bases their next version, and publishes those whose time has come."""

    def cut(tx: Tx) -> None:
        now = clock.now()
        for base in [*versions.cut_quiet(tx, queries.changing_bases(tx), now), *versions.publish_due(tx, now)]:
            tx.flush()
            service.announce_base(tx, base)

    await rt.db.awrite(cut)


@every(TIDY_SECONDS, "knowledge.index")
async def tidy_index(rt: Runtime) -> None:
    """Takes deleted bases and purged text out of the search index, also where nobody searches."""
    await searcher(rt).tidy(await rt.db.aread(moving.in_use))
