"""The verbs of a CSV base."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from comity.kernel import clock
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.text import detect_language
from comity.knowledge import queries
from comity.knowledge.chunks import queries as chunk_queries
from comity.knowledge.chunks.service import NewChunk, Said, add_chunks, indexed_text, revise, said_of, with_terms
from comity.knowledge.csvbase.schemas import CsvReply
from comity.knowledge.csvfile import Row, Rows
from comity.knowledge.documents.service import StoredFile, announce_document, audit_file, file_of
from comity.knowledge.errors import EditedChunks, KnowledgeBaseBusy, NotForThisType
from comity.knowledge.generating.values import apart, read_generated
from comity.knowledge.ingestion import ledger
from comity.knowledge.models import Chunk, ChunkRevision, Document, DocumentVersion, KnowledgeBase
from comity.knowledge.service import announce_base, mark_changed

Known = dict[str, tuple[Chunk, ChunkRevision]]


@dataclass(frozen=True, slots=True)
class Plan:
    """What an upload would do: row ids by what happens to them."""

    added: list[str]
    changed: list[str]
    unchanged: list[str]
    removed: list[str]
    edited: list[str]


def analysed(rows: Rows, name: str, language: str) -> dict[str, Said]:
    """What each row says, with its analysis; done before the transaction."""
    return {row.id: with_terms(_said(row, name), language) for row in rows.rows}


def _said(row: Row, name: str) -> Said:
    return Said(
        content=row.content,
        title=row.title,
        keywords=row.keywords,
        questions=row.questions,
        metadata=row.metadata,
        kind="row",
        path=name,
    )


def preview(tx: Tx, base: KnowledgeBase, said: dict[str, Said], ignored: Sequence[str]) -> CsvReply:
    """What the upload would change, without changing it; raises `NotForThisType` (422951)."""
    return _reply(_plan(_known(tx, base), said), said, ignored, dry_run=True)


def replace_rows(
    tx: Tx,
    actor: Actor,
    base: KnowledgeBase,
    file: StoredFile,
    said: dict[str, Said],
    ignored: Sequence[str],
    *,
    overwrite_edits: bool,
) -> CsvReply:
    """Replaces all rows in one step, matched by id; unchanged rows keep vectors, revisions and `enabled`.

    Raises `NotForThisType` (422951), or `EditedChunks` (409952) unless edits may be overwritten.
    """
    if queries.is_claimed(tx, base.id):
        raise KnowledgeBaseBusy
    known = _known(tx, base)
    plan = _plan(known, said)
    if plan.edited and not overwrite_edits:
        raise EditedChunks(plan.edited)
    document = _document(tx, actor, base, file)
    version = _version(tx, actor, document, file, len(plan.added) + len(plan.changed))
    seq = mark_changed(tx, base)
    order = {id_: ordinal for ordinal, id_ in enumerate(said)}
    added = [NewChunk(id_, order[id_], said[id_]) for id_ in plan.added if id_ not in known]
    add_chunks(tx, base, document, added, document_version=version.number, seq=seq, author=actor.name)
    for id_ in [*plan.added, *plan.changed]:
        if id_ in known:
            chunk, current = known[id_]
            chunk.ordinal, chunk.document_version, chunk.edited = order[id_], version.number, False
            enabled = current.enabled or chunk.deleted
            chunk.made, chunk.made_for = {}, ""
            revise(tx, base, chunk, current, replace(said[id_], enabled=enabled), seq=seq, author=actor.name)
    for id_ in plan.unchanged:
        known[id_][0].ordinal = order[id_]
    for id_ in plan.removed:
        chunk = known[id_][0]
        chunk.deleted, chunk.index_seq = True, seq
    document.language = detect_language(" ".join(s.content[:200] for s in list(said.values())[:50]))
    ledger.add_job(tx, document, version)
    tx.flush()
    announce_document(tx, document)
    announce_base(tx, base)
    return _reply(plan, said, ignored, dry_run=False)


def rows_of(tx: Tx, base: KnowledgeBase) -> list[Row]:
    """The rows as they stand, for a download with ids."""
    known = sorted(_known(tx, base).items(), key=lambda item: item[1][0].ordinal)
    written = [(id_, _written(chunk, revision)) for id_, (chunk, revision) in known if not chunk.deleted]
    return [
        Row(
            id=id_,
            content=said.content,
            title=said.title,
            keywords=said.keywords,
            questions=said.questions,
            metadata=said.metadata,
        )
        for id_, said in written
    ]


def _known(tx: Tx, base: KnowledgeBase) -> Known:
    if base.type != "csv":
        raise NotForThisType("This base takes documents, not one CSV file. Upload the file as a document.")
    return {chunk.chunk_id: (chunk, revision) for chunk, revision in chunk_queries.chunks_of_base(tx, base.id)}


def _plan(known: Known, said: dict[str, Said]) -> Plan:
    living = {id_: pair for id_, pair in known.items() if not pair[0].deleted}
    same = [id_ for id_ in said if id_ in living and _same(_written(*living[id_]), said[id_])]
    kept = set(same)
    changed = [id_ for id_ in said if id_ in living and id_ not in kept]
    removed = [id_ for id_ in living if id_ not in said]
    edited = [id_ for id_ in [*changed, *removed] if living[id_][0].edited]
    return Plan([id_ for id_ in said if id_ not in living], changed, same, removed, edited)


def _written(chunk: Chunk, current: ChunkRevision) -> Said:
    """A row as the file has it, without what was generated beside it."""
    return apart(said_of(current), read_generated(chunk.made))


def _same(mine: Said, said: Said) -> bool:
    return (
        indexed_text(mine) == indexed_text(said) and mine.keywords == said.keywords and mine.metadata == said.metadata
    )


def _document(tx: Tx, actor: Actor, base: KnowledgeBase, file: StoredFile) -> Document:
    page = queries.list_documents(tx, base.workspace_id, base.id, state="", q="", source="csv", limit=1, cursor=None)
    document = page.rows[0] if page.rows else None
    before = file_of(document) if document else None
    if document is None:
        document = Document(
            workspace_id=base.workspace_id, base_id=base.id, source="csv", created_by=actor.name, mime=file.mime
        )
        tx.session.add(document)
    document.title = document.path = file.name
    document.size_bytes, document.sha256, document.content_key = file.size_bytes, file.sha256, file.sha256
    tx.flush()
    audit_file(tx, actor, document, before=before)
    return document


def _version(tx: Tx, actor: Actor, document: Document, file: StoredFile, rows: int) -> DocumentVersion:
    if document.latest_version_id is not None:
        old = queries.get_version(tx, document.latest_version_id)
        if old.state in queries.WORKING:
            old.state, old.reason_code, old.reason_message = "cancelled", "replaced", "A newer file replaced it."
            ledger.drop_job(tx, old.id)
    version = DocumentVersion(
        workspace_id=document.workspace_id,
        document_id=document.id,
        base_id=document.base_id,
        number=queries.last_version_number(tx, document.id) + 1,
        file_key=file.key,
        file_type="csv",
        state="embedding",
        searchable="text",
        progress_total=rows,
        progress_unit="chunk",
        step_began_at=clock.now(),
        last_progress_at=clock.now(),
        asked_by=actor.id,
    )
    tx.session.add(version)
    tx.flush()
    document.latest_version_id = document.serving_version_id = version.id
    return version


def _reply(plan: Plan, said: dict[str, Said], ignored: Sequence[str], *, dry_run: bool) -> CsvReply:
    return CsvReply(
        rows=len(said),
        added=len(plan.added),
        changed=len(plan.changed),
        unchanged=len(plan.unchanged),
        removed=len(plan.removed),
        ignored_columns=list(ignored),
        edited=plan.edited[:200],
        dry_run=dry_run,
    )
