"""HTTP of runs (`assistants.md` 3.13, 4.5)."""

import asyncio
from typing import Any

from fastapi import APIRouter, Response

from comity.assistants.lab.errors import LabRunNotFinished
from comity.assistants.lab.runs import service, showing, starting
from comity.assistants.lab.runs.download import pack
from comity.assistants.lab.runs.schemas import CaseRead, RunCreate, RunRead, Shown
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.http import Cursor, Limit, Listing, Rt, requires

router = APIRouter(tags=["AI lab"])
READ, WRITE = "genai.lab.read", "genai.lab.write"
PATH = "/lab/runs"
EVERY_STEP = 1000
ZIP: dict[int | str, dict[str, Any]] = {200: {"content": {"application/zip": {}}}}


@router.get(PATH)
async def get_lab_runs(
    rt: Rt,
    testSetId: str = "",
    assistantId: str = "",
    limit: Limit = 50,
    cursor: Cursor = None,
    actor: Actor = requires(READ),
) -> Listing[RunRead]:
    """The history of runs, the newest first; of a test set and of an assistant where they are named."""
    return await rt.db.aread(
        lambda tx: Listing.of(service.list_runs(tx, actor, testSetId, assistantId, limit, cursor), showing.show_run)
    )


@router.post(PATH, status_code=202)
async def post_lab_run(rt: Rt, response: Response, body: RunCreate, actor: Actor = requires(WRITE)) -> RunRead:
    """Begins a run; its state is at `Location`. One person's runs go one after the other."""
    shown = await rt.db.awrite(lambda tx: showing.show_run(starting.start_run(tx, actor, body)))
    response.headers["Location"] = f"/api/v1{PATH}/{shown.id}"
    return shown


@router.get(PATH + "/{run_id}")
async def get_lab_run(rt: Rt, run_id: str, actor: Actor = requires(READ)) -> RunRead:
    """How far a run is and, once it ended, its figures."""
    return await rt.db.aread(lambda tx: showing.show_run(service.get_run(tx, actor, run_id)))


@router.delete(PATH + "/{run_id}", status_code=204)
async def delete_lab_run(rt: Rt, run_id: str, actor: Actor = requires(WRITE)) -> None:
    """Deletes a run that has ended, with its results."""
    await rt.db.awrite(lambda tx: service.delete_run(tx, actor, run_id))


@router.post(PATH + "/{run_id}/cancel")
async def cancel_lab_run(rt: Rt, run_id: str, actor: Actor = requires(WRITE)) -> RunRead:
    """Cancels a run after the steps in flight; what it found is kept."""
    return await rt.db.awrite(lambda tx: showing.show_run(service.cancel_run(tx, actor, run_id)))


@router.get(PATH + "/{run_id}/cases")
async def get_lab_cases(
    rt: Rt,
    run_id: str,
    show: Shown = "all",
    limit: Limit = 50,
    cursor: Cursor = None,
    actor: Actor = requires(READ),
) -> Listing[CaseRead]:
    """The steps of a run with their results; of `failed` cases or `regressions` alone where that is asked."""
    return await rt.db.aread(lambda tx: showing.list_cases(tx, service.get_run(tx, actor, run_id), show, limit, cursor))


@router.get(PATH + "/{run_id}/download", response_class=Response, responses=ZIP)
async def download_lab_run(rt: Rt, run_id: str, actor: Actor = requires(READ)) -> Response:
    """A zip with `Summary.csv` and `Test-cases.csv`, of a replay with `Differences.csv` too. Raises 409911 before the run ended."""

    def read(tx: Tx) -> tuple[RunRead, list[CaseRead]]:
        run = service.get_run(tx, actor, run_id)
        if run.ended_at is None:
            raise LabRunNotFinished
        return showing.show_run(run), showing.list_cases(tx, run, "all", EVERY_STEP, None).data

    content = await asyncio.to_thread(pack, *await rt.db.aread(read))
    headers = {"Content-Disposition": f'attachment; filename="lab-run-{run_id[:8]}.zip"', "Cache-Control": "no-store"}
    return Response(content, media_type="application/zip", headers=headers)
