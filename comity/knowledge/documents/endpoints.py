"""HTTP of documents: uploads, text, states, files, pages."""

import asyncio
import re
from collections.abc import Awaitable, Iterable
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Request, Response, UploadFile
from fastapi.responses import StreamingResponse
from pydantic import ValidationError

from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.errors import ComityError, Validation, field_error
from comity.kernel.http import Cursor, IfMatch, Limit, Listing, Rt, requires
from comity.kernel.http.rules import field_errors
from comity.knowledge import csvfile, limits, queries
from comity.knowledge import service as base_service
from comity.knowledge.csvbase import service as csv_service
from comity.knowledge.csvbase.schemas import CsvReply
from comity.knowledge.documents import service
from comity.knowledge.documents.samples import read_samples
from comity.knowledge.documents.schemas import (
    DocumentRead,
    DocumentsTaken,
    DocumentTaken,
    DocumentUpdate,
    PageRead,
    TextCreate,
)
from comity.knowledge.documents.service import StoredFile
from comity.knowledge.documents.state import show_document, show_documents
from comity.knowledge.errors import CsvInvalid, DocumentNotFound, FileTooLarge
from comity.knowledge.models import Document
from comity.knowledge.parsing.sandbox import render_page
from comity.knowledge.uploads import check_count, store_file, store_text, store_upload

router = APIRouter(tags=["knowledge"])
READ, WRITE = "genai.knowledge.read", "genai.knowledge.write"
PATH = "/knowledge-bases/{base_id}/documents"
BODY_LIMITS = [
    (re.compile(r"/api/v1/knowledge-bases/[^/]+/documents(/[^/]+)?"), limits.FILES_PER_UPLOAD * limits.FILE_BYTES),
    (re.compile(r"/api/v1/knowledge-bases/[^/]+/csv"), limits.CSV_BYTES + limits.MB),
]
IMAGE_SCALE = 1.6
BINARY: dict[int | str, dict[str, Any]] = {200: {"content": {"application/octet-stream": {}}}}
PICTURE: dict[int | str, dict[str, Any]] = {200: {"content": {"image/png": {}}}}
CSV_TEXT: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {}}}}
_FILES = {"type": "array", "items": {"type": "string", "format": "binary"}}
UPLOAD_BODY = {
    "required": True,
    "content": {
        "multipart/form-data": {"schema": {"type": "object", "properties": {"files[]": _FILES}}},
        "application/json": {"schema": TextCreate.model_json_schema(by_alias=True)},
    },
}
REPLACE_BODY = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}}
        },
        "application/json": {"schema": TextCreate.model_json_schema(by_alias=True)},
    },
}


@router.get(PATH)
async def get_documents(
    rt: Rt,
    base_id: str,
    state: str = "",
    q: str = "",
    source: str = "",
    limit: Limit = 50,
    cursor: Cursor = None,
    actor: Actor = requires(READ),
) -> Listing[DocumentRead]:
    """Documents of a base with their states. `state`: one of them, `working`, or `unread`: ready, but for pages that are pictures."""

    def read(tx: Tx) -> Listing[DocumentRead]:
        base = base_service.get_holding_base(tx, actor, base_id)
        page = service.list_documents(tx, actor, base, state=state, q=q, source=source, limit=limit, cursor=cursor)
        return Listing(data=show_documents(tx, page.rows), next_cursor=page.next_cursor)

    return await rt.db.aread(read)


@router.post(PATH, status_code=202, response_model_exclude_unset=True, openapi_extra={"requestBody": UPLOAD_BODY})
async def post_documents(
    rt: Rt, request: Request, response: Response, base_id: str, actor: Actor = requires(WRITE)
) -> DocumentsTaken:
    """Takes files (multipart `files[]`) or one text (JSON); each file is answered apart."""
    await rt.db.aread(lambda tx: base_service.get_editable_base(tx, actor, base_id, lock=False))
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        async with request.form(max_files=1000) as form:
            fields = [*form.getlist("files[]"), *form.getlist("files")]
            uploads = [item for item in fields if not isinstance(item, str)]
            return await _take_files(rt, response, actor, base_id, uploads)
    text = await _text_of(request)
    file = await store_text(rt, actor.workspace_id, text.title, text.text, text.format)
    taken = await _add(rt, actor, base_id, file)
    return DocumentsTaken(data=[taken])


