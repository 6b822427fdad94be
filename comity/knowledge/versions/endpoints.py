"""HTTP of versions."""

from typing import Literal

from fastapi import APIRouter, Query, Response

from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.errors import Validation, field_error
from comity.kernel.http import Cursor, Limit, Rt, requires
from comity.knowledge import service as base_service
from comity.knowledge.versions import service
from comity.knowledge.versions.schemas import (
    BaseDiffRead,
    BasePublishReply,
    BasePublishRequest,
    BaseVersionRead,
    VersionsRead,
)

router = APIRouter(tags=["knowledge"])
READ, WRITE = "genai.knowledge.read", "genai.knowledge.write"
BASE = "/knowledge-bases/{base_id}"


@router.get(BASE + "/versions")
async def get_base_versions(
    rt: Rt, base_id: str, limit: Limit = 50, cursor: Cursor = None, actor: Actor = requires(READ)
) -> VersionsRead:
    """The kept versions of a base, the newest first, and when the head will be published."""

    def read(tx: Tx) -> VersionsRead:
        return service.list_versions(tx, actor, base_service.get_holding_base(tx, actor, base_id), limit, cursor)

    return await rt.db.aread(read)


@router.get(BASE + "/diff")
async def get_base_diff(
    rt: Rt,
    base_id: str,
    from_: int = Query(alias="from"),
    to: str = service.HEAD,
    kind: Literal["", "document", "chunk"] = "",
    limit: Limit = 50,
    cursor: Cursor = None,
    actor: Actor = requires(READ),
) -> BaseDiffRead:
    """What differs between two versions; `to=head` compares with what is not published yet."""

    def read(tx: Tx) -> BaseDiffRead:
        base = base_service.get_holding_base(tx, actor, base_id)
        return service.compare(tx, base, from_, _side(to), kind=kind, limit=limit, cursor=cursor)

    return await rt.db.aread(read)


def _side(to: str) -> int | None:
    if to == service.HEAD:
        return None
    if not to.isascii() or not to.isdigit():
        raise Validation([field_error("to", "enum", "Give a version's number, or 'head'.")])
    return int(to)


@router.post(BASE + "/publish", responses={201: {"model": BasePublishReply}})
async def publish(
    rt: Rt, response: Response, base_id: str, body: BasePublishRequest | None = None, actor: Actor = requires(WRITE)
) -> BasePublishReply:
    """Publishes the head: now (201, or 200 with the version that holds it already), or at `publishAt` (202)."""
    wanted = body or BasePublishRequest()

    def write(tx: Tx) -> BasePublishReply:
        return service.publish(tx, actor, base_service.get_holding_base(tx, actor, base_id, lock=True), wanted)

    reply = await rt.db.awrite(write)
    response.status_code = 202 if reply.version is None else 201 if reply.created else 200
    return reply


@router.delete(BASE + "/publish", status_code=204)
async def unschedule(rt: Rt, base_id: str, actor: Actor = requires(WRITE)) -> None:
    """Forgets a time at which the head was to be published."""
    await rt.db.awrite(
        lambda tx: service.unschedule(tx, actor, base_service.get_holding_base(tx, actor, base_id, lock=True))
    )


@router.post(BASE + "/versions/{number}/rollback")
async def roll_back(rt: Rt, base_id: str, number: int, actor: Actor = requires(WRITE)) -> BasePublishReply:
    """Publishes a new version with the content of an old one."""

    def write(tx: Tx) -> BasePublishReply:
        return service.roll_back(tx, actor, base_service.get_holding_base(tx, actor, base_id, lock=True), number)

    return await rt.db.awrite(write)


async def _pin(rt: Rt, actor: Actor, base_id: str, number: int, pinned: bool) -> BaseVersionRead:
    def write(tx: Tx) -> BaseVersionRead:
        return service.pin(
            tx, actor, base_service.get_holding_base(tx, actor, base_id, lock=True), number, pinned=pinned
        )

    return await rt.db.awrite(write)


@router.put(BASE + "/versions/{number}/pin")
async def put_pin(rt: Rt, base_id: str, number: int, actor: Actor = requires(WRITE)) -> BaseVersionRead:
    """Keeps a version however many come after it."""
    return await _pin(rt, actor, base_id, number, pinned=True)


@router.delete(BASE + "/versions/{number}/pin")
async def delete_pin(rt: Rt, base_id: str, number: int, actor: Actor = requires(WRITE)) -> BaseVersionRead:
    """Lets a version go with the others when its turn comes."""
    return await _pin(rt, actor, base_id, number, pinned=False)
