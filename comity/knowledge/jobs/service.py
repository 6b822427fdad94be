"""The verbs of jobs: looking and cancelling."""

from collections.abc import Sequence
from datetime import datetime

from comity import accounts
from comity.kernel import clock
from comity.kernel.context import Actor
from comity.kernel.db import Page, Tx
from comity.kernel.errors import NotFound, Validation, field_error
from comity.knowledge import queries as knowledge_queries
from comity.knowledge.documents import service as documents
from comity.knowledge.documents.state import reason_of
from comity.knowledge.jobs import queries, upkeep
from comity.knowledge.jobs.models import BaseJob
from comity.knowledge.jobs.schemas import JobError, JobRead
from comity.knowledge.models import Document, DocumentVersion, IngestJob, KnowledgeBase
from comity.knowledge.schemas import Progress
from comity.knowledge.service import get_base

STATES = ("open", "queued", "running", "paused", "done", "failed", "cancelled")


def list_jobs(
    tx: Tx, actor: Actor, *, state: str, mine: bool, limit: int, cursor: str | None
) -> tuple[Page[DocumentVersion | BaseJob], list[JobRead]]:
    """A page of jobs; raises `Validation` (422000) for a state that is none."""
    if state and state not in STATES:
        raise Validation([field_error("state", "enum", f"Choose one of {', '.join(STATES)}.")])
    asked_by = actor.id if mine else None
    found = queries.list_all(tx, actor.workspace_id, state=state, asked_by=asked_by, limit=limit, cursor=cursor)
    shown = {job.job_id: job for job in show_jobs(tx, [row for row in found.rows if isinstance(row, DocumentVersion)])}
    shown |= {row.id: upkeep.show(row) for row in found.rows if isinstance(row, BaseJob)}
    return found, [shown[row.id] for row in found.rows]


def get_job(tx: Tx, actor: Actor, job_id: str) -> JobRead:
    """One job; raises `NotFound` (404000)."""
    if (work := queries.find_work(tx, actor.workspace_id, job_id)) is not None:
        return upkeep.show(work)
    return show_jobs(tx, [_find(tx, actor, job_id)])[0]


def get_work(tx: Tx, actor: Actor, job_id: str) -> BaseJob:
    """Work on a whole base; raises `NotFound` (404000)."""
    found = queries.find_work(tx, actor.workspace_id, job_id)
    if found is None:
        raise NotFound("There is no such job in this workspace.")
    return found


def pause_job(tx: Tx, actor: Actor, job_id: str, *, paused: bool) -> JobRead:
    """Holds work on a whole base, or lets it go on."""
    job = get_work(tx, actor, job_id)
    _audit(tx, actor, job, "knowledgeJob.paused" if paused else "knowledgeJob.resumed")
    upkeep.pause(tx, job, paused=paused)
    return upkeep.show(job)


def cancel_job(tx: Tx, actor: Actor, job_id: str) -> JobRead:
    """Stops a job that has not ended; one that has stays as it is."""
    if (work := queries.find_work(tx, actor.workspace_id, job_id)) is not None:
        if work.state in upkeep.OPEN:
            _audit(tx, actor, work, "knowledgeJob.cancelled")
        upkeep.cancel(tx, work)
        return upkeep.show(work)
    version = _find(tx, actor, job_id)
    if version.state in knowledge_queries.WORKING:
        documents.cancel_document(tx, actor, get_base(tx, actor, version.base_id), version.document_id)
    return show_jobs(tx, [version])[0]


def _audit(tx: Tx, actor: Actor, job: BaseJob, action: str) -> None:
    before = {"kind": job.kind, "baseId": job.base_id, "state": job.state}
    accounts.audit(
        tx, actor, action, target_kind="knowledgeJob", target_id=job.id, target_label=job.title, before=before
    )


def _find(tx: Tx, actor: Actor, job_id: str) -> DocumentVersion:
    found = queries.find_job(tx, actor.workspace_id, job_id)
    if found is None:
        raise NotFound("There is no such job in this workspace.")
    return found


def show_jobs(tx: Tx, versions: Sequence[DocumentVersion]) -> list[JobRead]:
    """The wire forms of some jobs, read together."""
    owners = queries.owners(tx, versions)
    rows = knowledge_queries.jobs_by_version(tx, [version.id for version in versions])
    return [_show(tx, version, *owners[version.id], rows.get(version.id)) for version in versions]


def _show(tx: Tx, version: DocumentVersion, document: Document, base: KnowledgeBase, row: IngestJob | None) -> JobRead:
    failed = version.state in {"failed", "cancelled"}
    return JobRead(
        job_id=version.id,
        kind="ingest",
        state=_state(version, row),
        step=version.state,
        reason=reason_of(tx, version, row),
        title=document.title,
        knowledge_base_id=base.id,
        knowledge_base_name=base.name,
        document_id=document.id,
        progress=Progress(done=version.progress_done, total=version.progress_total, unit=version.progress_unit),
        searchable=version.searchable,
        eta=_eta(version, row),
        errors=[JobError(code=version.reason_code, message=version.reason_message)] if failed else [],
        asked_by=version.asked_by,
        created_at=version.created_at,
        updated_at=version.updated_at,
    )


def _state(version: DocumentVersion, row: IngestJob | None) -> str:
    if version.state in knowledge_queries.WORKING:
        return "paused" if row and row.paused else "queued" if version.state == "queued" else "running"
    return "done" if version.state == "ready" else version.state


def _eta(version: DocumentVersion, row: IngestJob | None) -> datetime | None:
    """When the present step ends if it goes on as it went; None while nothing can be said."""
    working = version.state in knowledge_queries.WORKING and row is not None and row.lease_owner is not None
    if not working or not version.progress_done or version.step_began_at is None:
        return None
    now = clock.now()
    return now + (now - version.step_began_at) * (version.progress_total / version.progress_done - 1)
