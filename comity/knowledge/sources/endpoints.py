"""HTTP of websites."""

from fastapi import APIRouter, Response

from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.errors import Validation, field_error
from comity.kernel.http import Cursor, IfMatch, Limit, Listing, Rt, requires
from comity.kernel.outbound import BlockedAddress
from comity.kernel.runtime import Runtime
from comity.knowledge.jobs import upkeep
from comity.knowledge.jobs.schemas import JobRead
from comity.knowledge.service import get_base, get_editable_base
from comity.knowledge.sources import queries, service
from comity.knowledge.sources.addresses import normalise
from comity.knowledge.sources.schemas import SyncRequest, WebPageRead, WebSourceCreate, WebSourceRead, WebSourceUpdate
from comity.knowledge.sources.showing import show_page, show_source, show_sources

router = APIRouter(tags=["knowledge"])
READ, WRITE = "genai.knowledge.read", "genai.knowledge.write"
PATH = "/knowledge-bases/{base_id}/sources"


@router.get(PATH)
async def get_sources(rt: Rt, base_id: str, actor: Actor = requires(READ)) -> Listing[WebSourceRead]:
    """The websites that a base follows, the newest first, at most 50."""

    def read(tx: Tx) -> Listing[WebSourceRead]:
        base = get_base(tx, actor, base_id)
        return Listing(data=show_sources(tx, queries.sources_of(tx, actor.workspace_id, base.id)))

    return await rt.db.aread(read)


@router.post(PATH, status_code=201)
async def post_source(
    rt: Rt, response: Response, base_id: str, body: WebSourceCreate, actor: Actor = requires(WRITE)
) -> WebSourceRead:
    """Follows a website and begins its first sync; 422558 for an address that the egress guard does not let through."""
    body.start_url = await _checked(rt, body.start_url)
    shown = await rt.db.awrite(lambda tx: show_source(tx, service.create_source(tx, actor, base_id, body)))
    response.headers["ETag"] = f'"{shown.revision}"'
    return shown


@router.get(PATH + "/{source_id}")
async def get_source(
    rt: Rt, response: Response, base_id: str, source_id: str, actor: Actor = requires(READ)
) -> WebSourceRead:
    """One website with its last and its next sync."""
    shown = await rt.db.aread(lambda tx: show_source(tx, service.get_source(tx, actor, base_id, source_id)))
    response.headers["ETag"] = f'"{shown.revision}"'
    return shown


@router.patch(PATH + "/{source_id}")
async def patch_source(
    rt: Rt,
    response: Response,
    base_id: str,
    source_id: str,
    body: WebSourceUpdate,
    revision: IfMatch,
    actor: Actor = requires(WRITE),
) -> WebSourceRead:
    """Changes a website; the next sync goes by it."""
    if body.start_url is not None:
        body.start_url = await _checked(rt, body.start_url)

    def write(tx: Tx) -> WebSourceRead:
        return show_source(tx, service.update_source(tx, actor, base_id, source_id, body, revision))

    shown = await rt.db.awrite(write)
    response.headers["ETag"] = f'"{shown.revision}"'
    return shown


@router.delete(PATH + "/{source_id}", status_code=204)
async def delete_source(
    rt: Rt, base_id: str, source_id: str, documents: bool = False, actor: Actor = requires(WRITE)
) -> None:
    """Follows a website no more; its documents stay, unless `documents` takes them along."""
    await rt.db.awrite(lambda tx: service.delete_source(tx, actor, base_id, source_id, documents=documents))


@router.post(PATH + "/{source_id}/sync", status_code=202)
async def post_sync(
    rt: Rt, base_id: str, source_id: str, body: SyncRequest | None = None, actor: Actor = requires(WRITE)
) -> JobRead:
    """Begins a sync now, or answers with the one that runs. `/jobs/{id}/cancel` and `/pause` hold it."""
    everything = body is not None and body.everything

    def write(tx: Tx) -> JobRead:
        base = get_editable_base(tx, actor, base_id)
        source = service.get_source(tx, actor, base_id, source_id, lock=True)
        return upkeep.show(service.start_sync(tx, actor, base, source, everything=everything))

    return await rt.db.awrite(write)


@router.get(PATH + "/{source_id}/pages")
async def get_pages(
    rt: Rt,
    base_id: str,
    source_id: str,
    state: str = "",
    q: str = "",
    limit: Limit = 50,
    cursor: Cursor = None,
    actor: Actor = requires(READ),
) -> Listing[WebPageRead]:
    """The addresses of a website, by `state`: `ok`, `warning`, `skipped`, `missing`, `failed`, `waiting`; `errors` for two of them."""

    def read(tx: Tx) -> Listing[WebPageRead]:
        source = service.get_source(tx, actor, base_id, source_id)
        return Listing.of(
            service.list_pages(tx, actor, source, state=state, q=q, limit=limit, cursor=cursor), show_page
        )

    return await rt.db.aread(read)


async def _checked(rt: Runtime, address: str) -> str:
    """An address in one spelling. Raises `Validation` for what is none, `BlockedAddress` (422558) for one that may not be called."""
    try:
        passed = await rt.outbound.check(address, purpose="crawler")
    except BlockedAddress as error:
        error.errors = [field_error("startUrl", error.rule, error.message)]
        raise
    plain = normalise(passed)
    if plain is None:
        message = "Give a web address such as https://www.example.com/help, of at most 2,048 characters."
        raise Validation([field_error("startUrl", "url", message)])
    return plain
