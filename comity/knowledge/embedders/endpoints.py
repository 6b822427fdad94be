"""HTTP of embedders."""

import time
from typing import Any

from fastapi import APIRouter, Response

from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.errors import field_error
from comity.kernel.http import IfMatch, Rt, requires
from comity.kernel.http.schema import check_revision
from comity.kernel.outbound import BlockedAddress
from comity.kernel.secrets import key_of
from comity.knowledge.embedders import calibrating, queries, service
from comity.knowledge.embedders.errors import EmbedderRefused, EmbedderWaits
from comity.knowledge.embedders.models import WorkspaceEmbedder
from comity.knowledge.embedders.schemas import (
    EmbedderCreate,
    EmbedderList,
    EmbedderRead,
    EmbedderTest,
    EmbedderUpdate,
)
from comity.knowledge.embedders.service import Measured
from comity.knowledge.embedders.using import LOCAL, TABLE, LocalOpened, Opened, bundled, made, opened

router = APIRouter(tags=["models"])
READ, MANAGE = service.READ_RIGHT, "genai.models.manage"
TESTS_PER_MINUTE = 30
LOCAL_NAME = "Bundled multilingual embedder"


@router.get("/embedders")
async def list_embedders(rt: Rt, actor: Actor = requires(READ)) -> EmbedderList:
    """The workspace's embedders, the bundled one first."""

    def read(tx: Tx) -> EmbedderList:
        uses = queries.uses(tx, actor.workspace_id)
        rows = queries.list_embedders(tx, actor.workspace_id)
        return EmbedderList(data=[_local(rt, uses), *(service.show_embedder(row, uses.get(row.id, 0)) for row in rows)])

    return await rt.db.aread(read)


def _local(rt: Any, uses: dict[str, int]) -> EmbedderRead:
    one = bundled(rt)
    calibration = calibrating.kept(one.calibration)
    return service.show_local(LOCAL_NAME, one.revision, one.dimensions, one.max_tokens, calibration, uses.get(LOCAL, 0))


@router.post("/embedders", status_code=201)
async def post_embedder(
    rt: Rt, response: Response, body: EmbedderCreate, actor: Actor = requires(MANAGE)
) -> EmbedderRead:
    """A new embedder: it is asked for the calibration set first, and kept when that went well (else 422954)."""
    await _check(rt, actor, body.base_url)
    row = service.draft(actor, body)
    found = await _measured(made(rt, row, body.api_key or ""))
    kept = await rt.db.awrite(lambda tx: service.add_embedder(tx, rt.secrets, actor, row, body.api_key, found))
    response.headers["ETag"] = f'"{kept.revision}"'
    return service.show_embedder(kept, 0)


@router.get("/embedders/{embedder_id}")
async def get_embedder(rt: Rt, response: Response, embedder_id: str, actor: Actor = requires(READ)) -> EmbedderRead:
    """One embedder."""

    def read(tx: Tx) -> EmbedderRead:
        uses = queries.uses(tx, actor.workspace_id)
        if embedder_id == LOCAL:
            return _local(rt, uses)
        row = service.get_embedder(tx, actor, embedder_id)
        return service.show_embedder(row, uses.get(row.id, 0))

    shown = await rt.db.aread(read)
    response.headers["ETag"] = f'"{shown.revision}"'
    return shown


