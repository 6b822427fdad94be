"""HTTP of models: connections, a try, the workspace's default."""

from fastapi import APIRouter, Response

from comity.kernel.context import Actor
from comity.kernel.errors import field_error
from comity.kernel.http import Cursor, IfMatch, Limit, Listing, Rt, requires
from comity.kernel.llm import SCRIPTS, Llm, llm_of
from comity.kernel.outbound import BlockedAddress
from comity.models import service
from comity.models.models import ModelConnection
from comity.models.schemas import (
    DefaultModel,
    ModelConnectionCreate,
    ModelConnectionRead,
    ModelConnectionUpdate,
    ModelTest,
    ModelTestResult,
)
from comity.models.trying import try_model

router = APIRouter(tags=["models"])

READ, MANAGE = service.READ_RIGHT, "genai.models.manage"
TESTS_PER_MINUTE = 30


@router.get("/model-connections")
async def list_connections(
    rt: Rt, q: str = "", limit: Limit = 50, cursor: Cursor = None, actor: Actor = requires(READ)
) -> Listing[ModelConnectionRead]:
    """The workspace's connections by name, with their circuits."""
    page = await rt.db.aread(lambda tx: service.list_connections(tx, actor, q, limit, cursor))
    return Listing[ModelConnectionRead].of(page, _shower(llm_of(rt)))


@router.post("/model-connections", status_code=201)
async def post_connection(
    rt: Rt, response: Response, body: ModelConnectionCreate, actor: Actor = requires(MANAGE)
) -> ModelConnectionRead:
    """A new connection; 422558 for an address that the egress guard does not let through."""
    await _check(rt, body.base_url)
    show = _shower(llm_of(rt))
    made = await rt.db.awrite(lambda tx: service.create_connection(tx, rt.secrets, actor, body, show))
    return _with_etag(response, made, llm_of(rt))


@router.get("/model-connections/default")
async def get_default(rt: Rt, actor: Actor = requires(READ)) -> DefaultModel:
    """The model that new assistants begin with."""
    return DefaultModel(model=await rt.db.aread(lambda tx: service.workspace_default(tx, actor.workspace_id)))


@router.put("/model-connections/default")
async def put_default(rt: Rt, body: DefaultModel, actor: Actor = requires(MANAGE)) -> DefaultModel:
    """Chooses the model that new assistants begin with."""
    await rt.db.awrite(lambda tx: service.set_workspace_default(tx, rt.secrets, actor, body.model))
    return body


@router.get("/model-connections/{connection_id}")
async def get_connection(
    rt: Rt, response: Response, connection_id: str, actor: Actor = requires(READ)
) -> ModelConnectionRead:
    """One connection."""
    found = await rt.db.aread(lambda tx: service.get_connection(tx, actor, connection_id))
    return _with_etag(response, found, llm_of(rt))


@router.patch("/model-connections/{connection_id}")
async def patch_connection(
    rt: Rt,
    response: Response,
    connection_id: str,
    body: ModelConnectionUpdate,
    revision: IfMatch,
    actor: Actor = requires(MANAGE),
) -> ModelConnectionRead:
    """Changes a connection; what is not sent stays, keys included."""
    if body.base_url is not None:
        await _check(rt, body.base_url)
    show = _shower(llm_of(rt))
    changed = await rt.db.awrite(
        lambda tx: service.update_connection(tx, rt.secrets, actor, connection_id, body, revision, show)
    )
    llm_of(rt).forget(connection_id)
    return _with_etag(response, changed, llm_of(rt))


@router.delete("/model-connections/{connection_id}", status_code=204)
async def delete_connection(rt: Rt, connection_id: str, actor: Actor = requires(MANAGE)) -> None:
    """Deletes a connection; 409003 while it is used."""
    await rt.db.awrite(lambda tx: service.delete_connection(tx, actor, connection_id))
    llm_of(rt).forget(connection_id)


@router.post("/model-connections/{connection_id}/test")
async def test_connection(
    rt: Rt, connection_id: str, body: ModelTest | None = None, actor: Actor = requires(MANAGE)
) -> ModelTestResult:
    """Asks one of the connection's models a short question and tells the time to its first token."""
    await rt.limits.take(f"model-test:{actor.workspace_id}", TESTS_PER_MINUTE)
    name = body.model if body else None
    model = await rt.db.aread(lambda tx: service.resolve_for_test(tx, rt.secrets, actor, connection_id, name))
    return await try_model(llm_of(rt), model)


async def _check(rt: Rt, base_url: str) -> None:
    """Raises `BlockedAddress` on the field. A script that this process plays has no address to check."""
    if base_url.startswith(service.SCRIPTED) and base_url.removeprefix(service.SCRIPTED) in SCRIPTS:
        return
    try:
        await rt.outbound.check(base_url, purpose="model")
    except BlockedAddress as error:
        error.errors = [field_error("baseUrl", error.rule, error.message)]
        raise


def _shower(llm: Llm):
    def show(connection: ModelConnection) -> ModelConnectionRead:
        return service.show_connection(connection, llm)

    return show


def _with_etag(response: Response, connection: ModelConnection, llm: Llm) -> ModelConnectionRead:
    response.headers["ETag"] = f'"{connection.revision}"'
    return service.show_connection(connection, llm)
