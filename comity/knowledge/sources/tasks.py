"""Jobs of websites: syncing, and forgetting those that are followed no more."""

from typing import Any

from comity.kernel.db import Tx
from comity.kernel.jobs import every, job
from comity.kernel.runtime import Runtime
from comity.knowledge.jobs import upkeep
from comity.knowledge.sources import ending, queries, service, syncing

LOOK_SECONDS = 30


@job("knowledge.sync", queue="sync", attempts=3)
async def sync(rt: Runtime, payload: dict[str, Any]) -> None:
    """Brings a website's documents in step with it."""
    await syncing.sync(rt, payload["jobId"])


@job(service.CLEAR)
async def clear(rt: Runtime, payload: dict[str, Any]) -> None:
    """Forgets a website that is followed no more."""
    source_id, documents = payload["sourceId"], payload["documents"]
    while await rt.db.awrite(lambda tx: ending.clear_some(tx, source_id, with_documents=documents)):
        pass


@every(LOOK_SECONDS, "knowledge.sources")
async def look(rt: Runtime) -> None:
    """Begins the syncs whose time has come, and sees to those for which no worker will come."""
    await rt.db.awrite(service.start_due)
    await rt.db.awrite(mend)


def mend(tx: Tx) -> None:
    """Has a worker take a sync again whose job was lost; ends one that no worker got through."""
    for found, has_given_up in queries.unattended(tx):
        if has_given_up:
            ending.fail(tx, found.id, "crashed_repeatedly", "Three tries failed. Look at the log, then sync again.")
        else:
            upkeep.send(tx, found)
