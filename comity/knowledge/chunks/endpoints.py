"""HTTP of chunks: browsing, editing, history."""

from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.http import Cursor, IfMatch, Limit, Listing, Rt, requires
from comity.knowledge import service as base_service
from comity.knowledge.chunks import exporting, queries, reshaping, service
from comity.knowledge.chunks.schemas import (
    ChunkCreate,
    ChunkRead,
    ChunkWrite,
    MergeRequest,
    Neighbours,
    ReshapeReply,
    SplitRequest,
)
from comity.knowledge.documents.service import get_document, manual_document

router = APIRouter(tags=["knowledge"])
READ, WRITE = "genai.knowledge.read", "genai.knowledge.write"
PATH = "/knowledge-bases/{base_id}/chunks"
CSV_TEXT: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {}}}}


@router.get(PATH)
async def get_chunks(
    rt: Rt,
    base_id: str,
    documentId: str = "",
    q: str = "",
    enabled: bool | None = None,
    edited: bool | None = None,
    page: int | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
    actor: Actor = requires(READ),
) -> Listing[ChunkRead]:
    """Chunks of a base in reading order."""

    def read(tx: Tx) -> Listing[ChunkRead]:
        found, revisions = service.list_chunks(
            tx,
            base_service.get_holding_base(tx, actor, base_id),
            document_id=documentId,
            q=q,
            enabled=enabled,
            edited=edited,
            page_number=page,
            limit=limit,
            cursor=cursor,
        )
        return Listing.of(found, lambda chunk: service.show_chunk(chunk, revisions[chunk.id]))

    return await rt.db.aread(read)


@router.get(PATH + ".csv", response_class=Response, responses=CSV_TEXT)
async def get_chunks_csv(
    rt: Rt,
    base_id: str,
    documentId: str = "",
    q: str = "",
    enabled: bool | None = None,
    edited: bool | None = None,
    page: int | None = None,
    actor: Actor = requires(READ),
) -> Response:
    """The same chunks as a CSV download, with the ids that AI Lab and answers name them by."""
    await rt.db.aread(lambda tx: base_service.get_holding_base(tx, actor, base_id))
    filters = {"document_id": documentId, "q": q, "enabled": enabled, "edited": edited, "page_number": page}
    headers = {"Content-Disposition": 'attachment; filename="chunks.csv"'}
    rows = exporting.stream(rt, actor, base_id, filters)
    return StreamingResponse(rows, media_type="text/csv; charset=utf-8", headers=headers)


@router.post(PATH, status_code=201)
async def post_chunk(rt: Rt, base_id: str, body: ChunkCreate, actor: Actor = requires(WRITE)) -> ChunkRead:
    """A chunk made by hand, searchable by its words at once."""

    def write(tx: Tx) -> ChunkRead:
        base = base_service.get_editable_base(tx, actor, base_id)
        id_ = body.document_id
        document = get_document(tx, actor, base_id, id_) if id_ else manual_document(tx, actor, base)
        return service.show_chunk(*service.create_chunk(tx, actor, base, document, body))

    return await rt.db.awrite(write)


@router.get(PATH + "/{chunk_id}")
async def get_chunk(
    rt: Rt, response: Response, base_id: str, chunk_id: str, actor: Actor = requires(READ)
) -> ChunkRead:
    """One chunk."""

    def read(tx: Tx) -> ChunkRead:
        base = base_service.get_holding_base(tx, actor, base_id)
        return service.show_chunk(*service.get_chunk(tx, base, chunk_id))

    shown = await rt.db.aread(read)
    response.headers["ETag"] = f'"{shown.revision}"'
    return shown


@router.patch(PATH + "/{chunk_id}")
async def patch_chunk(
    rt: Rt, base_id: str, chunk_id: str, body: ChunkWrite, revision: IfMatch, actor: Actor = requires(WRITE)
) -> ChunkRead:
    """Edits a chunk; the edit survives a new reading of its document.

    `keepMine: false` for one that was split or merged makes each piece of the document a chunk again; the reply is the first.
    """

    def write(tx: Tx) -> ChunkRead:
        base = base_service.get_editable_base(tx, actor, base_id)
        if body.keep_mine is False and (taken := reshaping.take_source(tx, actor, base, chunk_id, revision)):
            return service.show_chunk(*taken)
        return service.show_chunk(*service.edit_chunk(tx, actor, base, chunk_id, body, revision))

    return await rt.db.awrite(write)