@router.post(PATH + "/samples", status_code=202, response_model_exclude_unset=True)
async def post_samples(rt: Rt, response: Response, base_id: str, actor: Actor = requires(WRITE)) -> DocumentsTaken:
    """Takes the sample documents that come with Comity, as if they had been uploaded; each is answered apart."""
    await rt.db.aread(lambda tx: base_service.get_editable_base(tx, actor, base_id, lock=False))
    samples = await asyncio.to_thread(read_samples)
    files = ((name, store_file(rt, actor.workspace_id, name, content)) for name, content in samples)
    return await _take(rt, response, actor, base_id, files)


async def _take_files(rt: Rt, response: Response, actor: Actor, base_id: str, uploads: list[Any]) -> DocumentsTaken:
    if not uploads:
        raise Validation([field_error("files", "required", "Send one file or more in the field files[].")])
    check_count(len(uploads))
    files = (
        (upload.filename or "file", store_upload(rt, actor.workspace_id, upload, limits.FILE_BYTES))
        for upload in uploads
    )
    return await _take(rt, response, actor, base_id, files)


async def _take(
    rt: Rt, response: Response, actor: Actor, base_id: str, files: Iterable[tuple[str, Awaitable[StoredFile]]]
) -> DocumentsTaken:
    """Stores and adds each file by its name; a refusal of one lets the others be."""
    results: list[DocumentTaken] = []
    errors: list[ComityError] = []
    for name, storing in files:
        try:
            results.append(await _add(rt, actor, base_id, await storing))
        except ComityError as error:
            errors.append(error)
            results.append(DocumentTaken(name=name, error=error.to_wire()))
    if len(errors) == len(results):
        response.status_code = errors[0].status
    return DocumentsTaken(data=results)


async def _add(rt: Rt, actor: Actor, base_id: str, file: StoredFile) -> DocumentTaken:
    def add(tx: Tx) -> Document:
        return service.add_document(tx, actor, base_service.get_editable_base(tx, actor, base_id), file)

    try:
        document = await rt.db.awrite(add)
    except ComityError:
        await rt.storage.delete(file.key)
        raise
    return DocumentTaken(name=file.name, document_id=document.id, state="queued")


def _file_in(sent: Any) -> Any:
    if sent is None or isinstance(sent, str):
        raise Validation([field_error("file", "required", "Send one file in the field file.")])
    return sent


async def _text_of(request: Request) -> TextCreate:
    try:
        return TextCreate.model_validate_json(await request.body())
    except ValidationError as error:
        raise Validation(field_errors(error.errors())) from error


@router.get(PATH + "/{document_id}")
async def get_document(
    rt: Rt, response: Response, base_id: str, document_id: str, actor: Actor = requires(READ)
) -> DocumentRead:
    """One document with its state and the labels of its pages."""

    def read(tx: Tx) -> DocumentRead:
        document = service.get_document(tx, actor, base_id, document_id)
        shown = show_document(tx, document)
        shown.page_labels = queries.page_labels(tx, document.latest_version_id or "")
        return shown

    shown = await rt.db.aread(read)
    response.headers["ETag"] = f'"{shown.revision}"'
    return shown


@router.patch(PATH + "/{document_id}")
async def patch_document(
    rt: Rt,
    base_id: str,
    document_id: str,
    body: DocumentUpdate,
    revision: IfMatch,
    actor: Actor = requires(WRITE),
) -> DocumentRead:
    """Changes what is known of a document: title, on or off, dates, labels, metadata."""

    def write(tx: Tx) -> DocumentRead:
        base = base_service.get_editable_base(tx, actor, base_id)
        return show_document(tx, service.update_document(tx, actor, base, document_id, body, revision))

    return await rt.db.awrite(write)


