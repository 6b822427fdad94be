"""HTTP of the call log, of replaying a call, and of loading the tools of an MCP server."""

from fastapi import APIRouter

from comity.fulfillments import service
from comity.fulfillments.calls import service as calls
from comity.fulfillments.calls.models import FulfillmentCall
from comity.fulfillments.calls.schemas import CallRead
from comity.fulfillments.calls.trying import replay
from comity.fulfillments.headers.service import open_headers
from comity.fulfillments.mcp.listing import list_tools
from comity.fulfillments.models import Fulfillment
from comity.fulfillments.schemas import FulfillmentRead
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.errors import Validation, field_error
from comity.kernel.http import Cursor, Limit, Listing, Rt, requires

router = APIRouter(tags=["fulfillments"])
READ, WRITE = "genai.fulfillments.read", "genai.fulfillments.write"


@router.get("/fulfillments/{fulfillment_id}/calls")
async def get_calls(
    rt: Rt,
    fulfillment_id: str,
    failed: bool | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
    actor: Actor = requires(READ),
) -> Listing[CallRead]:
    """The log of a fulfillment's calls, the newest first; `failed` keeps those that failed, or those that did not."""

    def read(tx: Tx) -> Listing[CallRead]:
        service.get_fulfillment(tx, actor, fulfillment_id)
        page = calls.list_calls(tx, actor.workspace_id, fulfillment_id, failed, limit, cursor)
        return Listing.of(page, calls.show_call)

    return await rt.db.aread(read)


@router.post("/fulfillments/{fulfillment_id}/calls/{call_id}/replay", status_code=201)
async def post_replay(rt: Rt, fulfillment_id: str, call_id: str, actor: Actor = requires(WRITE)) -> CallRead:
    """Makes a safe call of the log again, with the settings as they are now; 409909 for any other."""

    def read(tx: Tx) -> tuple[Fulfillment, FulfillmentCall]:
        found = service.get_fulfillment(tx, actor, fulfillment_id)
        return found, calls.get_call(tx, actor.workspace_id, fulfillment_id, call_id)

    found, call = await rt.db.aread(read)
    made = await replay(rt, actor, found, call)
    return await rt.db.aread(lambda tx: calls.show_call(calls.get_call(tx, actor.workspace_id, fulfillment_id, made)))


@router.post("/fulfillments/{fulfillment_id}/tools")
async def post_tools(rt: Rt, fulfillment_id: str, actor: Actor = requires(WRITE)) -> FulfillmentRead:
    """Loads the tools that the MCP server lists now. New ones are off; changed ones are off until they are approved."""

    def read(tx: Tx) -> tuple[Fulfillment, dict[str, str]]:
        found = service.get_fulfillment(tx, actor, fulfillment_id)
        return found, open_headers(tx, rt.secrets, found)

    found, secrets = await rt.db.aread(read)
    if found.mcp is None:
        raise Validation([field_error("kind", "mcp", "Only an MCP server has tools to load.")])
    listed = await list_tools(rt, found.mcp, secrets)
    return await rt.db.awrite(lambda tx: service.take_tools(tx, actor, fulfillment_id, listed))
