"""Jobs of gaps: a search that was asked for, and the one of every night."""

from typing import Any

from comity.assistants.gaps import running, service
from comity.kernel.jobs import every, job
from comity.kernel.runtime import Runtime

LOOK_SECONDS = 600


@job(service.JOB, queue="upkeep", attempts=4, lease_seconds=60)
async def search(rt: Runtime, payload: dict[str, Any]) -> None:
    """Carries a search out, or on."""
    await running.search(rt, payload["workspaceId"])


@every(LOOK_SECONDS, "gaps.nightly")
async def nightly(rt: Runtime) -> None:
    """Begins the search of every workspace whose night has come."""
    await rt.db.awrite(service.begin_due)