@router.get(PATH + "/{chunk_id}/neighbours")
async def get_neighbours(rt: Rt, base_id: str, chunk_id: str, actor: Actor = requires(READ)) -> Neighbours:
    """The chunks that one can be merged with: those before and after it in its document."""

    def read(tx: Tx) -> Neighbours:
        base = base_service.get_holding_base(tx, actor, base_id)
        chunk, _ = service.get_chunk(tx, base, chunk_id)
        before, after = (service.show_chunk(*one) if one else None for one in queries.neighbours(tx, chunk))
        return Neighbours(before=before, after=after)

    return await rt.db.aread(read)


@router.post(PATH + "/{chunk_id}/split")
async def split_chunk(
    rt: Rt, base_id: str, chunk_id: str, body: SplitRequest, revision: IfMatch, actor: Actor = requires(WRITE)
) -> ReshapeReply:
    """Cuts a chunk in two; the first keeps the id. With `dryRun` nothing is changed, and the reply is what would come out."""

    def write(tx: Tx) -> ReshapeReply:
        base = base_service.get_editable_base(tx, actor, base_id)
        if body.dry_run:
            return ReshapeReply(dry_run=True, chunks=reshaping.preview_split(tx, base, chunk_id, body.at, revision))
        return ReshapeReply(dry_run=False, chunks=reshaping.split_chunk(tx, actor, base, chunk_id, body.at, revision))

    return await rt.db.awrite(write)


@router.post(PATH + "/{chunk_id}/merge")
async def merge_chunks(
    rt: Rt, base_id: str, chunk_id: str, body: MergeRequest, revision: IfMatch, actor: Actor = requires(WRITE)
) -> ReshapeReply:
    """Makes neighbours of one document part of a chunk, which keeps its id. With `dryRun` nothing is changed."""

    def write(tx: Tx) -> ReshapeReply:
        base = base_service.get_editable_base(tx, actor, base_id)
        if body.dry_run:
            would = reshaping.preview_merge(tx, base, chunk_id, body.chunks, revision)
            return ReshapeReply(dry_run=True, chunks=would)
        made = reshaping.merge_chunks(tx, actor, base, chunk_id, body.chunks, revision)
        return ReshapeReply(dry_run=False, chunks=made)

    return await rt.db.awrite(write)


@router.post(PATH + "/{chunk_id}/undo")
async def undo_reshaping(
    rt: Rt, base_id: str, chunk_id: str, revision: IfMatch, actor: Actor = requires(WRITE)
) -> ReshapeReply:
    """Takes back the split or merge that the chunk came from, unless one of its chunks was changed since (409955)."""

    def write(tx: Tx) -> ReshapeReply:
        base = base_service.get_editable_base(tx, actor, base_id)
        made = reshaping.undo_reshaping(tx, actor, base, chunk_id, revision)
        return ReshapeReply(dry_run=False, chunks=made)

    return await rt.db.awrite(write)


@router.delete(PATH + "/{chunk_id}", status_code=204)
async def delete_chunk(rt: Rt, base_id: str, chunk_id: str, actor: Actor = requires(WRITE)) -> None:
    """Takes a chunk out of search."""

    def write(tx: Tx) -> None:
        base = base_service.get_editable_base(tx, actor, base_id)
        service.delete_chunk(tx, actor, base, chunk_id)

    await rt.db.awrite(write)


@router.get(PATH + "/{chunk_id}/revisions")
async def get_revisions(rt: Rt, base_id: str, chunk_id: str, actor: Actor = requires(READ)) -> Listing[ChunkRead]:
    """What the chunk said before, the newest first."""

    def read(tx: Tx) -> Listing[ChunkRead]:
        base = base_service.get_holding_base(tx, actor, base_id)
        chunk, _ = service.get_chunk(tx, base, chunk_id)
        return Listing(data=[service.show_chunk(chunk, r) for r in queries.revisions_of(tx, chunk)])

    return await rt.db.aread(read)
