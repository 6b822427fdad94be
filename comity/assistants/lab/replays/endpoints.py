"""HTTP of replays. What has begun is a run of the lab like any other: `/lab/runs/{id}`."""

from fastapi import APIRouter, Response

from comity.assistants.lab.replays import service
from comity.assistants.lab.replays.schemas import ReplayCreate, ReplayPick, ReplayPreview
from comity.assistants.lab.runs.schemas import RunRead
from comity.assistants.lab.runs.showing import show_run
from comity.kernel.context import Actor
from comity.kernel.http import Rt, requires

router = APIRouter(tags=["AI lab"])
WRITE = "genai.lab.write"
PATH = "/lab/replays"


@router.post(PATH, status_code=202)
async def post_lab_replay(rt: Rt, response: Response, body: ReplayCreate, actor: Actor = requires(WRITE)) -> RunRead:
    """Asks stored sessions again; the run is at `Location`. No other system is called: what it answered then is told again."""
    shown = await rt.db.awrite(lambda tx: show_run(service.start_replay(tx, actor, body)))
    response.headers["Location"] = f"/api/v1/lab/runs/{shown.id}"
    return shown


@router.post(PATH + "/preview")
async def post_lab_replay_preview(
    rt: Rt, body: ReplayPick, actor: Actor = requires(service.READ_RIGHT)
) -> ReplayPreview:
    """How many sessions and turns a replay would ask; nothing is begun."""
    return await rt.db.aread(lambda tx: service.preview(tx, actor, body))
