"""HTTP of gaps (`knowledge.md` 4, 7.1)."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from comity import knowledge
from comity.assistants.gaps import decaying, drafting, service, showing
from comity.assistants.gaps.schemas import (
    DecayRead,
    GapAccept,
    GapAssign,
    GapOverview,
    GapPerson,
    GapQuery,
    GapRead,
    GapRunRead,
    GapText,
)
from comity.assistants.memorized import MemorizedWrite, memory_of
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.errors import ComityError
from comity.kernel.http import Listing, Rt, requires

router = APIRouter(tags=["gaps"])
READ, WRITE, MEMORIZE = service.READ_RIGHT, service.WRITE_RIGHT, "genai.memorized.write"
PATH = "/gaps"
BaseId = Annotated[str, Query(alias="baseId", max_length=36)]


@router.get(PATH)
async def get_gaps(rt: Rt, query: Annotated[GapQuery, Query()], actor: Actor = requires(READ)) -> Listing[GapRead]:
    """What people asked and were not answered well, grouped; what does most harm stands first."""

    def read(tx: Tx) -> Listing[GapRead]:
        page = service.list_gaps(tx, actor, query)
        return Listing(data=showing.show_gaps(tx, page.rows), next_cursor=page.next_cursor)

    return await rt.db.aread(read)


@router.get(PATH + "/overview")
async def get_gap_overview(rt: Rt, base_id: BaseId = "", actor: Actor = requires(READ)) -> GapOverview:
    """The last search for gaps, and how many there are in each state."""
    return await rt.db.aread(lambda tx: service.overview(tx, actor, base_id))


@router.post(PATH + "/search", status_code=202)
async def post_gap_search(rt: Rt, response: Response, actor: Actor = requires(WRITE)) -> GapRunRead:
    """Searches the last 30 days now; the search that is at work already is told where there is one."""
    shown = await rt.db.awrite(lambda tx: showing.show_run(service.begin(tx, actor)))
    response.headers["Location"] = f"/api/v1{PATH}/overview"
    return shown


@router.get(PATH + "/people")
async def get_gap_people(rt: Rt, actor: Actor = requires(READ)) -> Listing[GapPerson]:
    """Who may look after a gap: everybody of the workspace who may change knowledge."""
    return await rt.db.aread(lambda tx: Listing(data=service.people(tx, actor)))


@router.get(PATH + "/decay")
async def get_decay(rt: Rt, base_id: BaseId = "", actor: Actor = requires(READ)) -> DecayRead:
    """What of the knowledge has aged: documents to be read again, memorized answers that differ, chunks that were rated down."""
    return await rt.db.aread(lambda tx: decaying.read_decay(tx, actor, base_id))


@router.get(PATH + "/{gap_id}")
async def get_gap(rt: Rt, gap_id: str, actor: Actor = requires(READ)) -> GapRead:
    """One gap."""
    return await rt.db.aread(lambda tx: service.show(tx, service.get_gap(tx, actor, gap_id)))


@router.post(PATH + "/{gap_id}/draft")
async def post_gap_draft(rt: Rt, gap_id: str, actor: Actor = requires(WRITE)) -> GapRead:
    """Looks again for what comes nearest and suggests an answer anew."""
    await rt.db.aread(lambda tx: service.get_gap(tx, actor, gap_id))
    await drafting.draft(rt, actor.workspace_id, gap_id, again=True)
    return await rt.db.aread(lambda tx: service.show(tx, service.get_gap(tx, actor, gap_id)))


@router.post(PATH + "/{gap_id}/accept")
async def accept_gap(rt: Rt, gap_id: str, body: GapAccept, actor: Actor = requires(WRITE)) -> GapRead:
    """Answers a gap for good: by a memorized response, or by a text document in a base. 409930 when somebody did."""
    await rt.db.aread(lambda tx: service.check_undecided(tx, actor, gap_id))
    if body.memorized_response is not None:
        return await _accept_as_response(rt, actor, gap_id, body.memorized_response)
    assert body.document is not None  # the schema wants one of the two
    return await _accept_as_document(rt, actor, gap_id, body.document)


async def _accept_as_response(rt: Rt, actor: Actor, gap_id: str, wanted: MemorizedWrite) -> GapRead:
    actor.require(MEMORIZE)
    memory = memory_of(rt)
    embedded = await memory.embedded([wanted.question, *wanted.alternates])
    shown = await rt.db.awrite(lambda tx: service.accept_as_response(tx, actor, gap_id, wanted, embedded))
    memory.clear()
    return shown


async def _accept_as_document(rt: Rt, actor: Actor, gap_id: str, wanted: GapText) -> GapRead:
    base_id = wanted.knowledge_base_id
    await rt.db.aread(lambda tx: knowledge.get_editable_base(tx, actor, base_id, lock=False))
    file = await knowledge.store_text(rt, actor.workspace_id, wanted.title, wanted.text, wanted.format)
    try:
        return await rt.db.awrite(lambda tx: service.accept_as_document(tx, actor, gap_id, base_id, file))
    except ComityError:
        await rt.storage.delete(file.key)
        raise


@router.post(PATH + "/{gap_id}/assign")
async def assign_gap(rt: Rt, gap_id: str, body: GapAssign, actor: Actor = requires(WRITE)) -> GapRead:
    """Hands a gap to somebody; with null it is open again, also one that was ignored or accepted."""
    return await rt.db.awrite(lambda tx: service.assign_gap(tx, actor, gap_id, body.assignee_id))


@router.post(PATH + "/{gap_id}/ignore")
async def ignore_gap(rt: Rt, gap_id: str, actor: Actor = requires(WRITE)) -> GapRead:
    """Puts a gap away; it comes back when it is asked twice as often."""
    return await rt.db.awrite(lambda tx: service.ignore_gap(tx, actor, gap_id))
