"""HTTP of memorized responses (`assistants.md` 4.5)."""

import asyncio
import re
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Query, Response, UploadFile
from pydantic import ValidationError

from comity.assistants.memorized import csvfile, importing, service
from comity.assistants.memorized.errors import ImportTooLarge
from comity.assistants.memorized.memory import memory_of
from comity.assistants.memorized.of_messages import memorize_messages, questions_of
from comity.assistants.memorized.preview import pairs, preview
from comity.assistants.memorized.queries import Filter
from comity.assistants.memorized.schemas import (
    ConflictList,
    HitRead,
    ImportReply,
    MemorizedOfMessages,
    MemorizedRead,
    MemorizedWrite,
    MemorizeMessages,
    PreviewReply,
    PreviewRequest,
    Shown,
)
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.errors import Validation
from comity.kernel.http import Cursor, IfMatch, Limit, Listing, Rt, partial, requires
from comity.kernel.http.rules import field_errors
from comity.kernel.text import fold

router = APIRouter(tags=["memorized responses"])
READ, WRITE = "genai.memorized.read", "genai.memorized.write"
PATH = "/memorized-responses"
BODY_LIMITS = [(re.compile(r"/api/v1/memorized-responses/import"), csvfile.BYTES + 1024 * 1024)]
CSV: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {}}}}
FILE_HEADERS = {"Content-Disposition": 'attachment; filename="memorized-responses.csv"', "Cache-Control": "no-store"}


@router.get(PATH)
async def get_memorized_responses(
    rt: Rt,
    q: Annotated[str, Query(max_length=200)] = "",
    show: Shown = "all",
    language: str = "",
    assistantId: str = "",
    limit: Limit = 50,
    cursor: Cursor = None,
    actor: Actor = requires(READ),
) -> Listing[MemorizedRead]:
    """The workspace's memorized responses, the newest first; `expiring`: their dates end within 30 days."""
    wanted = Filter(fold(q), show, language, assistantId)

    def read(tx: Tx) -> Listing[MemorizedRead]:
        return Listing.of(service.list_responses(tx, actor, wanted, limit, cursor), service.show_response)

    return await rt.db.aread(read)


@router.post(PATH, status_code=201)
async def post_memorized_response(rt: Rt, body: MemorizedWrite, actor: Actor = requires(WRITE)) -> MemorizedRead:
    """A new memorized response; it answers the next question. 409903 when another has exactly one of its questions."""
    memory = memory_of(rt)
    embedded = await memory.embedded([body.question, *body.alternates])
    shown = await rt.db.awrite(lambda tx: service.show_response(service.create_response(tx, actor, body, embedded)))
    memory.clear()
    return shown


@router.post(PATH + "/of-messages", status_code=201)
async def post_memorized_of_messages(
    rt: Rt, body: MemorizeMessages, actor: Actor = requires(WRITE)
) -> MemorizedOfMessages:
    """Memorizes the answers of up to 200 exchanges; those that cannot be are left out, each with the reason."""
    memory = memory_of(rt)
    embedded = await memory.embedded(await rt.db.aread(lambda tx: questions_of(tx, actor, body)))
    made = await rt.db.awrite(lambda tx: memorize_messages(tx, actor, body, embedded))
    memory.clear()
    return made


@router.post(PATH + "/preview")
async def preview_memorized_response(rt: Rt, body: PreviewRequest, actor: Actor = requires(READ)) -> PreviewReply:
    """Which of the last 1,000 questions an entry would answer, and which other entries answer its questions."""
    return await preview(rt, memory_of(rt), actor, body)


@router.get(PATH + "/conflicts")
async def get_memorized_conflicts(rt: Rt, actor: Actor = requires(READ)) -> ConflictList:
    """Pairs of entries that could be taken for each other."""
    index = await memory_of(rt).index(actor.workspace_id)
    return ConflictList(data=await asyncio.to_thread(pairs, index) if index else [])


