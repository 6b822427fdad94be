"""Websites and their pages as everybody sees them."""

from collections.abc import Sequence

from comity.kernel.db import Tx
from comity.knowledge.jobs import upkeep
from comity.knowledge.jobs.models import BaseJob
from comity.knowledge.schemas import Progress, Reason
from comity.knowledge.sources import queries
from comity.knowledge.sources.models import WebPage, WebSource
from comity.knowledge.sources.schemas import PageCounts, RobotsRead, WebPageRead, WebSourceLimits, WebSourceRead, told


def show_source(tx: Tx, source: WebSource) -> WebSourceRead:
    """The wire form of one website."""
    return show_sources(tx, [source])[0]


def show_sources(tx: Tx, sources: Sequence[WebSource]) -> list[WebSourceRead]:
    """The wire forms of some websites, with their counts read together."""
    jobs = queries.jobs_of(tx, sources)
    counts = queries.counts_of(tx, [source.id for source in sources])
    return [_show(source, jobs.get(source.job_id or ""), counts.get(source.id, {})) for source in sources]


def _show(source: WebSource, job: BaseJob | None, counts: dict[str, int]) -> WebSourceRead:
    open_ = job if job is not None and job.state in upkeep.OPEN else None
    shown = upkeep.show(open_) if open_ else None
    last = told(source.last_sync)
    same = (
        "id", "base_id", "start_url", "mode", "include", "exclude", "schedule", "next_sync_at", "revision",
        "created_at", "updated_at", "created_by",
    )  # fmt: skip
    return WebSourceRead(
        **{name: getattr(source, name) for name in same},
        limits=WebSourceLimits(depth=source.depth, pages=source.max_pages),
        state=shown.state if shown else "idle",
        reason=shown.reason if shown else last.reason if last else Reason(code="idle", message="Not synced yet."),
        progress=shown.progress if shown else Progress(done=0, total=0, unit="page"),
        job_id=open_.id if open_ else None,
        last_sync=last,
        robots=RobotsRead.model_validate(source.robots) if source.robots else None,
        pages=PageCounts(
            served=counts.get("served", 0),
            warnings=counts.get("warning", 0),
            errors=counts.get("failed", 0) + counts.get("missing", 0),
            skipped=counts.get("skipped", 0),
        ),
    )


def show_page(page: WebPage) -> WebPageRead:
    """The wire form of an address of a website."""
    same = ("url", "title", "state", "document_id", "depth", "missing", "looked_at", "changed_at")
    return WebPageRead(
        **{name: getattr(page, name) for name in same},
        reason=Reason(code=page.code or page.state, message=page.message),
    )
