"""HTTP of bundles."""

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile

from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.errors import ComityError
from comity.kernel.http import Rt, requires
from comity.kernel.ids import new_id
from comity.knowledge import limits
from comity.knowledge import service as base_service
from comity.knowledge.bundles import reading, replacing, service
from comity.knowledge.bundles.format import Manifest
from comity.knowledge.errors import FileTooLarge
from comity.knowledge.jobs import upkeep
from comity.knowledge.jobs.models import BaseJob
from comity.knowledge.jobs.schemas import JobRead

router = APIRouter(tags=["knowledge"])
READ, WRITE = "genai.knowledge.read", "genai.knowledge.write"
BODY_LIMITS = [(re.compile(r"/api/v1/knowledge-bases/import"), limits.BUNDLE_BYTES + limits.MB)]
PIECE = 1 << 20


@router.post("/knowledge-bases/import", status_code=202)
async def import_bundle(
    rt: Rt,
    file: Annotated[UploadFile, File()],
    name: Annotated[str | None, Form(max_length=255)] = None,
    into: Annotated[str | None, Form(max_length=36)] = None,
    actor: Actor = requires(WRITE),
) -> JobRead:
    """Brings a bundle in by a job, as a new base, or in the place of what the base `into` holds now; its versions stay.

    The bundle is read whole first; 422953 for anything in it that is not as it must be. Raises 409953 while another job has the
    base for itself, 409954 for changes of it that no version holds.
    """
    if file.size is not None and file.size > limits.BUNDLE_BYTES:
        raise FileTooLarge(file.filename or "bundle", file.size, limits.BUNDLE_BYTES)
    key = f"{actor.workspace_id}/imports/{new_id()}"
    await rt.storage.put(key, _pieces(file), max_bytes=limits.BUNDLE_BYTES)
    try:
        async with rt.storage.local_path(key) as path:
            checked = await asyncio.to_thread(reading.check, path)
        job = await rt.db.awrite(lambda tx: _ask(tx, actor, checked.manifest, key, name, into))
    except ComityError:
        await rt.storage.delete(key)
        raise
    return upkeep.show(job)


def _ask(tx: Tx, actor: Actor, manifest: Manifest, key: str, name: str | None, into: str | None) -> BaseJob:
    if into is None:
        return service.ask_import(tx, actor, manifest, key, name)
    base = base_service.get_holding_base(tx, actor, into, lock=True)
    return replacing.ask_replace(tx, actor, base, manifest, key)


async def _pieces(upload: UploadFile) -> AsyncIterator[bytes]:
    while piece := await upload.read(PIECE):
        yield piece


@router.post("/knowledge-bases/{base_id}/export", status_code=202)
async def export_bundle(
    rt: Rt, base_id: str, version: int | None = None, files: bool = True, actor: Actor = requires(READ)
) -> JobRead:
    """Writes a version into one file, by a job; `GET /jobs/{id}/file` downloads it. `files`: with the original files."""

    def write(tx: Tx) -> JobRead:
        base = base_service.get_holding_base(tx, actor, base_id, lock=True)
        return upkeep.show(service.ask_export(tx, actor, base, version, files=files))

    return await rt.db.awrite(write)
