"""Chunks as a CSV with their ids, page by page: an export of a million chunks holds one page in memory."""

import csv
import io
from collections.abc import AsyncIterator, Iterable
from typing import Any

import msgspec

from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.runtime import Runtime
from comity.knowledge import service as base_service
from comity.knowledge.chunks import queries, service
from comity.knowledge.csvfile.reading import COLUMNS
from comity.knowledge.models import Chunk, ChunkRevision

PAGE = 200
HEADER = [*COLUMNS, "document", "page", "enabled"]
SPREADSHEET_MARK = b"\xef\xbb\xbf"

Piece = tuple[bytes, str | None]


async def stream(rt: Runtime, actor: Actor, base_id: str, filters: dict[str, Any]) -> AsyncIterator[bytes]:
    """The file of a base's chunks in reading order: the columns a CSV File takes, then document title, page and whether it is in use.

    `filters` are those of `service.list_chunks`. The header comes first, so that a refusal is known before anything is sent.
    """
    yield SPREADSHEET_MARK + _lines([HEADER])
    cursor: str | None = None
    while True:
        piece, cursor = await rt.db.aread(_page(actor, base_id, filters, cursor))
        yield piece
        if cursor is None:
            return


def _page(actor: Actor, base_id: str, filters: dict[str, Any], cursor: str | None) -> Any:
    def read(tx: Tx) -> Piece:
        base = base_service.get_base(tx, actor, base_id)
        found, revisions = service.list_chunks(tx, base, **filters, limit=PAGE, cursor=cursor)
        titles = queries.document_titles(tx, list({chunk.document_id for chunk in found.rows}))
        rows = (_row(chunk, revisions[chunk.id], titles.get(chunk.document_id, "")) for chunk in found.rows)
        return _lines(rows), found.next_cursor

    return read


def _row(chunk: Chunk, revision: ChunkRevision, title: str) -> list[Any]:
    values = {
        "id": chunk.chunk_id,
        "content": revision.content,
        "title": revision.title,
        "keywords": _json(revision.keywords),
        "questions": _json(revision.questions),
        "metadata": _json(revision.metadata_),
    }
    return [*(values[column] for column in COLUMNS), title, revision.page or "", str(revision.enabled).lower()]


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode() if value else ""


def _lines(rows: Iterable[list[Any]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()
