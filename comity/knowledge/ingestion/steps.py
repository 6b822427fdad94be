"""The verbs of ingestion. Each writes one checkpoint in one transaction that first renews the lease: a lost lease writes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from comity.kernel import clock
from comity.kernel.db import Tx
from comity.kernel.events import publish
from comity.knowledge import queries
from comity.knowledge.chunking.identity import Old, match, text_hash
from comity.knowledge.chunks import queries as chunk_queries
from comity.knowledge.chunks.reshaping import NOTHING
from comity.knowledge.chunks.service import (
    NewChunk,
    Said,
    add_chunks,
    indexed_text,
    new_ids,
    revise,
    said_of,
    source_text,
)
from comity.knowledge.documents.service import announce_document, fail_version
from comity.knowledge.embedders.errors import EmbedderWaits
from comity.knowledge.events import DocumentIngested
from comity.knowledge.generating import service as generating
from comity.knowledge.generating.errors import GeneratorWaits
from comity.knowledge.generating.service import Prepared
from comity.knowledge.generating.values import apart, read_generated
from comity.knowledge.ingestion import ledger, vectors
from comity.knowledge.ingestion.following import Shaped
from comity.knowledge.ingestion.turns import Turns
from comity.knowledge.ingestion.vectors import Vector
from comity.knowledge.models import (
    Chunk,
    ChunkRevision,
    Document,
    DocumentPage,
    DocumentVersion,
    KnowledgeBase,
)
from comity.knowledge.parsing.ocr import Recognition
from comity.knowledge.service import announce_base, mark_changed

SKIPPED_SHARE_MAX = 0.2
WAIT_AT_MOST = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker holds: which reading of which document, and how it stands."""

    version_id: str
    document_id: str
    base_id: str
    workspace_id: str
    state: str
    file_key: str
    file_type: str
    size_bytes: int
    path: str
    chunking: dict[str, Any]
    language: str
    generate: bool
    recognition: Recognition
    crashes: int


@dataclass(frozen=True, slots=True)
class PageResult:
    """A parsed page, ready to be stored."""

    number: int
    text: str
    blocks: list[dict[str, Any]]
    status: str
    width: float
    height: float
    label: str
    warnings: list[dict[str, Any]]


def take(tx: Tx, owner: str, turns: Turns, *, small_only: bool, text_only: bool = False) -> Task | None:
    """Claims the next reading; from now on it moves, however long it waited."""
    job = ledger.claim(tx, owner, turns, small_only=small_only, text_only=text_only)
    if job is None:
        return None
    version = queries.get_version(tx, job.document_version_id)
    version.last_progress_at = clock.now()
    base = tx.session.get_one(KnowledgeBase, job.base_id)
    document = tx.session.get_one(Document, job.document_id)
    return Task(
        version_id=version.id,
        document_id=document.id,
        base_id=base.id,
        workspace_id=base.workspace_id,
        state=version.state,
        file_key=version.file_key,
        file_type=version.file_type,
        size_bytes=document.size_bytes,
        path=document.path,
        chunking=base.chunking,
        language=base.language,
        generate=base.generate,
        recognition=Recognition(base.ocr, tuple(base.ocr_languages), base.language),
        crashes=job.crashes,
    )


def _held(tx: Tx, task: Task, owner: str) -> DocumentVersion:
    ledger.hold(tx, task.version_id, owner)
    return queries.get_version(tx, task.version_id)


def enter(tx: Tx, task: Task, owner: str, state: str, total: int, unit: str) -> None:
    """Begins a step: its name and how much there is to do. No progress yet: a step that kills its worker begins again and again."""
    version = _held(tx, task, owner)
    version.state = state
    version.progress_done, version.progress_total, version.progress_unit = 0, total, unit
    version.step_began_at = version.last_progress_at = clock.now()
    version.reason_code = version.reason_message = ""


