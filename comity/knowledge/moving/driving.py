"""A move from beginning to end, for whoever waits for it; the work itself is that of jobs, in whichever process takes them."""

import asyncio
from collections.abc import Callable

from comity.kernel.runtime import Runtime
from comity.knowledge.moving import service
from comity.knowledge.moving.errors import MoveStopped, RowsElsewhere
from comity.knowledge.search.searcher import searcher

LOOK_SECONDS = 0.5


async def move(rt: Runtime, to: str, tell: Callable[[service.Standing], None]) -> None:
    """Moves all bases to an engine; one that was interrupted goes on where it stopped. `tell` hears how it stands.

    Raises `RowsElsewhere` and `AlreadyThere` (409000), `PostgresSearchMissing` (503000), and `MoveStopped` (409000) when it ended
    without a switch: then the old engine goes on serving.
    """
    serving = await asyncio.to_thread(_serving, rt, to)
    await rt.db.awrite(lambda tx: service.begin(tx, to, serving))
    while (standing := await rt.db.awrite(service.carry_on)).moves:
        tell(standing)
        await asyncio.sleep(LOOK_SECONDS)
    if standing.engine != to:
        raise MoveStopped(standing.stopped_by)


def _serving(rt: Runtime, to: str) -> str:
    """The engine that the settings name, once the wanted one can be opened."""
    if to == "postgres" and rt.db.dialect != "postgresql":
        raise RowsElsewhere
    searcher(rt).engine(to)
    return searcher(rt).engine().name
