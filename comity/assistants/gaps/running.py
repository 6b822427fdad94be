"""One search for gaps: four phases, each of which goes on where a process that died had left it."""

from collections.abc import Awaitable, Callable

from comity.assistants.gaps import collecting, comparing, drafting, grouping, service
from comity.assistants.gaps.models import GapRun
from comity.kernel.runtime import Runtime

Phase = Callable[[Runtime, GapRun], Awaitable[None]]
PHASES: dict[str, Phase] = {
    "collecting": collecting.collect,
    "grouping": grouping.group,
    "drafting": drafting.draft_all,
    "comparing": comparing.compare,
}


async def search(rt: Runtime, workspace_id: str) -> None:
    """Carries out the search that was asked for, or the rest of it; does nothing when it has ended."""
    run = await rt.db.awrite(lambda tx: service.take_up(tx, workspace_id))
    while run is not None:
        await PHASES[run.phase](rt, run)
        run = await rt.db.awrite(lambda tx: service.next_phase(tx, workspace_id, list(PHASES)))
