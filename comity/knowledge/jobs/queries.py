"""The SQL of jobs."""

from collections.abc import Sequence

from sqlalchemy import Select, select

from comity.kernel.db import Page, Tx, cursor_at, page, scoped
from comity.knowledge.jobs.models import BaseJob
from comity.knowledge.models import Document, DocumentVersion, IngestJob, KnowledgeBase
from comity.knowledge.queries import WORKING

STATES = {"queued": ("queued",), "running": WORKING[1:], "done": ("ready",), "failed": ("failed",)}
Row = tuple[DocumentVersion, Document, KnowledgeBase]


def _living(workspace_id: str) -> Select[DocumentVersion]:
    return (
        select(DocumentVersion)
        .join(Document, Document.id == DocumentVersion.document_id)
        .join(KnowledgeBase, KnowledgeBase.id == DocumentVersion.base_id)
        .where(DocumentVersion.workspace_id == workspace_id, DocumentVersion.file_key != "")
        .where(Document.deleted_at.is_(None), KnowledgeBase.deleted_at.is_(None))
    )


def list_jobs(
    tx: Tx, workspace_id: str, *, state: str, asked_by: str | None, limit: int, cursor: str | None
) -> Page[DocumentVersion]:
    """Readings of the workspace, the newest first; `state` may be one state, or `open` for those that have not ended."""
    statement = _living(workspace_id)
    if state:
        states = WORKING if state in {"open", "paused"} else STATES.get(state, (state,))
        statement = statement.where(DocumentVersion.state.in_(states))
    if state == "paused":
        paused = select(IngestJob.document_version_id).where(IngestJob.paused)
        statement = statement.where(DocumentVersion.id.in_(paused))
    if asked_by is not None:
        statement = statement.where(DocumentVersion.asked_by == asked_by)
    return page(tx, statement, DocumentVersion.created_at, DocumentVersion.id, limit=limit, cursor=cursor)


def find_job(tx: Tx, workspace_id: str, job_id: str) -> DocumentVersion | None:
    """One reading of the workspace."""
    return tx.session.scalars(_living(workspace_id).where(DocumentVersion.id == job_id)).first()


def owners(tx: Tx, versions: Sequence[DocumentVersion]) -> dict[str, tuple[Document, KnowledgeBase]]:
    """The document and the base of each reading, by the reading's id."""
    statement = (
        select(DocumentVersion.id, Document, KnowledgeBase)
        .join(Document, Document.id == DocumentVersion.document_id)
        .join(KnowledgeBase, KnowledgeBase.id == DocumentVersion.base_id)
        .where(DocumentVersion.id.in_([version.id for version in versions]))
    )
    return {id_: (document, base) for id_, document, base in tx.session.execute(statement)}


BASE_STATES = {"open": ("queued", "running", "paused")}


def list_all(
    tx: Tx, workspace_id: str, *, state: str, asked_by: str | None, limit: int, cursor: str | None
) -> Page[DocumentVersion | BaseJob]:
    """Readings and the work on whole bases together, the newest first."""
    wanted = {"state": state, "asked_by": asked_by, "limit": limit, "cursor": cursor}
    readings, works = list_jobs(tx, workspace_id, **wanted), _list_work(tx, workspace_id, **wanted)
    rows: list[DocumentVersion | BaseJob] = [*readings.rows, *works.rows]
    rows.sort(key=lambda row: (row.created_at, row.id), reverse=True)
    more = len(rows) > limit or readings.next_cursor or works.next_cursor
    rows = rows[:limit]
    return Page(rows, cursor_at(rows[-1], BaseJob.created_at, BaseJob.id) if more else None)


def _list_work(
    tx: Tx, workspace_id: str, *, state: str, asked_by: str | None, limit: int, cursor: str | None
) -> Page[BaseJob]:
    statement = scoped(BaseJob, workspace_id)
    if state:
        statement = statement.where(BaseJob.state.in_(BASE_STATES.get(state, (state,))))
    if asked_by is not None:
        statement = statement.where(BaseJob.asked_by == asked_by)
    return page(tx, statement, BaseJob.created_at, BaseJob.id, limit=limit, cursor=cursor)


def find_work(tx: Tx, workspace_id: str, job_id: str) -> BaseJob | None:
    """Work of the workspace on a whole base."""
    return tx.session.scalars(scoped(BaseJob, workspace_id).where(BaseJob.id == job_id)).first()


def find_any(tx: Tx, job_id: str, *, lock: bool = False) -> BaseJob | None:
    """A job by its id, from the worker's side."""
    statement = select(BaseJob).where(BaseJob.id == job_id)
    return tx.session.scalars(statement.with_for_update() if lock else statement).first()


def find_claim(tx: Tx, base_id: str) -> BaseJob | None:
    """The open job that has a base for itself."""
    return tx.session.scalars(select(BaseJob).where(BaseJob.claim == base_id)).first()


def latest_of(tx: Tx, base_id: str, kind: str) -> BaseJob | None:
    """The newest job of a kind for a base."""
    mine = select(BaseJob).where(BaseJob.base_id == base_id, BaseJob.kind == kind)
    return tx.session.scalars(mine.order_by(BaseJob.id.desc()).limit(1)).first()


def let_go_of_files(tx: Tx, base_id: str, kind: str) -> list[str]:
    """Takes the files that work of a kind made of a base from it; returns their keys."""
    mine = select(BaseJob).where(BaseJob.base_id == base_id, BaseJob.kind == kind, BaseJob.file_key != "")
    keys = []
    for job in tx.session.scalars(mine):
        keys.append(job.file_key)
        job.file_key = ""
    return keys


def claims_of(tx: Tx, base_ids: Sequence[str]) -> dict[str, BaseJob]:
    """The open jobs that have these bases for themselves, by base."""
    return {job.base_id: job for job in tx.session.scalars(select(BaseJob).where(BaseJob.claim.in_(base_ids)))}