def save_head(tx: Tx, task: Task, owner: str, head: dict[str, Any], pages: int, title: str) -> int:
    """Stores what the file says of itself; returns the number of the first page that is not parsed yet."""
    version = _held(tx, task, owner)
    version.head, version.page_count = head, pages
    version.state = "parsing"
    version.progress_total, version.progress_unit = pages, "page"
    version.step_began_at = clock.now()
    done = len(queries.page_labels(tx, version.id))
    version.progress_done = done
    document = tx.session.get_one(Document, task.document_id)
    if head.get("metadata") and not document.metadata_:
        document.metadata_ = head["metadata"]
    if title and document.source == "page":
        document.title = title[:255]
    job = ledger.find_job(tx, version.id)
    if job is not None:
        job.pages = max(1, pages)
    return done + 1


def save_page(tx: Tx, task: Task, owner: str, page: PageResult, start: int) -> None:
    """Stores a parsed page: the checkpoint after which a retry goes on."""
    version = _held(tx, task, owner)
    tx.session.add(
        DocumentPage(
            workspace_id=task.workspace_id,
            document_version_id=version.id,
            number=page.number,
            text=page.text,
            blocks=page.blocks,
            status=page.status,
            start=start,
            width=page.width,
            height=page.height,
            label=page.label[:255],
        )
    )
    version.progress_done = page.number
    version.last_progress_at = clock.now()
    ledger.progressed(tx, version.id)
    if page.warnings:
        version.warnings = [*version.warnings, *page.warnings][:500]


def skipped_too_many(tx: Tx, task: Task) -> bool:
    """Whether more than a fifth of the pages were skipped."""
    pages = queries.pages_of(tx, task.version_id)
    skipped = sum(page.status == "skipped" for page in pages)
    return skipped > len(pages) * SKIPPED_SHARE_MAX


def index(tx: Tx, task: Task, owner: str, drafts: Sequence[Said], language: str) -> int:
    """Switches the document to its new chunks in one step, keeping ids where the text stayed; returns how many there are.

    Same text keeps id, revision and vectors; similar text keeps its id; edited chunks keep what people wrote.
    """
    version = _held(tx, task, owner)
    base = tx.session.get_one(KnowledgeBase, task.base_id, with_for_update=True)  # nobody edits chunks meanwhile
    document = tx.session.get_one(Document, task.document_id)
    rows = chunk_queries.chunks_of_document(tx, document.id)
    shaped = Shaped(rows)
    old = {c.chunk_id: (c, r) for c, r in rows if not c.manual and not shaped.is_apart((c, r))}
    known = [
        Old(id_, c.source_hash, source_text(tx, c, r), r.heading_path, edited=c.edited and not c.deleted)
        for id_, (c, r) in old.items()
    ]
    matched = match([*known, *shaped.known()], drafts)
    seq = mark_changed(tx, base)
    fresh = iter(new_ids(tx, base.workspace_id, sum(id_ is None for id_ in matched)))
    added: list[NewChunk] = []
    ordinal = 0
    for said, id_ in zip(drafts, matched, strict=True):
        if id_ is not None and shaped.holds(id_):
            ordinal = shaped.place(id_, ordinal)
            continue
        if id_ is None:
            added.append(NewChunk(next(fresh), ordinal, said))
        else:
            chunk, current = old.pop(id_)
            _keep(tx, base, chunk, current, said, ordinal, version.number, seq)
        ordinal += 1
    add_chunks(tx, base, document, added, document_version=version.number, seq=seq, author="ingestion")
    for chunk, _ in old.values():
        _drop(chunk, seq)
    found = {id_: said for id_, said in zip(matched, drafts, strict=True) if id_ and shaped.holds(id_)}
    shaped.follow(tx, base, version.id, version.number, found, seq=seq)
    version.state, version.searchable = "embedding", "text"
    version.progress_done, version.progress_total, version.progress_unit = 0, len(drafts), "chunk"
    version.step_began_at = version.last_progress_at = clock.now()
    ledger.progressed(tx, version.id)
    document.serving_version_id = version.id
    document.language = language
    if (job := ledger.find_job(tx, version.id)) is not None:
        job.step = ledger.EMBEDDING
    return len(drafts)