@router.put(PATH + "/{document_id}", status_code=202, openapi_extra={"requestBody": REPLACE_BODY})
async def put_document(
    rt: Rt, request: Request, base_id: str, document_id: str, revision: IfMatch, actor: Actor = requires(WRITE)
) -> DocumentRead:
    """Replaces a document's file (multipart `file`), or edits a text in place (JSON); the old text serves until the new one is found."""
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        async with request.form(max_files=10) as form:
            stored = await store_upload(rt, actor.workspace_id, _file_in(form.get("file")), limits.FILE_BYTES)
        verb = service.replace_document
    else:
        text = await _text_of(request)
        stored = await store_text(rt, actor.workspace_id, text.title, text.text, text.format)
        verb = service.edit_text

    def write(tx: Tx) -> DocumentRead:
        base = base_service.get_editable_base(tx, actor, base_id)
        return show_document(tx, verb(tx, actor, base, document_id, stored, revision))

    try:
        return await rt.db.awrite(write)
    except ComityError:
        await rt.storage.delete(stored.key)
        raise


@router.delete(PATH + "/{document_id}", status_code=204)
async def delete_document(
    rt: Rt, base_id: str, document_id: str, purge: bool = False, actor: Actor = requires(WRITE)
) -> None:
    """Takes a document out of search at once; with `purge` also its text and file."""

    def write(tx: Tx) -> list[str]:
        base = base_service.get_editable_base(tx, actor, base_id)
        return service.delete_document(tx, actor, base, document_id, purge=purge)

    for key in await rt.db.awrite(write):
        await rt.storage.delete(key)


async def _act(rt: Rt, actor: Actor, base_id: str, document_id: str, verb: Any, **more: Any) -> DocumentRead:
    def write(tx: Tx) -> DocumentRead:
        base = base_service.get_holding_base(tx, actor, base_id)
        return show_document(tx, verb(tx, actor, base, document_id, **more))

    return await rt.db.awrite(write)


@router.post(PATH + "/{document_id}/retry")
async def retry(rt: Rt, base_id: str, document_id: str, actor: Actor = requires(WRITE)) -> DocumentRead:
    """Starts again at the step that failed. A document that is ready is read again, as after text recognition was installed."""
    return await _act(rt, actor, base_id, document_id, service.retry_document)


@router.post(PATH + "/{document_id}/cancel")
async def cancel(rt: Rt, base_id: str, document_id: str, actor: Actor = requires(WRITE)) -> DocumentRead:
    """Stops the reading of a document."""
    return await _act(rt, actor, base_id, document_id, service.cancel_document)


@router.post(PATH + "/{document_id}/pause")
async def pause(
    rt: Rt, base_id: str, document_id: str, paused: bool = True, actor: Actor = requires(WRITE)
) -> DocumentRead:
    """Holds the reading of a document, or with `paused=false` lets it go on."""
    return await _act(rt, actor, base_id, document_id, service.pause_document, paused=paused)


async def _file_of(rt: Rt, actor: Actor, base_id: str, document_id: str) -> tuple[Document, str, str]:
    def read(tx: Tx) -> tuple[Document, str, str]:
        document = service.get_document(tx, actor, base_id, document_id)
        version = queries.get_version(tx, document.latest_version_id or "")
        return document, version.file_key, version.file_type

    document, key, type_ = await rt.db.aread(read)
    if not key:
        raise DocumentNotFound("Hand-made chunks have no file.")
    return document, key, type_


