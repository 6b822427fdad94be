"""The verbs of documents."""

from dataclasses import dataclass
from typing import Any

from comity import accounts
from comity.kernel import clock
from comity.kernel.context import Actor
from comity.kernel.db import Page, Tx
from comity.kernel.errors import Validation, field_error
from comity.kernel.events import publish
from comity.kernel.http.schema import check_revision
from comity.kernel.ids import new_id
from comity.kernel.realtime import announce, forget
from comity.knowledge import limits, queries
from comity.knowledge.chunking.identity import text_hash
from comity.knowledge.chunks import queries as chunk_queries
from comity.knowledge.chunks.service import bulk_seq
from comity.knowledge.documents.schemas import DocumentRead, DocumentUpdate
from comity.knowledge.documents.state import show_document
from comity.knowledge.errors import DocumentNotFound, DuplicateDocument, KnowledgeLimit, NotForThisType
from comity.knowledge.events import DocumentFailed
from comity.knowledge.ingestion import ledger
from comity.knowledge.jobs import queries as job_queries
from comity.knowledge.models import Document, DocumentVersion, KnowledgeBase, Tombstone
from comity.knowledge.service import READ_RIGHT, announce_base, mark_changed
from comity.knowledge.versions import queries as version_queries

MANUAL_PATH = "hand-made"
Facts = dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class StoredFile:
    """Bytes that lie in storage already, and what is known of them."""

    key: str
    name: str
    title: str
    type: str
    mime: str
    size_bytes: int
    sha256: str
    source: str


def get_document(tx: Tx, actor: Actor, base_id: str, document_id: str) -> Document:
    """The document; raises `DocumentNotFound` (404951)."""
    found = queries.find_document(tx, actor.workspace_id, base_id, document_id)
    if found is None:
        raise DocumentNotFound
    return found


def list_documents(tx: Tx, actor: Actor, base: KnowledgeBase, **filters: Any) -> Page[Document]:
    """A page of a base's documents."""
    return queries.list_documents(tx, actor.workspace_id, base.id, **filters)


def add_document(tx: Tx, actor: Actor, base: KnowledgeBase, file: StoredFile) -> Document:
    """Takes a stored file into the base and queues its reading.

    Raises `NotForThisType` (422951), `DuplicateDocument` (409951), `KnowledgeLimit` (422952); then nothing is stored.
    """
    if base.type != "documents":
        raise NotForThisType("This base takes one CSV file. Send it to the base's csv path.")
    if (known := queries.find_by_content(tx, base.id, file.sha256)) is not None:
        raise DuplicateDocument(known.id, known.title)
    if queries.count_documents(tx, base.id) >= limits.DOCUMENTS_PER_BASE:
        raise KnowledgeLimit(f"A base holds {limits.DOCUMENTS_PER_BASE} documents. Delete some, or make another base.")
    document = Document(
        workspace_id=base.workspace_id,
        base_id=base.id,
        source=file.source,
        title=file.title[:255],
        path=file.name,
        mime=file.mime,
        size_bytes=file.size_bytes,
        sha256=file.sha256,
        content_key=file.sha256,
        created_by=actor.name,
    )
    tx.session.add(document)
    tx.flush()
    _queue_version(tx, actor, document, file)
    audit_file(tx, actor, document, before=None)
    _announce(tx, base, document)
    return document


def replace_document(
    tx: Tx, actor: Actor, base: KnowledgeBase, document_id: str, file: StoredFile, revision: int | None
) -> Document:
    """Reads a new file for the document; the old text serves until the new one is searchable.

    Raises `StaleRevision` (409001), `DuplicateDocument` (409951) for bytes that the base holds, this document's own included,
    `NotForThisType` (422951) for a page of a website that did not come from there.
    """
    document = get_document(tx, actor, base.id, document_id)
    check_revision(revision, document.revision, lambda: show_document(tx, document))
    if document.source == "page" and file.source != "page":
        raise NotForThisType("This document is fetched from its address. Sync its website instead of sending a file.")
    known = queries.find_by_content(tx, base.id, file.sha256)
    if known is not None:
        raise DuplicateDocument(known.id, known.title)
    return _replace(tx, actor, base, document, file)


