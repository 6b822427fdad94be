"""A document's state as everybody sees it: never without a reason, derived from the job row when it is read."""

from collections.abc import Sequence
from datetime import datetime

from comity.kernel import clock
from comity.kernel.db import Tx
from comity.knowledge import queries
from comity.knowledge.documents.schemas import DocumentRead
from comity.knowledge.ingestion import ledger
from comity.knowledge.models import Document, DocumentVersion, IngestJob
from comity.knowledge.schemas import Progress, Reason

STEP_WORDS = {
    "queued": "Waiting for its turn",
    "parsing": "Parsing page {done} of {total}",
    "chunking": "Cutting into chunks",
    "indexing": "Indexing {total} chunks",
    "generating": "Naming {done} of {total} chunks",
    "embedding": "Embedding {done} of {total} chunks",
    "ready": "Ready",
}


def show_document(tx: Tx, document: Document) -> DocumentRead:
    """The wire form of one document."""
    return show_documents(tx, [document])[0]


def show_documents(tx: Tx, documents: Sequence[Document]) -> list[DocumentRead]:
    """The wire forms of some documents, read together."""
    ids = [document.latest_version_id for document in documents if document.latest_version_id]
    versions = queries.versions_by_id(tx, ids)
    jobs = queries.jobs_by_version(tx, ids)
    counts = queries.document_chunk_counts(tx, [document.id for document in documents])
    return [
        _show(
            tx,
            document,
            versions[document.latest_version_id or ""],
            jobs.get(document.latest_version_id or ""),
            counts.get(document.id, 0),
        )
        for document in documents
    ]


def _show(tx: Tx, document: Document, version: DocumentVersion, job: IngestJob | None, chunks: int) -> DocumentRead:
    same = (
        "id", "base_id", "source", "title", "path", "mime", "size_bytes", "sha256", "language", "enabled",
        "review_by", "expires_at", "labels", "revision", "created_at", "updated_at", "created_by",
    )  # fmt: skip
    return DocumentRead(
        **{name: getattr(document, name) for name in same},
        metadata=document.metadata_,
        version=version.number,
        pages=version.page_count,
        page_labels=[],
        state=version.state,
        reason=reason_of(tx, version, job),
        progress=Progress(done=version.progress_done, total=version.progress_total, unit=version.progress_unit),
        searchable=version.searchable,
        attempt=version.attempt,
        last_progress_at=version.last_progress_at,
        warnings=version.warnings,
        paused=bool(job and job.paused),
        chunks=chunks,
    )


def reason_of(tx: Tx, version: DocumentVersion, job: IngestJob | None) -> Reason:
    """Why a reading stands where it stands."""
    if version.state in {"failed", "cancelled"}:
        return Reason(code=version.reason_code, message=version.reason_message)
    if version.state == "ready" or job is None:
        return Reason(code="working" if version.state != "ready" else "ready", message=_step_words(version))
    if job.paused:
        return Reason(code="paused", message="Paused. Resume it to go on.")
    if job.waiting_code:
        return _waiting(job)
    now = clock.now()
    if job.lease_owner is None or (job.lease_until is not None and job.lease_until < now):
        return _in_line(tx, job, now)
    return Reason(code="working", message=_step_words(version))


def _waiting(job: IngestJob) -> Reason:
    words = {
        "rate_limited": "The embedder asked to wait; text search works meanwhile.",
        "model_unavailable": "The embedder does not answer; text search works meanwhile.",
    }
    message = words.get(job.waiting_code, "Waiting before another try.")
    return Reason(code=job.waiting_code, message=message, until=job.waiting_until)


def _in_line(tx: Tx, job: IngestJob, now: datetime) -> Reason:
    ahead = ledger.jobs_ahead(tx, job)
    until = job.not_before if job.not_before > now else None
    message = f"Waiting for a worker, {ahead} ahead." if ahead else "Waiting for a worker, next in line."
    return Reason(code="waiting_for_worker", message=message, until=until)


def _step_words(version: DocumentVersion) -> str:
    words = STEP_WORDS.get(version.state, "Working")
    return words.format(done=version.progress_done, total=version.progress_total)
