"""The SQL of bases and documents."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, or_, select, update

from comity.kernel.db import SQL, Page, Tx, page, scoped
from comity.knowledge.models import Chunk, Document, DocumentPage, DocumentVersion, Generation, IngestJob, KnowledgeBase

WORKING = ("queued", "parsing", "chunking", "generating", "indexing", "embedding")

_BUMP = SQL("UPDATE knowledge_bases SET index_seq = index_seq + 1 WHERE id = :base_id")
_SEQ = SQL("SELECT index_seq FROM knowledge_bases WHERE id = :base_id")
_HEAD = SQL(
    """SELECT b.index_seq, b.live_version, b.publishing, b.purges, b.type, b.name, b.language, b.reranker,
    g.id AS generation_id, g.embedder, nullif(g.embedder_revision, '') AS embedder_revision, o.id AS old_generation_id,
    o.embedder AS old_embedder, nullif(o.embedder_revision, '') AS old_embedder_revision, o.language AS old_language,
    coalesce(e.engine, '') AS engine, coalesce(e.previous, '') AS old_engine
    FROM knowledge_bases b LEFT JOIN knowledge_engine e ON e.id = 1 LEFT JOIN generations g ON g.base_id = b.id AND g.state = 'serving'
    LEFT JOIN generations o ON o.base_id = b.id AND o.state = 'retired'
    WHERE b.id = :base_id AND b.workspace_id = :workspace_id AND b.deleted_at IS NULL"""
)


_CLAIMED = SQL("SELECT 1 FROM base_jobs WHERE claim = :base_id")


def find_base(tx: Tx, workspace_id: str, base_id: str, *, lock: bool = False) -> KnowledgeBase | None:
    """A living base of the workspace."""
    statement = scoped(KnowledgeBase, workspace_id).where(
        KnowledgeBase.id == base_id, KnowledgeBase.deleted_at.is_(None)
    )
    return tx.session.scalars(statement.with_for_update() if lock else statement).first()


def base_name(tx: Tx, workspace_id: str, base_id: str) -> str | None:
    """The name of a living base; None when there is none."""
    base = find_base(tx, workspace_id, base_id)
    return base.name if base else None


def base_type(tx: Tx, workspace_id: str, base_id: str) -> str | None:
    """The type of a living base; None when there is none."""
    base = find_base(tx, workspace_id, base_id)
    return base.type if base else None


def has_chunks(tx: Tx, base_id: str) -> bool:
    """Whether a base holds anything to be found."""
    statement = select(Chunk.id).where(Chunk.base_id == base_id, Chunk.deleted.is_(False)).limit(1)
    return tx.session.scalar(statement) is not None


def base_head(tx: Tx, workspace_id: str, base_id: str) -> Any | None:
    """What a search needs to know of a base, in one cheap row: index_seq, live_version, type, name, generation."""
    return tx.row(_HEAD, base_id=base_id, workspace_id=workspace_id)


def list_bases(tx: Tx, workspace_id: str, q: str, type_: str, limit: int, cursor: str | None) -> Page[KnowledgeBase]:
    """Living bases, the newest first."""
    statement = scoped(KnowledgeBase, workspace_id).where(KnowledgeBase.deleted_at.is_(None))
    if q:
        statement = statement.where(KnowledgeBase.name_key.contains(q.casefold(), autoescape=True))
    if type_:
        statement = statement.where(KnowledgeBase.type == type_)
    return page(tx, statement, KnowledgeBase.created_at, KnowledgeBase.id, limit=limit, cursor=cursor)


def changing_bases(tx: Tx) -> Sequence[KnowledgeBase]:
    """Living bases of every workspace with changes that no version holds yet."""
    statement = select(KnowledgeBase).where(KnowledgeBase.changed_at.is_not(None), KnowledgeBase.deleted_at.is_(None))
    statement = statement.where(KnowledgeBase.publishing == "automatic").with_for_update(skip_locked=True)
    return tx.session.scalars(statement).all()


def bases_due(tx: Tx, now: datetime) -> Sequence[KnowledgeBase]:
    """Living bases of every workspace that are to be published by now, for this transaction alone."""
    due = (KnowledgeBase.publish_at <= now, KnowledgeBase.deleted_at.is_(None))
    return tx.session.scalars(select(KnowledgeBase).where(*due).with_for_update(skip_locked=True)).all()


def documents_with(tx: Tx, base_id: str, ids: Sequence[str]) -> Sequence[Document]:
    """The living documents of a base, and these of it whether they live or not."""
    mine = select(Document).where(Document.base_id == base_id)
    living = tx.session.scalars(mine.where(Document.deleted_at.is_(None))).all()
    known = {document.id for document in living}
    gone = [id_ for id_ in ids if id_ not in known]
    more = [
        one
        for n in range(0, len(gone), 500)
        for one in tx.session.scalars(mine.where(Document.id.in_(gone[n : n + 500])))
    ]
    return [*living, *more]


def is_claimed(tx: Tx, base_id: str) -> bool:
    """Whether an open job has the base for itself."""
    return tx.row(_CLAIMED, base_id=base_id) is not None


def count_bases(tx: Tx, workspace_id: str) -> int:
    """How many bases live in the workspace."""
    statement = select(func.count()).select_from(KnowledgeBase)
    return (
        tx.session.scalar(
            statement.where(KnowledgeBase.workspace_id == workspace_id, KnowledgeBase.deleted_at.is_(None))
        )
        or 0
    )


def base_name_taken(tx: Tx, workspace_id: str, name_key: str, but: str | None) -> bool:
    """Whether another base of the workspace has this name, ignoring case."""
    found = tx.session.scalar(
        select(KnowledgeBase.id).where(KnowledgeBase.workspace_id == workspace_id, KnowledgeBase.name_key == name_key)
    )
    return found is not None and found != but


def next_index_seq(tx: Tx, base_id: str) -> int:
    """Counts one change of the base that retrieval must see and returns its number."""
    tx.run(_BUMP, base_id=base_id)
    return tx.value(_SEQ, base_id=base_id)


def serving_generation(tx: Tx, base_id: str) -> Generation | None:
    """The generation that answers searches."""
    statement = select(Generation).where(Generation.base_id == base_id, Generation.state == "serving")
    return tx.session.scalars(statement).first()


def state_counts(tx: Tx, base_ids: Sequence[str]) -> dict[str, dict[str, int]]:
    """Documents by the state of their latest version, for each base."""
    statement = (
        select(Document.base_id, DocumentVersion.state, func.count())
        .join(DocumentVersion, DocumentVersion.id == Document.latest_version_id)
        .where(Document.base_id.in_(base_ids), Document.deleted_at.is_(None))
        .group_by(Document.base_id, DocumentVersion.state)
    )
    found: dict[str, dict[str, int]] = {}
    for base_id, state, count in tx.session.execute(statement):
        found.setdefault(base_id, {})[state] = count
    return found


def chunk_counts(tx: Tx, base_ids: Sequence[str]) -> dict[str, int]:
    """Living chunks for each base."""
    statement = (
        select(Chunk.base_id, func.count())
        .where(Chunk.base_id.in_(base_ids), Chunk.deleted.is_(False))
        .group_by(Chunk.base_id)
    )
    return {row[0]: row[1] for row in tx.session.execute(statement)}


def document_chunk_counts(tx: Tx, document_ids: Sequence[str]) -> dict[str, int]:
    """Living chunks for each document."""
    statement = (
        select(Chunk.document_id, func.count())
        .where(Chunk.document_id.in_(document_ids), Chunk.deleted.is_(False))
        .group_by(Chunk.document_id)
    )
    return {row[0]: row[1] for row in tx.session.execute(statement)}


def _documents(workspace_id: str, base_id: str) -> Select[Any]:
    return scoped(Document, workspace_id).where(Document.base_id == base_id, Document.deleted_at.is_(None))


def find_document(tx: Tx, workspace_id: str, base_id: str, document_id: str) -> Document | None:
    """A living document of the base."""
    return tx.session.scalars(_documents(workspace_id, base_id).where(Document.id == document_id)).first()


def find_by_content(tx: Tx, base_id: str, sha256: str) -> Document | None:
    """The living document with these bytes."""
    return tx.session.scalars(
        select(Document).where(Document.base_id == base_id, Document.content_key == sha256)
    ).first()


def count_documents(tx: Tx, base_id: str) -> int:
    """Living documents of a base."""
    statement = select(func.count()).select_from(Document)
    return tx.session.scalar(statement.where(Document.base_id == base_id, Document.deleted_at.is_(None))) or 0


def list_documents(
    tx: Tx, workspace_id: str, base_id: str, *, state: str, q: str, source: str, limit: int, cursor: str | None
) -> Page[Document]:
    """Documents of a base, the newest first; `state` may be one state, `working` or `unread`."""
    statement = _documents(workspace_id, base_id)
    if state == "unread":
        pictures = select(DocumentPage.document_version_id).where(DocumentPage.status == "image")
        unread = select(DocumentVersion.id).where(DocumentVersion.state == "ready", DocumentVersion.id.in_(pictures))
        statement = statement.where(Document.latest_version_id.in_(unread.where(DocumentVersion.base_id == base_id)))
    elif state:
        states = WORKING if state == "working" else (state,)
        latest = select(DocumentVersion.id).where(DocumentVersion.state.in_(states), DocumentVersion.base_id == base_id)
        statement = statement.where(Document.latest_version_id.in_(latest))
    if q:
        statement = statement.where(
            or_(Document.title.icontains(q, autoescape=True), Document.path.icontains(q, autoescape=True))
        )
    if source:
        statement = statement.where(Document.source == source)
    return page(tx, statement, Document.created_at, Document.id, limit=limit, cursor=cursor)


def versions_by_id(tx: Tx, ids: Sequence[str]) -> dict[str, DocumentVersion]:
    """Document versions by their ids."""
    return {v.id: v for v in tx.session.scalars(select(DocumentVersion).where(DocumentVersion.id.in_(ids)))}


def get_version(tx: Tx, version_id: str) -> DocumentVersion:
    """A document version that must exist."""
    return tx.session.get_one(DocumentVersion, version_id)


def last_version_number(tx: Tx, document_id: str) -> int:
    """The highest version number of a document."""
    statement = select(func.max(DocumentVersion.number)).where(DocumentVersion.document_id == document_id)
    return tx.session.scalar(statement) or 0


def jobs_by_version(tx: Tx, version_ids: Sequence[str]) -> dict[str, IngestJob]:
    """The open ingestion jobs of some document versions."""
    statement = select(IngestJob).where(IngestJob.document_version_id.in_(version_ids))
    return {job.document_version_id: job for job in tx.session.scalars(statement)}


def stop_readings(tx: Tx, base_id: str) -> None:
    """Cancels every reading of a base that has not ended."""
    tx.session.execute(delete(IngestJob).where(IngestJob.base_id == base_id))
    open_ = (DocumentVersion.base_id == base_id, DocumentVersion.state.in_(WORKING))
    tx.session.execute(update(DocumentVersion).where(*open_).values(state="cancelled", reason_code="cancelled"))


def find_page(tx: Tx, version_id: str, number: int) -> DocumentPage | None:
    """One parsed page."""
    statement = select(DocumentPage).where(
        DocumentPage.document_version_id == version_id, DocumentPage.number == number
    )
    return tx.session.scalars(statement).first()


def pages_of(tx: Tx, version_id: str) -> Sequence[DocumentPage]:
    """Every parsed page of a version, in order."""
    statement = select(DocumentPage).where(DocumentPage.document_version_id == version_id)
    return tx.session.scalars(statement.order_by(DocumentPage.number)).all()


def pages_around(tx: Tx, version_id: str, start: int, end: int) -> Sequence[DocumentPage]:
    """The parsed pages of a version that hold code points `start` to `end` of its text, in order."""
    mine = select(DocumentPage).where(DocumentPage.document_version_id == version_id, DocumentPage.start < end)
    held = mine.where(DocumentPage.start + func.length(DocumentPage.text) > start)
    return tx.session.scalars(held.order_by(DocumentPage.number)).all()


def forget_skipped_pages(tx: Tx, version_id: str, *, pictures: bool = False) -> None:
    """Has the first page that was skipped, and all after it, read again; with `pictures` also those without text."""
    statuses = ("skipped", "image") if pictures else ("skipped",)
    of_version = DocumentPage.document_version_id == version_id
    skipped = select(func.min(DocumentPage.number)).where(of_version, DocumentPage.status.in_(statuses))
    first = tx.session.scalar(skipped)
    if first is not None:
        tx.session.execute(delete(DocumentPage).where(of_version, DocumentPage.number >= first))


def page_labels(tx: Tx, version_id: str) -> list[str]:
    """The labels of a version's pages (sheet names, slide titles)."""
    statement = select(DocumentPage.label).where(DocumentPage.document_version_id == version_id)
    return list(tx.session.scalars(statement.order_by(DocumentPage.number)))
