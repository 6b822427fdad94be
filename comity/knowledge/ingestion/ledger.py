"""The ledger of ingestion: one job for each reading that has not ended, taken with a lease by one worker at a time."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, exists, func, select, update

from comity.kernel import clock
from comity.kernel.db import SQL, Tx
from comity.kernel.jobs import enqueue
from comity.kernel.process import is_gone
from comity.knowledge.ingestion.turns import Turns
from comity.knowledge.models import Document, DocumentPage, DocumentVersion, IngestJob, KnowledgeBase
from comity.knowledge.queries import WORKING

JOB = "knowledge.ingest"
FORGET = "knowledge.forget"
LEASE = timedelta(seconds=60)
GENERATING, EMBEDDING = "generating", "embedding"
BACKOFF_SECONDS = (10, 60, 300)
ATTEMPTS = 3
CRASHES = 8
SMALL_BYTES = 1024 * 1024
_HOLD = SQL(
    """UPDATE ingest_jobs SET lease_until = :until, heartbeat_at = :now
    WHERE document_version_id = :version_id AND lease_owner = :owner"""
)
_PROGRESSED = SQL(
    """UPDATE ingest_jobs SET attempt = 0, crashes = 0
    WHERE document_version_id = :version_id AND (attempt > 0 OR crashes > 0)"""
)

_ASKED = SQL("SELECT count(*) FROM jobs WHERE kind = :kind AND state <> 'dead'")


class LeaseLost(Exception):
    """Another worker has this job now, or somebody cancelled it: nothing more may be written."""


def wake(tx: Tx, workspace_id: str) -> None:
    """Has a worker look for work; it takes what is due, whoever asked."""
    enqueue(tx, JOB, {}, workspace_id=workspace_id)


def forget_deleted(tx: Tx, workspace_id: str, keys: list[str]) -> None:
    """Has these files, and every byte of what this transaction deletes, removed after its commit, whoever dies then."""
    enqueue(tx, FORGET, {"keys": keys}, workspace_id=workspace_id)


def add_job(tx: Tx, document: Document, version: DocumentVersion) -> None:
    """The one job of a reading; replaces an older one of the same reading."""
    drop_job(tx, version.id)
    tx.session.add(
        IngestJob(
            workspace_id=document.workspace_id,
            base_id=document.base_id,
            document_id=document.id,
            document_version_id=version.id,
            size_bytes=document.size_bytes,
            pages=max(1, document.size_bytes // 4096),
            step=EMBEDDING if version.state == EMBEDDING else "parsing",
            not_before=clock.now(),
        )
    )
    tx.flush()
    wake(tx, document.workspace_id)


def drop_job(tx: Tx, version_id: str) -> None:
    """The reading has ended."""
    tx.session.execute(delete(IngestJob).where(IngestJob.document_version_id == version_id))


def purge_versions(tx: Tx, document_id: str) -> list[str]:
    """Removes the parsed pages of every reading of a document; returns the keys of its files."""
    versions = list(tx.session.scalars(select(DocumentVersion).where(DocumentVersion.document_id == document_id)))
    for version in versions:
        tx.session.execute(delete(DocumentPage).where(DocumentPage.document_version_id == version.id))
        version.head, version.warnings = {}, []
    return [version.file_key for version in versions if version.file_key]


def jobs_ahead(tx: Tx, job: IngestJob) -> int:
    """How many other jobs were queued before this one and are not held."""
    statement = select(func.count()).select_from(IngestJob)
    return tx.session.scalar(statement.where(IngestJob.id < job.id, IngestJob.paused.is_(False))) or 0


def work_due(tx: Tx) -> bool:
    """Whether a worker would find something to do now."""
    return bool(tx.session.scalar(select(exists().where(*_due(clock.now())))))


def claim(tx: Tx, owner: str, turns: Turns, *, small_only: bool, text_only: bool = False) -> IngestJob | None:
    """The next job of the workspace whose turn it is: the oldest, those without searchable text first.

    With `small_only` only documents under 1 MB, with `text_only` only those whose text is not searchable yet.
    """
    now = clock.now()
    due = _due(now)
    if small_only:
        due = (*due, IngestJob.size_bytes < SMALL_BYTES)
    if text_only:
        due = (*due, IngestJob.step != EMBEDDING)
    workspaces = tx.session.scalars(select(IngestJob.workspace_id).where(*due).distinct()).all()
    for workspace_id in sorted(workspaces, key=lambda id_: (turns.place(id_), id_)):
        mine = (IngestJob.workspace_id == workspace_id, *due)
        order = (IngestJob.step == EMBEDDING, IngestJob.id)
        first = select(IngestJob.id).where(*mine).order_by(*order).limit(1).scalar_subquery()
        taken = {"lease_owner": owner, "lease_until": now + LEASE, "heartbeat_at": now}
        statement = update(IngestJob).where(IngestJob.id == first, *due).values(**taken).returning(IngestJob.id)
        job_id = tx.session.scalar(statement, execution_options={"synchronize_session": False})
        if job_id is not None:
            turns.begin(workspace_id)
            return tx.session.get(IngestJob, job_id, populate_existing=True)
    return None


def text_waits(tx: Tx, workspace_id: str) -> bool:
    """Whether the workspace has a document whose text is not searchable yet and on which nobody works."""
    mine = (IngestJob.workspace_id == workspace_id, IngestJob.step != EMBEDDING)
    return bool(tx.session.scalar(select(exists().where(*mine, *_due(clock.now())))))


def _due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    free = IngestJob.lease_until.is_(None) | (IngestJob.lease_until < now)
    return (IngestJob.paused.is_(False), IngestJob.not_before <= now, free)


def others_wait(tx: Tx, workspace_id: str) -> bool:
    """Whether another workspace has a job that nobody works on."""
    statement = select(exists().where(IngestJob.workspace_id != workspace_id, *_due(clock.now())))
    return bool(tx.session.scalar(statement))


def progressed(tx: Tx, version_id: str) -> None:
    """A checkpoint was reached: what failed before it counts no more."""
    tx.run(_PROGRESSED, version_id=version_id)


def hold(tx: Tx, version_id: str, owner: str) -> None:
    """Renews the lease; raises `LeaseLost` when it is no longer held. Called in every transaction that writes a step."""
    now = clock.now()
    until = clock.to_us(now + LEASE)
    if tx.run(_HOLD, version_id=version_id, owner=owner, until=until, now=clock.to_us(now)) != 1:
        raise LeaseLost


def release(tx: Tx, version_id: str, owner: str, *, not_before: datetime | None = None) -> None:
    """Gives the job back, to be taken now or later."""
    values = {"lease_owner": None, "lease_until": None, "not_before": not_before or clock.now()}
    tx.session.execute(
        update(IngestJob)
        .where(IngestJob.document_version_id == version_id, IngestJob.lease_owner == owner)
        .values(**values)
    )


def find_job(tx: Tx, version_id: str) -> IngestJob | None:
    """The open job of a reading."""
    return tx.session.scalars(select(IngestJob).where(IngestJob.document_version_id == version_id)).first()


def mend(tx: Tx) -> int:
    """The watchdog: frees leases that ran out or whose worker died, and re-creates lost jobs. Returns how many."""
    now = clock.now()
    mended = 0
    held = select(IngestJob).where(IngestJob.lease_owner.is_not(None))
    for job in tx.session.scalars(held).all():
        expired = job.lease_until is not None and job.lease_until < now
        if expired or is_gone(job.lease_owner or ""):
            job.lease_owner = job.lease_until = None
            job.crashes += 1
            mended += 1
    mended += _recreate(tx)
    tx.flush()
    return mended


def wake_if_due(tx: Tx) -> None:
    """Asks for a worker when readings wait that nobody was asked to take."""
    if work_due(tx) and not tx.value(_ASKED, kind=JOB):
        wake(tx, "")


def _recreate(tx: Tx) -> int:
    has_job = exists().where(IngestJob.document_version_id == DocumentVersion.id)
    lost = (
        select(Document, DocumentVersion)
        .join(DocumentVersion, DocumentVersion.id == Document.latest_version_id)
        .join(KnowledgeBase, KnowledgeBase.id == Document.base_id)
        .where(DocumentVersion.state.in_(WORKING), Document.deleted_at.is_(None), ~has_job)
        .where(KnowledgeBase.deleted_at.is_(None))
    )
    rows = list(tx.session.execute(lost))
    for document, version in rows:
        add_job(tx, document, version)
    return len(rows)
