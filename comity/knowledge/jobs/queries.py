"""The SQL of jobs."""

from collections.abc import Sequence

from sqlalchemy import Select, select

from comity.kernel.db import Page, Tx, page
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
