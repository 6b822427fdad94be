"""The SQL of websites and their pages."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Select, and_, case, delete, func, or_, select, update

from comity.kernel.db import Page, Tx, page, scoped
from comity.kernel.jobs import Job
from comity.knowledge.jobs.models import BaseJob
from comity.knowledge.models import Chunk, ChunkRevision, Document, KnowledgeBase
from comity.knowledge.sources.models import WebPage, WebSource

PRESENT = ("ok", "warning", "failed")
"""What a look may give that keeps a document: it was there, or nobody could tell."""
TROUBLED = ("failed", "missing")
_PART = 500


def key_of(url: str) -> str:
    """What a page's address is found by: an address may be longer than an index takes."""
    return hashlib.sha256(url.encode()).hexdigest()


def _sources(workspace_id: str, base_id: str) -> Select[WebSource]:
    return scoped(WebSource, workspace_id).where(WebSource.base_id == base_id, WebSource.deleted_at.is_(None))


def sources_of(tx: Tx, workspace_id: str, base_id: str) -> Sequence[WebSource]:
    """The websites of a base, the newest first."""
    return tx.session.scalars(_sources(workspace_id, base_id).order_by(WebSource.id.desc())).all()


def find_source(tx: Tx, workspace_id: str, base_id: str, source_id: str, *, lock: bool = False) -> WebSource | None:
    """A website of a base."""
    statement = _sources(workspace_id, base_id).where(WebSource.id == source_id)
    return tx.session.scalars(statement.with_for_update() if lock else statement).first()


def living_source(tx: Tx, source_id: str) -> tuple[WebSource, KnowledgeBase] | None:
    """A website with its base, from a worker's side; None when either is gone."""
    statement = select(WebSource, KnowledgeBase).join(KnowledgeBase, KnowledgeBase.id == WebSource.base_id)
    living = (WebSource.deleted_at.is_(None), KnowledgeBase.deleted_at.is_(None))
    row = tx.session.execute(statement.where(WebSource.id == source_id, *living)).first()
    return (row[0], row[1]) if row else None


def due_sources(tx: Tx, now: datetime) -> Sequence[WebSource]:
    """Websites of living bases whose time has come, for this transaction alone."""
    statement = select(WebSource).join(KnowledgeBase, KnowledgeBase.id == WebSource.base_id)
    due = (WebSource.next_sync_at <= now, WebSource.deleted_at.is_(None), KnowledgeBase.deleted_at.is_(None))
    return tx.session.scalars(statement.where(*due).with_for_update(of=WebSource, skip_locked=True)).all()


def jobs_of(tx: Tx, sources: Sequence[WebSource]) -> dict[str, BaseJob]:
    """The newest sync of each website, by the sync's id."""
    ids = [source.job_id for source in sources if source.job_id]
    return {job.id: job for job in tx.session.scalars(select(BaseJob).where(BaseJob.id.in_(ids)))}


def find_job(tx: Tx, job_id: str | None) -> BaseJob | None:
    """A sync."""
    return tx.session.get(BaseJob, job_id) if job_id else None


def unattended(tx: Tx) -> list[tuple[BaseJob, bool]]:
    """Syncs that are to run and for which no worker will come; true for those whose worker gave up."""
    statement = select(BaseJob).where(BaseJob.kind == "sync", BaseJob.state.in_(("queued", "running")))
    found: list[tuple[BaseJob, bool]] = []
    for job in tx.session.scalars(statement).all():
        states = set(tx.session.scalars(select(Job.state).where(Job.lane == f"sync:{job.id}")))
        if not states & {"ready", "running"}:
            found.append((job, "dead" in states))
    return found


def counts_of(tx: Tx, source_ids: Sequence[str]) -> dict[str, dict[str, int]]:
    """Pages of websites by state, and `served`: those with a document."""
    served = func.sum(case((WebPage.document_id.is_not(None), 1), else_=0))
    statement = select(WebPage.source_id, WebPage.state, func.count(), served)
    found: dict[str, dict[str, int]] = {}
    rows = statement.where(WebPage.source_id.in_(source_ids)).group_by(WebPage.source_id, WebPage.state)
    for source_id, state, count, with_document in tx.session.execute(rows):
        counts = found.setdefault(source_id, {"served": 0})
        counts[state] = count
        counts["served"] += int(with_document)
    return found


def list_pages(
    tx: Tx, workspace_id: str, source_id: str, *, state: str, q: str, limit: int, cursor: str | None
) -> Page[WebPage]:
    """The addresses of a website, the newest first; `state` may be one state, or `errors`: failed and missing ones."""
    statement = scoped(WebPage, workspace_id).where(WebPage.source_id == source_id)
    if state:
        statement = statement.where(WebPage.state.in_(TROUBLED if state == "errors" else (state,)))
    if q:
        statement = statement.where(
            or_(WebPage.url.icontains(q, autoescape=True), WebPage.title.icontains(q, autoescape=True))
        )
    return page(tx, statement, WebPage.created_at, WebPage.id, limit=limit, cursor=cursor)


def pages_at(tx: Tx, source_id: str, urls: Iterable[str]) -> dict[str, WebPage]:
    """The rows of addresses, by address."""
    keys = [key_of(url) for url in urls]
    found: dict[str, WebPage] = {}
    for n in range(0, len(keys), _PART):
        mine = select(WebPage).where(WebPage.source_id == source_id, WebPage.url_key.in_(keys[n : n + _PART]))
        found |= {row.url: row for row in tx.session.scalars(mine)}
    return found