@router.post(PATH + "/import")
async def import_memorized_responses(
    rt: Rt,
    file: Annotated[UploadFile, File()],
    dryRun: Annotated[bool, Form()] = False,
    actor: Actor = requires(WRITE),
) -> ImportReply:
    """Takes a CSV file in, or with `dryRun` says what that would change. Any error refuses the whole file."""
    content = await file.read()
    if len(content) > csvfile.BYTES:
        raise ImportTooLarge
    place = await rt.db.aread(lambda tx: importing.place_for(tx, actor.workspace_id))
    rows = await asyncio.to_thread(csvfile.parse, content, place)
    if dryRun:
        return await rt.db.aread(lambda tx: importing.import_rows(tx, actor, rows, dry_run=True))
    reply = await rt.db.awrite(lambda tx: importing.import_rows(tx, actor, rows, dry_run=False))
    memory_of(rt).clear()
    return reply


@router.get(PATH + "/export", response_class=Response, responses=CSV)
async def export_memorized_responses(rt: Rt, actor: Actor = requires(READ)) -> Response:
    """Every entry as CSV, in the columns that an import takes."""
    content = await rt.db.aread(lambda tx: importing.export_rows(tx, actor))
    return Response(content, media_type="text/csv; charset=utf-8", headers=FILE_HEADERS)


@router.get(PATH + "/{response_id}")
async def get_memorized_response(
    rt: Rt, response: Response, response_id: str, actor: Actor = requires(READ)
) -> MemorizedRead:
    """One memorized response."""
    shown = await rt.db.aread(lambda tx: service.show_response(service.get_response(tx, actor, response_id)))
    response.headers["ETag"] = f'"{shown.revision}"'
    return shown


@router.patch(PATH + "/{response_id}", openapi_extra={"requestBody": partial(MemorizedWrite)})
async def patch_memorized_response(
    rt: Rt,
    response: Response,
    response_id: str,
    sent: dict[str, Any],
    revision: IfMatch,
    actor: Actor = requires(WRITE),
) -> MemorizedRead:
    """Saves the fields that are sent; the next question meets them."""
    memory = memory_of(rt)
    before = await rt.db.aread(lambda tx: service.public(service.get_response(tx, actor, response_id)))
    wanted = _whole(before, sent)
    embedded = await memory.embedded([wanted.question, *wanted.alternates])

    def write(tx: Tx) -> MemorizedRead:
        now = service.public(service.get_response(tx, actor, response_id))
        made = service.update_response(tx, actor, response_id, _whole(now, sent), revision, embedded)
        return service.show_response(made)

    shown = await rt.db.awrite(write)
    memory.clear()
    response.headers["ETag"] = f'"{shown.revision}"'
    return shown


@router.delete(PATH + "/{response_id}", status_code=204)
async def delete_memorized_response(rt: Rt, response_id: str, actor: Actor = requires(WRITE)) -> None:
    """Deletes a memorized response with its hits."""
    await rt.db.awrite(lambda tx: service.delete_response(tx, actor, response_id))
    memory_of(rt).clear()


@router.get(PATH + "/{response_id}/hits")
async def get_memorized_hits(
    rt: Rt, response_id: str, limit: Limit = 50, cursor: Cursor = None, actor: Actor = requires(READ)
) -> Listing[HitRead]:
    """The uses of a memorized response, the newest first; kept for 180 days."""

    def read(tx: Tx) -> Listing[HitRead]:
        return Listing.of(service.list_hits(tx, actor, response_id, limit, cursor), service.show_hit)

    return await rt.db.aread(read)


def _whole(before: dict[str, Any], sent: dict[str, Any]) -> MemorizedWrite:
    """The entry with the fields that were sent; raises `Validation` (422000)."""
    try:
        return MemorizedWrite.model_validate({**before, **sent})
    except ValidationError as error:
        raise Validation(field_errors(error.errors())) from error
