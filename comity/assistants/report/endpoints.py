"""HTTP of the report: its pages, and exports as CSV."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse

from comity.assistants.report import service
from comity.assistants.report.schemas import ExportRead, ExportRequest, ReportedMessage, ReportFilters
from comity.assistants.report.tasks import lifespan
from comity.kernel.context import Actor
from comity.kernel.http import Cursor, Limit, Listing, Rt, requires

__all__ = ["lifespan", "router"]

router = APIRouter(tags=["reports"])
READ, EXPORT = "genai.reports.read", "genai.reports.export"
EXPORTS = "/gen-ai/messages/exports"
CSV_TEXT = {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}


class ReportQuery(ReportFilters):
    """The filters with the page."""

    limit: int = Query(default=50, ge=1, le=200)
    cursor: str | None = Query(default=None, max_length=2000)


@router.get("/gen-ai/messages")
async def get_report(
    rt: Rt, query: Annotated[ReportQuery, Query()], actor: Actor = requires(READ)
) -> Listing[ReportedMessage]:
    """Exchanges that have ended, the newest first: all filters hold together; without `source` those of real callers."""
    return await rt.db.aread(lambda tx: service.list_messages(tx, actor, query, query.limit, query.cursor))


@router.post("/gen-ai/messages/export", status_code=202)
async def post_export(
    rt: Rt, response: Response, body: ExportRequest | None = None, actor: Actor = requires(EXPORT)
) -> ExportRead:
    """Has the report written as CSV, at most its newest 100,000 rows; its state is at `Location`."""
    filters = body or ExportRequest()
    made = await rt.db.awrite(lambda tx: service.show_export(service.ask_export(tx, actor, filters)))
    response.headers["Location"] = f"/api/v1{EXPORTS}/{made.id}"
    return made


@router.get(EXPORTS)
async def get_exports(
    rt: Rt, limit: Limit = 50, cursor: Cursor = None, actor: Actor = requires(EXPORT)
) -> Listing[ExportRead]:
    """The exports of the last seven days."""
    return await rt.db.aread(lambda tx: Listing.of(service.list_exports(tx, actor, limit, cursor), service.show_export))


@router.get(EXPORTS + "/{export_id}")
async def get_export(rt: Rt, export_id: str, actor: Actor = requires(EXPORT)) -> ExportRead:
    """How far an export is."""
    return await rt.db.aread(lambda tx: service.show_export(service.get_export(tx, actor, export_id)))


@router.get(EXPORTS + "/{export_id}/file", response_class=Response, responses=CSV_TEXT)  # pyright: ignore[reportArgumentType]
async def get_export_file(rt: Rt, export_id: str, actor: Actor = requires(EXPORT)) -> Response:
    """The CSV of an export that is done."""
    export = await rt.db.aread(lambda tx: service.finished_export(tx, actor, export_id))
    headers = {"Content-Disposition": 'attachment; filename="messages.csv"'}
    return StreamingResponse(
        rt.storage.open(service.file_of(export)), media_type="text/csv; charset=utf-8", headers=headers
    )
