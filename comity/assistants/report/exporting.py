"""Writing an export: page by page into storage, in constant memory, however many rows there are."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from comity.assistants.report import queries, service
from comity.assistants.report.schemas import ReportedMessage, ReportFilters
from comity.kernel import clock
from comity.kernel.db import Tx
from comity.kernel.runtime import Runtime
from comity.kernel.text import BYTE_ORDER_MARK, csv_text

ROWS_MAX = 100_000
PAGE = 500
COLUMNS = (
    "time", "message id", "session id", "user id", "assistant id", "source", "version", "question", "question in english",
    "answer", "outcome", "fulfillments", "chunk ids", "scores", "marks", "prompt tokens", "completion tokens", "cost", "currency",
    "seconds", "rating", "feedback",
)  # fmt: skip


@dataclass(slots=True)
class Progress:
    """How far an export is."""

    rows: int = 0
    is_cut: bool = False


async def write_export(rt: Runtime, workspace_id: str, export_id: str) -> None:
    """Writes the file of an export and says how it ended; does nothing for one that is gone or has ended."""
    filters = await rt.db.awrite(lambda tx: _begin(tx, workspace_id, export_id))
    if filters is None:
        return
    progress = Progress()
    key = f"{workspace_id}/exports/{export_id}.csv"
    stored = await rt.storage.put(key, _lines(rt, workspace_id, export_id, filters, progress))

    def end(tx: Tx) -> bool:
        export = queries.find_export(tx, workspace_id, export_id)
        if export is None or export.state not in queries.OPEN:
            return False
        export.state, export.rows, export.is_cut = "done", progress.rows, int(progress.is_cut)
        export.size_bytes, export.ended_at = stored.size_bytes, clock.now()
        service.tell(tx, export)
        return True

    if not await rt.db.awrite(end):  # it was forgotten or given up meanwhile
        await rt.storage.delete(key)


def _begin(tx: Tx, workspace_id: str, export_id: str) -> ReportFilters | None:
    export = queries.find_export(tx, workspace_id, export_id)
    if export is None or export.state not in queries.OPEN:
        return None
    export.state = "running"
    service.tell(tx, export)
    return ReportFilters.model_validate(export.filters)


async def _lines(
    rt: Runtime, workspace_id: str, export_id: str, filters: ReportFilters, progress: Progress
) -> AsyncIterator[bytes]:
    yield (BYTE_ORDER_MARK + csv_text([COLUMNS])).encode()
    cursor: str | None = None
    while True:
        page = await rt.db.aread(lambda tx, c=cursor: service.page_of(tx, workspace_id, filters, PAGE, c))
        rows = page.data[: ROWS_MAX - progress.rows]
        yield csv_text(map(_row, rows)).encode()
        progress.rows += len(rows)
        cursor = page.next_cursor
        progress.is_cut = progress.rows >= ROWS_MAX and (cursor is not None or len(rows) < len(page.data))
        if cursor is None or progress.rows >= ROWS_MAX:
            return
        await rt.db.awrite(lambda tx: _tell(tx, workspace_id, export_id, progress.rows))


def _tell(tx: Tx, workspace_id: str, export_id: str, rows: int) -> None:
    export = queries.find_export(tx, workspace_id, export_id)
    if export is not None:
        export.rows = rows
        if rows % (PAGE * 10) == 0:
            service.tell(tx, export)


def _row(message: ReportedMessage) -> list[Any]:
    cost = message.cost or {"amount": "", "currency": ""}
    return [
        clock.iso(message.created_at),
        message.message_id,
        message.session_id,
        message.user_id or "",
        message.assistant_id,
        message.source,
        message.version,
        message.question,
        message.question_en or "",
        message.answer or "",
        message.outcome,
        " | ".join(one.name for one in message.fulfillments),
        " | ".join(one.id for one in message.chunks),
        " | ".join(f"{one.score:.2f}" for one in message.chunks),
        " | ".join(message.marks),
        message.prompt_tokens,
        message.completion_tokens,
        cost["amount"],
        cost["currency"],
        message.seconds,
        message.rating or "",
        " | ".join(one.comment or one.reason for one in message.feedback if one.comment or one.reason),
    ]
