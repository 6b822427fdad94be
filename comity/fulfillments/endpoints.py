"""HTTP of fulfillments."""

from typing import Any

from fastapi import APIRouter, Response

from comity import knowledge
from comity.fulfillments import service
from comity.fulfillments.schemas import FulfillmentCreate, FulfillmentRead, FulfillmentTest, FulfillmentUpdate
from comity.kernel.context import Actor
from comity.kernel.db import Tx
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
    """A new search fulfillment."""
    return await rt.db.awrite(lambda tx: service.show_fulfillment(tx, service.create_fulfillment(tx, actor, body)))


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

    def write(tx: Tx) -> FulfillmentRead:
        return service.show_fulfillment(tx, service.update_fulfillment(tx, actor, fulfillment_id, body, revision))

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
) -> dict[str, Any]:
    """What the search would find for a question."""
    found = await rt.db.aread(lambda tx: service.get_fulfillment(tx, actor, fulfillment_id))
    if found.knowledge_base_id is None:
        warning = {"code": "no_base", "message": "Choose a knowledge base first."}
        return {"total": 0, "candidates": 0, "knowledgeVersion": None, "warnings": [warning], "data": []}
    result = await knowledge.search(rt, actor.workspace_id, found.knowledge_base_id, [body.question], limit=body.limit)
    return knowledge.show_search(result, explain=True)