@router.get(PATH + "/{document_id}/file", response_class=Response, responses=BINARY)
async def get_file(rt: Rt, base_id: str, document_id: str, actor: Actor = requires(READ)) -> Response:
    """The original file, as a download."""
    document, key, _ = await _file_of(rt, actor, base_id, document_id)
    plain = document.path.encode("ascii", "replace").decode().replace('"', "'")
    named = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(document.path, safe='')}"
    headers = {"Content-Disposition": named, "Content-Security-Policy": "sandbox"}
    return StreamingResponse(rt.storage.open(key), media_type=document.mime, headers=headers)


@router.get(PATH + "/{document_id}/pages/{number}")
async def get_page(rt: Rt, base_id: str, document_id: str, number: int, actor: Actor = requires(READ)) -> PageRead:
    """A page as it was parsed: text and blocks with their places."""

    def read(tx: Tx) -> PageRead:
        document = service.get_document(tx, actor, base_id, document_id)
        page = queries.find_page(tx, document.latest_version_id or "", number)
        if page is None:
            raise DocumentNotFound("This document has no such page, or it is not parsed yet.")
        return PageRead.model_validate(page)

    return await rt.db.aread(read)


@router.get(PATH + "/{document_id}/pages/{number}/image", response_class=Response, responses=PICTURE)
async def get_page_image(
    rt: Rt, base_id: str, document_id: str, number: int, actor: Actor = requires(READ)
) -> Response:
    """A PDF page as a picture, for the split view."""
    _, key, type_ = await _file_of(rt, actor, base_id, document_id)
    if type_ != "pdf":
        raise DocumentNotFound("Only PDF pages have pictures.")
    async with rt.storage.local_path(key) as path:
        image = await render_page(path, number, IMAGE_SCALE)
    return Response(image, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


@router.put("/knowledge-bases/{base_id}/csv", status_code=202)
async def put_csv(
    rt: Rt,
    base_id: str,
    file: Annotated[UploadFile, File()],
    encoding: Annotated[str | None, Form()] = None,
    overwriteEdits: Annotated[bool, Form()] = False,
    dryRun: Annotated[bool, Form()] = False,
    actor: Actor = requires(WRITE),
) -> CsvReply:
    """Replaces all rows of a CSV base, or with `dryRun` says what that would change. Any error refuses the whole file."""
    base = await rt.db.aread(lambda tx: base_service.get_editable_base(tx, actor, base_id, lock=False))
    name = file.filename or "file.csv"
    content = await file.read()
    if len(content) > limits.CSV_BYTES:
        raise FileTooLarge(name, len(content), limits.CSV_BYTES)
    try:
        rows = await asyncio.to_thread(csvfile.parse, content, encoding=encoding)
    except csvfile.CsvProblem as problem:
        raise CsvInvalid(str(problem), errors=problem.errors) from problem
    said = await asyncio.to_thread(csv_service.analysed, rows, name, base.language)
    if dryRun:
        return await rt.db.aread(lambda tx: csv_service.preview(tx, base, said, rows.ignored_columns))
    await file.seek(0)
    stored = await store_upload(rt, actor.workspace_id, file, limits.CSV_BYTES)

    def write(tx: Tx) -> CsvReply:
        locked = base_service.get_editable_base(tx, actor, base_id)
        return csv_service.replace_rows(
            tx, actor, locked, stored, said, rows.ignored_columns, overwrite_edits=overwriteEdits
        )

    try:
        return await rt.db.awrite(write)
    except ComityError:
        await rt.storage.delete(stored.key)
        raise


@router.get("/knowledge-bases/{base_id}/csv", response_class=Response, responses=CSV_TEXT)
async def get_csv(rt: Rt, base_id: str, actor: Actor = requires(READ)) -> Response:
    """The rows as they stand, with their ids, as CSV."""
    rows = await rt.db.aread(lambda tx: csv_service.rows_of(tx, base_service.get_holding_base(tx, actor, base_id)))
    headers = {"Content-Disposition": 'attachment; filename="knowledge.csv"'}
    return Response(csvfile.write(rows), media_type="text/csv; charset=utf-8", headers=headers)