@router.patch("/embedders/{embedder_id}")
async def patch_embedder(
    rt: Rt,
    response: Response,
    embedder_id: str,
    body: EmbedderUpdate,
    revision: IfMatch,
    actor: Actor = requires(MANAGE),
) -> EmbedderRead:
    """Changes an embedder; where its vectors would be others it is measured anew first (else 422954)."""
    if body.base_url is not None:
        await _check(rt, actor, body.base_url)

    def try_on(tx: Tx) -> tuple[WorkspaceEmbedder, bool, str]:
        row = service.get_embedder(tx, actor, embedder_id)
        check_revision(revision, row.revision, lambda: service.show_embedder(row, 0))
        tx.session.expunge(row)
        key = key_of(tx, rt.secrets, TABLE, row)
        other = service.changed(row, body)
        return row, other, (body.api_key or "") if "api_key" in body.model_fields_set else key

    row, other, key = await rt.db.aread(try_on)
    found = await _measured(made(rt, row, key)) if other or "api_key" in body.model_fields_set else None

    def write(tx: Tx) -> EmbedderRead:
        kept = service.get_embedder(tx, actor, embedder_id, lock=True)
        check_revision(revision, kept.revision, lambda: service.show_embedder(kept, 0))
        service.changed(kept, body)
        measured = found if found is not None and (other or not service.is_same(kept, found.probe)) else None
        service.update_embedder(tx, rt.secrets, actor, kept, body, measured)
        return service.show_embedder(kept, queries.uses(tx, actor.workspace_id).get(kept.id, 0))

    shown = await rt.db.awrite(write)
    response.headers["ETag"] = f'"{shown.revision}"'
    return shown


@router.delete("/embedders/{embedder_id}", status_code=204)
async def delete_embedder(rt: Rt, embedder_id: str, actor: Actor = requires(MANAGE)) -> None:
    """Deletes an embedder; 409003 while bases are embedded by it."""
    await rt.db.awrite(lambda tx: service.delete_embedder(tx, actor, embedder_id))


@router.post("/embedders/{embedder_id}/test")
async def test_embedder(rt: Rt, embedder_id: str, actor: Actor = requires(MANAGE)) -> EmbedderTest:
    """Asks an embedder for vectors: how long it took, how well it tells texts apart, whether it is still the same."""
    await rt.limits.take(f"embedder-test:{actor.workspace_id}", TESTS_PER_MINUTE)
    if embedder_id == LOCAL:
        return await _try(LocalOpened(bundled(rt)), "ok")

    def read(tx: Tx) -> tuple[Opened, str]:
        row = service.get_embedder(tx, actor, embedder_id)
        return opened(rt, tx, row), row.state

    one, state = await rt.db.aread(read)
    tried = await _try(one, state)
    if not tried.ok:
        return tried
    probe = (await one.passages([calibrating.PROBE]))[0]
    row = await rt.db.awrite(lambda tx: service.compare_probe(tx, actor.workspace_id, embedder_id, probe))
    return tried.model_copy(update={"state": row.state, "message": row.problem} if row else {})


async def _try(one: Opened, state: str) -> EmbedderTest:
    (question, answer), (_, other) = calibrating.pairs()["en"][:2]
    started = time.monotonic()
    try:
        asked = (await one.queries([question]))[0]
        said = await one.passages([answer, other])
    except (EmbedderWaits, EmbedderRefused) as error:
        message = error.detail if isinstance(error, EmbedderWaits) else error.message
        return EmbedderTest(ok=False, latency_ms=_ms(started), dimensions=0, state=state, message=message)
    similar, different = (round(float(asked @ vector), 4) for vector in said)
    return EmbedderTest(
        ok=True, latency_ms=_ms(started), dimensions=len(asked), similar=similar, different=different, state=state
    )


def _ms(started: float) -> int:
    return round((time.monotonic() - started) * 1000)


async def _measured(one: Opened) -> Measured:
    try:
        return await service.measure(one)
    except EmbedderWaits as error:
        raise EmbedderRefused(f"The embedder cannot be reached now: {error.detail}") from error


async def _check(rt: Any, actor: Actor, base_url: str) -> None:
    """Raises `BlockedAddress` (422558) on the field, and 429 when too many are tried."""
    await rt.limits.take(f"embedder-test:{actor.workspace_id}", TESTS_PER_MINUTE)
    try:
        await rt.outbound.check(base_url, purpose="embedding")
    except BlockedAddress as error:
        error.errors = [field_error("baseUrl", error.rule, error.message)]
        raise
