"""HTTP of rerankers."""

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
from comity.knowledge.embedders.calibrating import pairs
from comity.knowledge.rerankers import calibrating, queries, service
from comity.knowledge.rerankers.errors import RerankerFailed, RerankerUnavailable
from comity.knowledge.rerankers.models import WorkspaceReranker
from comity.knowledge.rerankers.remote import RemoteReranker
from comity.knowledge.rerankers.schemas import (
    RerankerCreate,
    RerankerList,
    RerankerRead,
    RerankerTest,
    RerankerUpdate,
)
from comity.knowledge.rerankers.using import TABLE, Opened, circuit_of, forget_circuit, made, opened

router = APIRouter(tags=["models"])
READ, MANAGE = service.READ_RIGHT, "genai.models.manage"
TESTS_PER_MINUTE = 30


@router.get("/rerankers")
async def list_rerankers(rt: Rt, actor: Actor = requires(READ)) -> RerankerList:
    """The workspace's rerankers by name."""

    def read(tx: Tx) -> RerankerList:
        rows = queries.list_rerankers(tx, actor.workspace_id)
        return RerankerList(data=[_show(rt, tx, row) for row in rows])

    return await rt.db.aread(read)


@router.post("/rerankers", status_code=201)
async def post_reranker(
    rt: Rt, response: Response, body: RerankerCreate, actor: Actor = requires(MANAGE)
) -> RerankerRead:
    """A new reranker: it judges the calibration set first, and is kept when that went well (else 422955)."""
    await _check(rt, actor, body.base_url)
    row = service.draft(actor, body)
    found = await _measured(rt, row, body.api_key or "")

    def write(tx: Tx) -> RerankerRead:
        return _show(rt, tx, service.add_reranker(tx, rt.secrets, actor, row, body.api_key, found))

    return _with_etag(response, await rt.db.awrite(write))


@router.get("/rerankers/{reranker_id}")
async def get_reranker(rt: Rt, response: Response, reranker_id: str, actor: Actor = requires(READ)) -> RerankerRead:
    """One reranker."""
    shown = await rt.db.aread(lambda tx: _show(rt, tx, service.get_reranker(tx, actor, reranker_id)))
    return _with_etag(response, shown)


@router.patch("/rerankers/{reranker_id}")
async def patch_reranker(
    rt: Rt,
    response: Response,
    reranker_id: str,
    body: RerankerUpdate,
    revision: IfMatch,
    actor: Actor = requires(MANAGE),
) -> RerankerRead:
    """Changes a reranker; where its scores would be others it is measured anew first (else 422955)."""
    if body.base_url is not None:
        await _check(rt, actor, body.base_url)

    def try_on(tx: Tx) -> tuple[WorkspaceReranker, bool, str]:
        row = service.get_reranker(tx, actor, reranker_id)
        check_revision(revision, row.revision, lambda: _show(rt, tx, row))
        key = key_of(tx, rt.secrets, TABLE, row)
        tx.session.expunge(row)
        other = service.change(row, body)
        return row, other, (body.api_key or "") if "api_key" in body.model_fields_set else key

    row, other, key = await rt.db.aread(try_on)
    found = await _measured(rt, row, key) if other or "api_key" in body.model_fields_set else None

    def write(tx: Tx) -> RerankerRead:
        kept = service.get_reranker(tx, actor, reranker_id, lock=True)
        check_revision(revision, kept.revision, lambda: _show(rt, tx, kept))
        service.change(kept, body)
        return _show(rt, tx, service.update_reranker(tx, rt.secrets, actor, kept, body, found))

    return _with_etag(response, await rt.db.awrite(write))


@router.delete("/rerankers/{reranker_id}", status_code=204)
async def delete_reranker(rt: Rt, reranker_id: str, actor: Actor = requires(MANAGE)) -> None:
    """Deletes a reranker; 409003 while bases are searched with it."""
    await rt.db.awrite(lambda tx: service.delete_reranker(tx, actor, reranker_id))
    forget_circuit(rt, reranker_id)


@router.post("/rerankers/{reranker_id}/test")
async def test_reranker(rt: Rt, reranker_id: str, actor: Actor = requires(MANAGE)) -> RerankerTest:
    """Has a reranker judge a passage that answers and one that does not, and tells how long it took."""
    await rt.limits.take(f"reranker-test:{actor.workspace_id}", TESTS_PER_MINUTE)
    forget_circuit(rt, reranker_id)
    one = await rt.db.aread(lambda tx: opened(rt, tx, service.get_reranker(tx, actor, reranker_id)))
    return await _try(one)


async def _try(one: Opened) -> RerankerTest:
    (question, answer), (_, other) = pairs()["en"][:2]
    started = time.monotonic()
    try:
        scores = await one.remote.scores(question, [answer, other])
    except RerankerFailed as error:
        return RerankerTest(ok=False, latency_ms=_ms(started), message=error.detail)
    similar, different = (round(one.calibration.read(score, "en"), 4) for score in scores)
    return RerankerTest(ok=True, latency_ms=_ms(started), similar=similar, different=different)


def _ms(started: float) -> int:
    return round((time.monotonic() - started) * 1000)


async def _measured(rt: Any, row: WorkspaceReranker, key: str) -> dict[str, Any]:
    forget_circuit(rt, row.id)
    reranker: RemoteReranker = made(rt, row, key)
    try:
        return await calibrating.measure(reranker)
    except RerankerFailed as error:
        forget_circuit(rt, row.id)
        raise RerankerUnavailable(f"The reranker gave no scores. {error.detail}") from error


def _show(rt: Any, tx: Tx, row: WorkspaceReranker) -> RerankerRead:
    uses = queries.uses(tx, row.workspace_id)
    return service.show_reranker(row, uses.get(row.id, 0), circuit_of(rt, row.id).state)


def _with_etag(response: Response, shown: RerankerRead) -> RerankerRead:
    response.headers["ETag"] = f'"{shown.revision}"'
    return shown


async def _check(rt: Any, actor: Actor, base_url: str) -> None:
    """Raises `BlockedAddress` (422558) on the field, and 429 when too many are tried."""
    await rt.limits.take(f"reranker-test:{actor.workspace_id}", TESTS_PER_MINUTE)
    try:
        await rt.outbound.check(base_url, purpose="rerank")
    except BlockedAddress as error:
        error.errors = [field_error("baseUrl", error.rule, error.message)]
        raise