def _keep(
    tx: Tx, base: KnowledgeBase, chunk: Chunk, current: ChunkRevision, said: Said, ordinal: int, number: int, seq: int
) -> None:
    chunk.ordinal, chunk.document_version = ordinal, number
    same_source = chunk.source_hash == text_hash(said.content)
    if chunk.deleted_by_user and same_source:
        return
    if chunk.edited:
        _keep_edit(tx, base, chunk, current, said, same_source=same_source, seq=seq)
        return
    chunk.source_hash = text_hash(said.content)
    place = (said.page, said.start, said.end, said.boxes, said.path)
    moved = place != (current.page, current.start, current.end, current.boxes, current.path)
    mine = apart(said_of(current), read_generated(chunk.made))
    unchanged = indexed_text(said) == indexed_text(mine) and said.kind == current.kind
    if moved or not unchanged or chunk.deleted:
        chunk.deleted_by_user = False
        kept = replace(
            said, metadata=current.metadata_, enabled=current.enabled, **_beside(chunk, current, mine, unchanged)
        )
        revise(tx, base, chunk, current, kept, seq=seq, author="ingestion")


def _beside(chunk: Chunk, current: ChunkRevision, mine: Said, unchanged: bool) -> dict[str, Any]:
    """The values beside the text: all of them while it stays, else what people wrote, and others are to be generated."""
    if unchanged:
        names = ("title", "keywords", "questions", "generated")
        return {name: getattr(current, name) for name in names}
    chunk.made, chunk.made_for = {}, ""
    return {"keywords": mine.keywords, "questions": mine.questions}


def _keep_edit(
    tx: Tx, base: KnowledgeBase, chunk: Chunk, current: ChunkRevision, said: Said, *, same_source: bool, seq: int
) -> None:
    """An edited chunk keeps its text; only its place follows the document, and a changed source is flagged."""
    if not same_source:
        chunk.source_changed, chunk.source_text = True, said.content
        chunk.source_hash = text_hash(said.content)
    mine = said_of(current)
    moved = replace(mine, page=said.page, start=said.start, end=said.end, boxes=said.boxes, path=said.path)
    if moved != mine:
        revise(tx, base, chunk, current, moved, seq=seq, author=current.author)


def _drop(chunk: Chunk, seq: int) -> None:
    """What the document does not say any more goes, but for what people wrote: that stays, flagged, until someone chooses."""
    if chunk.deleted:
        return
    if chunk.edited:
        if chunk.source_hash != NOTHING:
            chunk.source_changed, chunk.source_text, chunk.source_hash = True, "", NOTHING
        return
    chunk.deleted = True
    chunk.index_seq = seq


def save_generated(
    tx: Tx, task: Task, owner: str, prepared: Sequence[Prepared], warnings: Sequence[dict[str, Any]]
) -> None:
    """Stores a batch of generated values: the checkpoint of generating."""
    version = _held(tx, task, owner)
    generating.save(tx, tx.session.get_one(KnowledgeBase, task.base_id), prepared)
    version.progress_done = min(version.progress_total, version.progress_done + len(prepared))
    version.last_progress_at = clock.now()
    known = {one["code"] for one in version.warnings}
    version.warnings = [*version.warnings, *(one for one in warnings if one["code"] not in known)]
    ledger.progressed(tx, version.id)


def count_lacking(tx: Tx, task: Task) -> int:
    """For how many chunks of the document nothing was generated yet."""
    return generating.count_lacking(tx, task.base_id, task.document_id)