def edit_text(
    tx: Tx, actor: Actor, base: KnowledgeBase, document_id: str, file: StoredFile, revision: int | None
) -> Document:
    """Writes a text document anew, title and all: a new version of it, also where only the title or the format changed.

    Raises `StaleRevision` (409001), `DuplicateDocument` (409951) for another document's text, `NotForThisType` (422951).
    """
    document = get_document(tx, actor, base.id, document_id)
    check_revision(revision, document.revision, lambda: show_document(tx, document))
    if document.source != "text":
        raise NotForThisType("Only a text that was written here is edited in place. Replace the file instead.")
    known = queries.find_by_content(tx, base.id, file.sha256)
    if known is not None and known.id != document.id:
        raise DuplicateDocument(known.id, known.title)
    document.title = file.title[:255]
    return _replace(tx, actor, base, document, file)


def _replace(tx: Tx, actor: Actor, base: KnowledgeBase, document: Document, file: StoredFile) -> Document:
    _cancel_open(tx, document, "cancelled")
    before = file_of(document)
    document.mime, document.size_bytes = file.mime, file.size_bytes
    document.sha256 = document.content_key = file.sha256
    document.path = file.name
    document.revision += 1
    _queue_version(tx, actor, document, file)
    audit_file(tx, actor, document, before=before)
    _announce(tx, base, document)
    return document


def audit_file(tx: Tx, actor: Actor, document: Document, *, before: dict[str, Any] | None) -> None:
    """Writes who brought which file into a base. `before`: what `file_of` said of the one it replaces, None for a new document.

    The row outlives a purge, so it names document and file by id and hash alone.
    """
    accounts.audit(
        tx,
        actor,
        "document.replaced" if before else "document.added",
        target_kind="document",
        target_id=document.id,
        target_label=document.id,
        before=before,
        after={"baseId": document.base_id, **file_of(document)},
    )


def file_of(document: Document) -> dict[str, Any]:
    """A document's file as the audit log names it."""
    return {"source": document.source, "sizeBytes": document.size_bytes, "sha256": document.sha256}


def _queue_version(tx: Tx, actor: Actor, document: Document, file: StoredFile) -> DocumentVersion:
    version = DocumentVersion(
        workspace_id=document.workspace_id,
        document_id=document.id,
        base_id=document.base_id,
        number=queries.last_version_number(tx, document.id) + 1,
        file_key=file.key,
        file_type=file.type,
        state="queued",
        last_progress_at=clock.now(),
        asked_by=actor.id,
    )
    tx.session.add(version)
    tx.flush()
    document.latest_version_id = version.id
    ledger.add_job(tx, document, version)
    return version


def update_document(
    tx: Tx, actor: Actor, base: KnowledgeBase, document_id: str, change: DocumentUpdate, revision: int | None
) -> Document:
    """Changes what is known of a document; raises `StaleRevision` (409001), `Validation` (422000)."""
    document = get_document(tx, actor, base.id, document_id)
    check_revision(revision, document.revision, lambda: show_document(tx, document))
    sent = change.model_dump(exclude_unset=True, by_alias=False)
    if (expires := sent.get("expires_at")) is not None and expires < clock.now():
        raise Validation([field_error("expiresAt", "min", "Choose a time that has not passed.")])
    before = _plain_facts(document)
    for field, value in sent.items():
        if value is not None or field in {"review_by", "expires_at"}:
            setattr(document, "metadata_" if field == "metadata" else field, value)
    document.revision += 1
    after = {**_plain_facts(document), "fields": sorted(change.model_fields_set)}
    _audit(tx, actor, document, "document.changed", before=before, after=after)
    tx.flush()
    bulk_seq(tx, base, document.id)
    _announce(tx, base, document)
    return document


