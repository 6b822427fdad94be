"""Taking files in: what they are is decided before anything is stored."""

import mimetypes
from collections.abc import AsyncIterator
from pathlib import PurePosixPath

from fastapi import UploadFile

from comity.kernel.ids import new_id
from comity.kernel.runtime import Runtime
from comity.knowledge import limits
from comity.knowledge.documents.service import StoredFile
from comity.knowledge.errors import FileTooLarge, KnowledgeLimit, UnsupportedFileType
from comity.knowledge.parsing import UnsupportedType
from comity.knowledge.parsing.detect import sniff

PIECE = 256 * 1024


async def store_upload(rt: Runtime, workspace_id: str, upload: UploadFile, max_bytes: int) -> StoredFile:
    """Stores an uploaded file under a key of its own.

    Raises `FileTooLarge` (413950) and `UnsupportedFileType` (415950); then nothing is kept.
    """
    name = clean_name(upload.filename or "file")
    if upload.size is not None and upload.size > max_bytes:
        raise FileTooLarge(name, upload.size, max_bytes)
    type_ = await _type_of(name, upload)
    return await _store(rt, workspace_id, name, type_, "file", _pieces(upload))


async def store_text(rt: Runtime, workspace_id: str, title: str, text: str, format_: str) -> StoredFile:
    """Stores pasted text as a file."""

    async def pieces() -> AsyncIterator[bytes]:
        yield text.encode()

    return await _store(rt, workspace_id, f"{title}.{format_}", format_, "text", pieces(), title=title)


async def store_file(rt: Runtime, workspace_id: str, name: str, content: bytes) -> StoredFile:
    """Stores a file whose bytes are at hand; raises as `store_upload` does."""
    try:
        type_ = str(sniff(clean_name(name), content[:8192]))
    except UnsupportedType as error:
        raise UnsupportedFileType(str(error)) from error

    async def pieces() -> AsyncIterator[bytes]:
        yield content

    return await _store(rt, workspace_id, clean_name(name), type_, "file", pieces())


def clean_name(name: str) -> str:
    """The last part of a file name, without control characters, at most 255 characters."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(c for c in last if c.isprintable())[-255:] or "file"


async def _type_of(name: str, upload: UploadFile) -> str:
    head = await upload.read(8192)
    await upload.seek(0)
    try:
        return str(sniff(name, head))
    except UnsupportedType as error:
        raise UnsupportedFileType(str(error)) from error


async def _pieces(upload: UploadFile) -> AsyncIterator[bytes]:
    while piece := await upload.read(PIECE):
        yield piece


async def _store(
    rt: Runtime, workspace_id: str, name: str, type_: str, source: str, pieces: AsyncIterator[bytes], title: str = ""
) -> StoredFile:
    key = f"{workspace_id}/knowledge/{new_id()}"
    stored = await rt.storage.put(key, pieces)
    return StoredFile(
        key=key,
        name=name,
        title=title or PurePosixPath(name).stem,
        type=type_,
        mime=mimetypes.guess_type(f"x.{type_}")[0] or "application/octet-stream",
        size_bytes=stored.size_bytes,
        sha256=stored.sha256,
        source=source,
    )


def check_count(count: int) -> None:
    """Raises `KnowledgeLimit` (422952) for more than 100 files at once."""
    if count > limits.FILES_PER_UPLOAD:
        raise KnowledgeLimit(f"At most {limits.FILES_PER_UPLOAD} files in one upload. Send the rest after.")
