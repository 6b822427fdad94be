"""HTTP of fulfillments."""

from typing import Any

from fastapi import APIRouter, Response

from comity import knowledge
from comity.fulfillments import kinds, service
from comity.fulfillments.calls.schemas import ToolTest, ToolTestResult
from comity.fulfillments.calls.trying import try_tool
from comity.fulfillments.schemas import FulfillmentCreate, FulfillmentRead, FulfillmentTest, FulfillmentUpdate
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.errors import Validation, field_error
from comity.kernel.http import Cursor, IfMatch, Limit, Listing, Rt, requires

router = APIRouter(tags=["fulfillments"])
READ, WRITE = "genai.fulfillments.read", "genai.fulfillments.write"


@router.get("/fulfillments")
async def get_fulfillments(
    rt: Rt, q: str = "", limit: Limit = 50, cursor: Cursor = None, actor: Actor = requires(READ)
) -> Listing[FulfillmentRead]:
    """The workspace's fulfillments."""

    def read(tx: Tx) -> Listing[FulfillmentRead]:
        page = service.list_fulfillments(tx, actor, q, limit, cursor)
        return Listing.of(page, lambda row: service.show_fulfillment(tx, row))

    return await rt.db.aread(read)


@router.post("/fulfillments", status_code=201)
async def post_fulfillment(rt: Rt, body: FulfillmentCreate, actor: Actor = requires(WRITE)) -> FulfillmentRead:
    """A new fulfillment; 422558 for an address that the egress guard does not let through."""
    await kinds.check_target(rt.outbound, body)

    def write(tx: Tx) -> FulfillmentRead:
        return service.show_fulfillment(tx, service.create_fulfillment(tx, rt.secrets, actor, body))

    return await rt.db.awrite(write)


@router.get("/fulfillments/{fulfillment_id}")
async def get_fulfillment(
    rt: Rt, response: Response, fulfillment_id: str, actor: Actor = requires(READ)
) -> FulfillmentRead:
    """One fulfillment."""
    shown = await rt.db.aread(
        lambda tx: service.show_fulfillment(tx, service.get_fulfillment(tx, actor, fulfillment_id))
    )
    response.headers["ETag"] = f'"{shown.revision}"'
    return shown


@router.patch("/fulfillments/{fulfillment_id}")
async def patch_fulfillment(
    rt: Rt,
    response: Response,
    fulfillment_id: str,
    body: FulfillmentUpdate,
    revision: IfMatch,
    actor: Actor = requires(WRITE),
) -> FulfillmentRead:
    """Changes a fulfillment; it holds for the next message."""

    await kinds.check_target(rt.outbound, body)

    def write(tx: Tx) -> FulfillmentRead:
        changed = service.update_fulfillment(tx, rt.secrets, actor, fulfillment_id, body, revision)
        return service.show_fulfillment(tx, changed)

    shown = await rt.db.awrite(write)
    response.headers["ETag"] = f'"{shown.revision}"'
    return shown


@router.delete("/fulfillments/{fulfillment_id}", status_code=204)
async def delete_fulfillment(rt: Rt, fulfillment_id: str, actor: Actor = requires(WRITE)) -> None:
    """Deletes a fulfillment that nobody uses."""
    await rt.db.awrite(lambda tx: service.delete_fulfillment(tx, actor, fulfillment_id))


@router.post("/fulfillments/{fulfillment_id}/test")
async def test_fulfillment(
    rt: Rt, fulfillment_id: str, body: FulfillmentTest, actor: Actor = requires(READ)
) -> ToolTestResult | dict[str, Any]:
    """What a search would find for a question, or the request that a tool would make of its arguments."""
    found = await rt.db.aread(lambda tx: service.get_fulfillment(tx, actor, fulfillment_id))
    if found.kind != "search":
        return await try_tool(rt, actor, found, body.call or ToolTest())
    if body.question is None:
        raise Validation([field_error("question", "required", "Send the question to search for.")])
    if found.knowledge_base_id is None:
        warning = {"code": "no_base", "message": "Choose a knowledge base first."}
        return {"total": 0, "candidates": 0, "knowledgeVersion": None, "warnings": [warning], "data": []}
    base_id, asked = found.knowledge_base_id, [body.question]
    filters = knowledge.Filters(labels=found.labels)
    result = await knowledge.search_leniently(rt, actor.workspace_id, base_id, asked, limit=body.limit, filters=filters)
    return knowledge.show_search(result, explain=True)