def next_waiting(tx: Tx, source_id: str, sync: int) -> WebPage | None:
    """The next address to look at: nearest to the start first, those known longest first."""
    mine = (WebPage.source_id == source_id, WebPage.queued_in == sync, WebPage.looked_in < sync)
    return tx.session.scalars(select(WebPage).where(*mine).order_by(WebPage.depth, WebPage.id).limit(1)).first()


def progress_of(tx: Tx, source_id: str, sync: int) -> tuple[int, int, int]:
    """How many addresses of a sync are queued, were looked at, and are served."""
    looked = case((WebPage.looked_in == sync, 1), else_=0)
    is_taken = (WebPage.looked_in == sync) & WebPage.state.in_(("ok", "warning")) & WebPage.document_id.is_not(None)
    statement = select(func.count(), func.sum(looked), func.sum(case((is_taken, 1), else_=0)))
    row = tx.session.execute(statement.where(WebPage.source_id == source_id, WebPage.queued_in == sync)).one()
    return row[0], int(row[1] or 0), int(row[2] or 0)


def outcomes(tx: Tx, source_id: str, sync: int) -> dict[tuple[str, str], int]:
    """What the looks of a sync gave, by state and effect."""
    statement = select(WebPage.state, WebPage.effect, func.count()).group_by(WebPage.state, WebPage.effect)
    rows = tx.session.execute(statement.where(WebPage.source_id == source_id, WebPage.looked_in == sync))
    return {(state, effect): count for state, effect, count in rows}


def with_document(tx: Tx, source_id: str) -> Sequence[WebPage]:
    """The pages that have a document."""
    statement = select(WebPage).where(WebPage.source_id == source_id, WebPage.document_id.is_not(None))
    return tx.session.scalars(statement.order_by(WebPage.id)).all()


def owner_of(tx: Tx, document_id: str) -> WebPage | None:
    """The page that a document is of."""
    return tx.session.scalars(select(WebPage).where(WebPage.document_id == document_id).limit(1)).first()


def document_at(tx: Tx, base_id: str, url: str) -> Document | None:
    """A living document that was fetched from an address once and belongs to no website now."""
    mine = (Document.base_id == base_id, Document.source == "page", Document.path == url, Document.deleted_at.is_(None))
    owned = select(WebPage.document_id).where(WebPage.document_id.is_not(None), WebPage.base_id == base_id)
    return tx.session.scalars(select(Document).where(*mine, Document.id.not_in(owned)).limit(1)).first()


def is_living(tx: Tx, document_id: str) -> Document | None:
    """The document, if it lives."""
    return tx.session.scalars(select(Document).where(Document.id == document_id, Document.deleted_at.is_(None))).first()


def heir_of(tx: Tx, source_id: str, sync: int, document_id: str) -> WebPage | None:
    """A page that a sync found with the content of a document that is another page's."""
    mine = (WebPage.source_id == source_id, WebPage.looked_in == sync, WebPage.code == "duplicate")
    statement = select(WebPage).where(*mine, WebPage.same_as == document_id, WebPage.document_id.is_(None))
    return tx.session.scalars(statement.order_by(WebPage.id).limit(1)).first()


def moved_documents(tx: Tx, source_id: str, limit: int) -> Sequence[Document]:
    """Documents of a website with living chunks that still name another address."""
    place = func.substr(ChunkRevision.path, 1, func.length(Document.path) + 1)
    mine = (
        WebPage.source_id == source_id,
        Document.deleted_at.is_(None),
        Chunk.deleted.is_(False),
        ChunkRevision.path != Document.path,
        place != Document.path + "#",
    )
    ids = (
        select(Document.id)
        .join(WebPage, WebPage.document_id == Document.id)
        .join(Chunk, Chunk.document_id == Document.id)
        .join(
            ChunkRevision, and_(ChunkRevision.chunk_row_id == Chunk.id, ChunkRevision.number == Chunk.current_revision)
        )
        .where(*mine)
        .distinct()
        .limit(limit)
    )
    return tx.session.scalars(select(Document).where(Document.id.in_(ids))).all()


def gone_pages(tx: Tx, source_id: str, missing: int, limit: int) -> Sequence[WebPage]:
    """Pages with a document that were missing in so many syncs running."""
    mine = (WebPage.source_id == source_id, WebPage.document_id.is_not(None), WebPage.missing >= missing)
    return tx.session.scalars(select(WebPage).where(*mine).order_by(WebPage.id).limit(limit)).all()


def drop_strays(tx: Tx, source_id: str, sync: int) -> int:
    """Forgets addresses without a document that a sync did not look at; returns how many of them it had queued."""
    mine = (WebPage.source_id == source_id, WebPage.looked_in < sync, WebPage.document_id.is_(None))
    mine = (*mine, WebPage.left_out.is_(False))
    queued = tx.session.scalar(select(func.count()).select_from(WebPage).where(*mine, WebPage.queued_in == sync)) or 0
    tx.session.execute(delete(WebPage).where(*mine))
    return queued


def let_in_again(tx: Tx, source_id: str) -> None:
    """Has the pages whose document somebody deleted looked at again, and every other page fetched whole."""
    mine = update(WebPage).where(WebPage.source_id == source_id)
    tx.session.execute(mine.values(left_out=False, etag="", last_modified=""))


def drop_pages(tx: Tx, source_id: str) -> None:
    """Forgets every address of a website."""
    tx.session.execute(delete(WebPage).where(WebPage.source_id == source_id))
