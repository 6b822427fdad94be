"""HTTP of jobs: what is being read, for the activity tray."""

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.errors import NotFound
from comity.kernel.http import Cursor, Limit, Listing, Rt, requires
from comity.knowledge.jobs import service
from comity.knowledge.jobs.schemas import JobRead

router = APIRouter(tags=["knowledge"])
READ, WRITE = "genai.knowledge.read", "genai.knowledge.write"
BUNDLE: dict[int | str, dict[str, Any]] = {200: {"content": {"application/zip": {}}}}


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


@router.post("/jobs/{job_id}/pause")
async def pause_job(rt: Rt, job_id: str, paused: bool = True, actor: Actor = requires(WRITE)) -> JobRead:
    """Holds work on a whole base, or with `paused=false` lets it go on."""
    return await rt.db.awrite(lambda tx: service.pause_job(tx, actor, job_id, paused=paused))


@router.get("/jobs/{job_id}/file", response_class=Response, responses=BUNDLE)
async def get_job_file(rt: Rt, job_id: str, actor: Actor = requires(READ)) -> Response:
    """The file that an export made, as a download."""
    job = await rt.db.aread(lambda tx: service.get_work(tx, actor, job_id))
    if job.state != "done" or job.kind != "export" or not job.file_key:
        raise NotFound("This job has no file, or has it no more. Export again.")
    name = str(job.result.get("name", "knowledge.comity-kb"))
    plain = name.encode("ascii", "replace").decode().replace('"', "'")
    named = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    headers = {"Content-Disposition": named, "Content-Length": str(await rt.storage.size(job.file_key))}
    return StreamingResponse(rt.storage.open(job.file_key), media_type="application/zip", headers=headers)
