"""Jobs of moves."""

import asyncio
from typing import Any

from comity.kernel.jobs import every, job
from comity.kernel.runtime import Runtime
from comity.knowledge.moving import copying, service
from comity.knowledge.search.engines import postgres

CARRY_ON_SECONDS = 15


@job("knowledge.move", queue="upkeep", attempts=5)
async def move(rt: Runtime, payload: dict[str, Any]) -> None:
    """Copies the index of a base to the engine that the install moves to."""
    await copying.copy(rt, payload["jobId"])


@every(CARRY_ON_SECONDS, "knowledge.moving")
async def carry_on(rt: Runtime) -> None:
    """Begins what a move still lacks, and lets go of the old engine some time after the switch."""
    await rt.db.awrite(service.carry_on)
    alone = await rt.db.awrite(service.settle)
    if alone and alone != "postgres" and rt.db.dialect == "postgresql":
        await asyncio.to_thread(postgres.forget, rt.db)
