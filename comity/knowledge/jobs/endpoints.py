"""HTTP of jobs: what is being read, for the activity tray."""

from fastapi import APIRouter

from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.http import Cursor, Limit, Listing, Rt, requires
from comity.knowledge.jobs import service
from comity.knowledge.schemas import JobRead

router = APIRouter(tags=["knowledge"])
READ, WRITE = "genai.knowledge.read", "genai.knowledge.write"


@router.get("/jobs")
async def get_jobs(
    rt: Rt,
    state: str = "",
    mine: bool = False,
    limit: Limit = 50,
    cursor: Cursor = None,
    actor: Actor = requires(READ),
) -> Listing[JobRead]:
    """Jobs of the workspace, the newest first. `state`: `open`, `queued`, `running`, `paused`, `done`, `failed`, `cancelled`."""

    def read(tx: Tx) -> Listing[JobRead]:
        page, shown = service.list_jobs(tx, actor, state=state, mine=mine, limit=limit, cursor=cursor)
        return Listing(data=shown, next_cursor=page.next_cursor)

    return await rt.db.aread(read)


@router.get("/jobs/{job_id}")
async def get_job(rt: Rt, job_id: str, actor: Actor = requires(READ)) -> JobRead:
    """One job with its progress."""
    return await rt.db.aread(lambda tx: service.get_job(tx, actor, job_id))


@router.post("/jobs/{job_id}/cancel")
async def cancel_job(rt: Rt, job_id: str, actor: Actor = requires(WRITE)) -> JobRead:
    """Stops a job that has not ended; what was served before goes on serving."""
    return await rt.db.awrite(lambda tx: service.cancel_job(tx, actor, job_id))