def _plain_facts(document: Document) -> dict[str, Any]:
    """What may stand in the audit log of a document that is purged later: nothing that it says or is called."""
    days = {"expiresAt": document.expires_at, "reviewBy": document.review_by}
    return {"enabled": document.enabled, **{name: clock.iso(at) if at else None for name, at in days.items()}}


def _audit(tx: Tx, actor: Actor, document: Document, action: str, before: Facts = None, after: Facts = None) -> None:
    accounts.audit(
        tx,
        actor,
        action,
        target_kind="document",
        target_id=document.id,
        target_label=document.id,
        before=before,
        after={"baseId": document.base_id, **(after or {})},
    )


def delete_document(tx: Tx, actor: Actor, base: KnowledgeBase, document_id: str, *, purge: bool) -> list[str]:
    """Takes a document out of retrieval at once; with `purge` also its text and files, and the bundles that exports of its base made.

    Returns the storage keys whose files must be deleted after the commit.
    """
    document = get_document(tx, actor, base.id, document_id)
    _cancel_open(tx, document, "cancelled")
    document.deleted_at = clock.now()
    document.content_key = None
    chunk_queries.mark_document_deleted(tx, document.id, mark_changed(tx, base))
    keys = _purge(tx, base, document) if purge else []
    action = "document.purged" if purge else "document.deleted"
    label = document.id if purge else document.title
    accounts.audit(tx, actor, action, target_kind="document", target_id=document.id, target_label=label)
    data = {"id": document.id, "baseId": base.id}
    announce(tx, base.workspace_id, "document.deleted", data, right=READ_RIGHT)
    announce_base(tx, base)
    return keys


def _purge(tx: Tx, base: KnowledgeBase, document: Document) -> list[str]:
    hashes = {document.sha256, *version_queries.hashes_of(tx, document.id), *_hand_made(tx, document)} - {""}
    version_queries.forget_document(tx, document.id)
    base.purges += 1
    chunk_queries.purge_document(tx, document.id)
    forget(tx, document.workspace_id, document.id)
    keys = [*ledger.purge_versions(tx, document.id), *job_queries.let_go_of_files(tx, base.id, "export")]
    ledger.forget_deleted(tx, document.workspace_id, keys)
    for sha256 in hashes:
        tx.session.merge(Tombstone(workspace_id=document.workspace_id, sha256=sha256, purged_at=clock.now()))
    document.title, document.path, document.metadata_, document.labels = "(purged)", "", {}, []
    return keys


def _hand_made(tx: Tx, document: Document) -> list[str]:
    """The hashes of what was typed into a document that has no file."""
    return [] if document.sha256 else [text_hash(text) for text in chunk_queries.contents_of(tx, document.id)]


def cancel_document(tx: Tx, actor: Actor, base: KnowledgeBase, document_id: str) -> Document:
    """Stops the reading of a document; what served before goes on serving."""
    document = get_document(tx, actor, base.id, document_id)
    _cancel_open(tx, document, "cancelled")
    _audit(tx, actor, document, "document.readingCancelled")
    _announce(tx, base, document)
    return document


def retry_document(tx: Tx, actor: Actor, base: KnowledgeBase, document_id: str) -> Document:
    """Starts again at the step that failed or was cancelled; one that is ready is read again, by the base's present settings.

    Raises `NotForThisType` (422951) for a document that was not read from a file of its own.
    """
    document = get_document(tx, actor, base.id, document_id)
    version = queries.get_version(tx, document.latest_version_id or "")
    if version.state == "ready":
        _read_again(tx, actor, document, version)
    elif version.state in {"failed", "cancelled"}:
        version.state = "queued"
        queries.forget_skipped_pages(tx, version.id, pictures=version.reason_code == "needs_ocr")
        version.warnings = []
        version.reason_code = version.reason_message = ""
        version.reason_until, version.attempt = None, 0
        version.last_progress_at = clock.now()
        tx.flush()
        ledger.add_job(tx, document, version)
    _audit(tx, actor, document, "document.readAgain", after={"version": queries.last_version_number(tx, document.id)})
    _announce(tx, base, document)
    return document