def skip_generating(tx: Tx, task: Task, owner: str) -> None:
    """Goes on without the values that no model would give."""
    version = _held(tx, task, owner)
    skipped = generating.skip(tx, task.base_id, task.document_id)
    version.warnings = [*version.warnings, *generating.warnings_of(skipped, has_model=True)]


def waited_for_a_day(tx: Tx, task: Task) -> bool:
    """Whether a reading has waited for what it needs as long as it may."""
    job = ledger.find_job(tx, task.version_id)
    return job is not None and job.waiting_since is not None and clock.now() - job.waiting_since >= WAIT_AT_MOST


def save_vectors(tx: Tx, task: Task, owner: str, generation_id: str, made: Sequence[Vector], chunks: int) -> None:
    """Stores a batch of vectors: the checkpoint of embedding; searches see them from now on."""
    version = _held(tx, task, owner)
    vectors.save(tx, tx.session.get_one(KnowledgeBase, task.base_id), generation_id, made)
    version.progress_done = min(version.progress_total, version.progress_done + chunks)
    version.last_progress_at = clock.now()
    ledger.progressed(tx, version.id)
    job = ledger.find_job(tx, version.id)
    if job is not None and job.waiting_since is not None:
        job.waiting_code, job.waiting_until, job.waiting_since = "", None, None


def wait_for_others(tx: Tx, task: Task, owner: str, waits: EmbedderWaits | GeneratorWaits) -> None:
    """The embedder or the model cannot be asked now: the text stays searchable and the rest waits, for a day at most."""
    version, now = _held(tx, task, owner), clock.now()
    job = ledger.find_job(tx, task.version_id)
    assert job is not None, "_held() has just found it"
    since = job.waiting_since = job.waiting_since or now
    if now - since >= WAIT_AT_MOST:
        message = f"The embedder could not be asked for a day. It last said: {waits.detail}"
        fail_version(tx, version, "embedding_unavailable", message)
    else:
        job.waiting_code, job.waiting_until = waits.code, now + timedelta(seconds=waits.seconds)
        tx.flush()
        ledger.release(tx, task.version_id, owner, not_before=job.waiting_until)
    show(tx, task)


def finish(tx: Tx, task: Task, owner: str) -> None:
    """The document is ready."""
    version = _held(tx, task, owner)
    version.state, version.searchable = "ready", "full"
    version.progress_done = version.progress_total
    version.last_progress_at = clock.now()
    ledger.drop_job(tx, version.id)
    mark_changed(tx, tx.session.get_one(KnowledgeBase, task.base_id))
    publish(tx, DocumentIngested(task.workspace_id, task.base_id, task.document_id))
    show(tx, task)


def fail(tx: Tx, task: Task, owner: str, code: str, message: str) -> None:
    """The document cannot be taken in; says why and ends."""
    version = _held(tx, task, owner)
    fail_version(tx, version, code, message)
    show(tx, task)


def back_off(tx: Tx, task: Task, owner: str, error: str) -> bool:
    """A step failed for no reason of the file: tries again later, three times; False when those are used up."""
    version = _held(tx, task, owner)
    job = ledger.find_job(tx, task.version_id)
    assert job is not None, "hold() has just found it"
    if job.attempt + 1 >= ledger.ATTEMPTS:
        fail_version(tx, version, "crashed_repeatedly", f"Three tries failed. The last one said: {error}")
        show(tx, task)
        return False
    wait = timedelta(seconds=ledger.BACKOFF_SECONDS[job.attempt])
    job.attempt += 1
    version.attempt = job.attempt
    ledger.release(tx, task.version_id, owner, not_before=clock.now() + wait)
    return True


def show(tx: Tx, task: Task) -> None:
    """Shows consoles how the document and its base stand."""
    tx.flush()
    document = tx.session.get_one(Document, task.document_id)
    base = tx.session.get_one(KnowledgeBase, task.base_id)
    if document.deleted_at is None and base.deleted_at is None:
        announce_document(tx, document)
        announce_base(tx, base)
