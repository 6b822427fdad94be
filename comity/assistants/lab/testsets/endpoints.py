"""HTTP of test sets (`assistants.md` 3.13, 4.5)."""

import asyncio
import re
from pathlib import PurePath
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Query, Response, UploadFile

from comity.assistants.lab.testsets import csvfile, service
from comity.assistants.lab.testsets.of_messages import add_messages
from comity.assistants.lab.testsets.schemas import CasesOfMessages, SetName, StepRead, TestSetRead, TestSetUpdate
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.http import Cursor, IfMatch, Limit, Listing, Rt, requires

router = APIRouter(tags=["AI lab"])
READ, WRITE = "genai.lab.read", "genai.lab.write"
PATH = "/lab/test-sets"
BODY_LIMITS = [(re.compile(r"/api/v1/lab/test-sets(/[^/]+/file)?"), csvfile.BYTES + 1024 * 1024)]
CSV: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {}}}}


@router.get(PATH)
async def get_test_sets(
    rt: Rt,
    q: Annotated[str, Query(max_length=200)] = "",
    limit: Limit = 50,
    cursor: Cursor = None,
    actor: Actor = requires(READ),
) -> Listing[TestSetRead]:
    """The workspace's test sets, the newest first, each with its newest run."""

    def read(tx: Tx) -> Listing[TestSetRead]:
        page, last = service.list_sets(tx, actor, q, limit, cursor)
        return Listing.of(page, lambda row: service.show_in_list(row, last.get(row.id)))

    return await rt.db.aread(read)


@router.post(PATH, status_code=201)
async def post_test_set(
    rt: Rt,
    file: Annotated[UploadFile, File()],
    name: Annotated[SetName | None, Form()] = None,
    actor: Actor = requires(WRITE),
) -> TestSetRead:
    """A new test set of a CSV file; any error refuses the whole file (422910). Without a name it has the file's."""
    file_name = PurePath(file.filename or "cases.csv").name
    cases = await asyncio.to_thread(csvfile.parse, await file.read())

    def write(tx: Tx) -> TestSetRead:
        called = name or service.free_name(tx, actor.workspace_id, PurePath(file_name).stem)
        return service.show_set(tx, service.create_set(tx, actor, called, file_name, cases))

    return await rt.db.awrite(write)


@router.get(PATH + "/{set_id}")
async def get_test_set(rt: Rt, response: Response, set_id: str, actor: Actor = requires(READ)) -> TestSetRead:
    """One test set, with what should be known of its file."""
    shown = await rt.db.aread(lambda tx: service.show_set(tx, service.get_set(tx, actor, set_id)))
    response.headers["ETag"] = f'"{shown.revision}"'
    return shown


@router.patch(PATH + "/{set_id}")
async def patch_test_set(
    rt: Rt, response: Response, set_id: str, body: TestSetUpdate, revision: IfMatch, actor: Actor = requires(WRITE)
) -> TestSetRead:
    """Gives a test set another name."""

    def write(tx: Tx) -> TestSetRead:
        return service.show_set(tx, service.rename_set(tx, actor, set_id, body.name, revision))

    shown = await rt.db.awrite(write)
    response.headers["ETag"] = f'"{shown.revision}"'
    return shown


@router.delete(PATH + "/{set_id}", status_code=204)
async def delete_test_set(rt: Rt, set_id: str, actor: Actor = requires(WRITE)) -> None:
    """Deletes a test set; its runs stay in the history."""
    await rt.db.awrite(lambda tx: service.delete_set(tx, actor, set_id))


@router.put(PATH + "/{set_id}/file")
async def put_test_set_file(
    rt: Rt,
    response: Response,
    set_id: str,
    file: Annotated[UploadFile, File()],
    revision: IfMatch,
    actor: Actor = requires(WRITE),
) -> TestSetRead:
    """Puts another file in the place of the set's; any error refuses it whole. Runs keep the file they were made of."""
    file_name = PurePath(file.filename or "cases.csv").name
    cases = await asyncio.to_thread(csvfile.parse, await file.read())

    def write(tx: Tx) -> TestSetRead:
        return service.show_set(tx, service.replace_file(tx, actor, set_id, file_name, cases, revision))

    shown = await rt.db.awrite(write)
    response.headers["ETag"] = f'"{shown.revision}"'
    return shown


@router.get(PATH + "/{set_id}/file", response_class=Response, responses=CSV)
async def get_test_set_file(rt: Rt, set_id: str, actor: Actor = requires(READ)) -> Response:
    """The test set as the CSV file that an upload takes."""
    found, content = await rt.db.aread(lambda tx: service.file_of(tx, actor, set_id))
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name, safe='')}.csv"}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


@router.get(PATH + "/{set_id}/steps")
async def get_test_steps(
    rt: Rt, set_id: str, limit: Limit = 50, cursor: Cursor = None, actor: Actor = requires(READ)
) -> Listing[StepRead]:
    """The steps of a test set, in the order of its file."""
    return await rt.db.aread(
        lambda tx: Listing.of(service.list_steps(tx, actor, set_id, limit, cursor), service.show_step)
    )


@router.post("/lab/cases", status_code=201)
async def post_test_cases(rt: Rt, body: CasesOfMessages, actor: Actor = requires(WRITE)) -> TestSetRead:
    """Adds exchanges that took place, up to 200, as cases of a test set or of a new one; all of them or none."""
    return await rt.db.awrite(lambda tx: service.show_set(tx, add_messages(tx, actor, body)))
