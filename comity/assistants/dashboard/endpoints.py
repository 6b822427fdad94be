"""HTTP of the dashboard."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from comity.assistants.dashboard import service
from comity.assistants.dashboard.schemas import DashboardQuery, DashboardRead
from comity.kernel.context import Actor
from comity.kernel.http import Rt, requires

router = APIRouter(tags=["reports"])
READ = "genai.reports.read"
CSV_TEXT = {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}


@router.get("/gen-ai/dashboard")
async def get_dashboard(
    rt: Rt, query: Annotated[DashboardQuery, Query()], actor: Actor = requires(READ)
) -> DashboardRead:
    """What was asked in a span, how it was answered and what it cost; by default of the last 30 days."""
    return await rt.db.aread(lambda tx: service.read_dashboard(tx, actor, query))


@router.get("/gen-ai/dashboard/csv", response_class=Response, responses=CSV_TEXT)  # pyright: ignore[reportArgumentType]
async def get_dashboard_csv(
    rt: Rt, query: Annotated[DashboardQuery, Query()], actor: Actor = requires(READ)
) -> Response:
    """The days of the same span as CSV."""
    text = await rt.db.aread(lambda tx: service.daily_csv(tx, actor, query))
    headers = {"Content-Disposition": 'attachment; filename="gen-ai-days.csv"'}
    return Response(text, media_type="text/csv; charset=utf-8", headers=headers)