def _read_again(tx: Tx, actor: Actor, document: Document, version: DocumentVersion) -> None:
    """A new reading of the file that a document has; what it says serves until then, and chunks keep their ids and edits."""
    if not version.file_key or document.source == "csv":
        raise NotForThisType("Its chunks were not read from a document, so there is nothing to read again.")
    file = StoredFile(
        name=document.path,
        title=document.title,
        key=version.file_key,
        type=version.file_type,
        mime=document.mime,
        size_bytes=document.size_bytes,
        sha256=document.sha256,
        source=document.source,
    )
    document.revision += 1
    _queue_version(tx, actor, document, file)


def pause_document(tx: Tx, actor: Actor, base: KnowledgeBase, document_id: str, *, paused: bool) -> Document:
    """Holds the reading of a document, or lets it go on."""
    document = get_document(tx, actor, base.id, document_id)
    job = queries.jobs_by_version(tx, [document.latest_version_id or ""]).get(document.latest_version_id or "")
    if job is not None:
        job.paused = paused
        tx.flush()
        _audit(tx, actor, document, "document.readingPaused" if paused else "document.readingResumed")
        ledger.wake(tx, base.workspace_id)
    _announce(tx, base, document)
    return document


def stop_reading(tx: Tx, document: Document) -> None:
    """Ends a reading that has not ended; what served before goes on serving."""
    _cancel_open(tx, document, "cancelled")


def _cancel_open(tx: Tx, document: Document, state: str) -> None:
    if document.latest_version_id is None:
        return
    version = queries.get_version(tx, document.latest_version_id)
    if version.state in queries.WORKING:
        version.state = state
        version.reason_code, version.reason_message = "cancelled", "Stopped by a person."
        ledger.drop_job(tx, version.id)


def manual_document(tx: Tx, actor: Actor, base: KnowledgeBase) -> Document:
    """The document that holds a base's hand-made chunks, made when first needed."""
    page = queries.list_documents(
        tx, actor.workspace_id, base.id, state="", q="", source="manual", limit=1, cursor=None
    )
    if page.rows:
        return page.rows[0]
    id_ = new_id()
    document = Document(
        id=id_,
        workspace_id=base.workspace_id,
        base_id=base.id,
        source="manual",
        title="Hand-made chunks",
        path=MANUAL_PATH,
        mime="text/plain",
        size_bytes=0,
        sha256="",
        content_key=id_,
        created_by=actor.name,
    )
    tx.session.add(document)
    tx.flush()
    version = DocumentVersion(
        workspace_id=base.workspace_id,
        document_id=id_,
        base_id=base.id,
        number=1,
        file_key="",
        file_type="txt",
        state="ready",
        searchable="full",
        last_progress_at=clock.now(),
    )
    tx.session.add(version)
    tx.flush()
    document.latest_version_id = document.serving_version_id = version.id
    return document


def fail_version(tx: Tx, version: DocumentVersion, code: str, message: str) -> None:
    """Ends a reading for good, with a reason people can act on."""
    version.state = "failed"
    version.reason_code, version.reason_message = code, message[:1000]
    version.last_progress_at = clock.now()
    ledger.drop_job(tx, version.id)
    publish(tx, DocumentFailed(version.workspace_id, version.base_id, version.document_id, code))


def _announce(tx: Tx, base: KnowledgeBase, document: Document) -> None:
    tx.flush()
    announce_document(tx, document)
    announce_base(tx, base)


def announce_document(tx: Tx, document: Document) -> DocumentRead:
    """Shows consoles the document as it now is."""
    shown = show_document(tx, document)
    announce(tx, document.workspace_id, "document.changed", shown.model_dump(mode="json"), right=READ_RIGHT)
    return shown
