"""The SQL of chunks and their revisions."""

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Select, and_, delete, func, literal, select, tuple_, update

from comity.kernel.db import SQL, Page, Tx, page
from comity.knowledge.models import (
    Chunk,
    ChunkRevision,
    ChunkVector,
    Document,
    Generation,
    GenerationTerms,
    KnowledgeBase,
)

TERMS = """coalesce((SELECT t.terms FROM generation_terms t WHERE t.revision_id = r.id AND t.generation_id = :generation_id),
    r.terms) AS terms"""
NEWEST = (1 << 63) - 1
_SINCE = SQL(
    f"""SELECT c.chunk_id, c.document_id, c.deleted, c.index_seq, r.id AS revision_id, r.number, r.metadata, r.enabled, {TERMS},
    d.enabled AS document_enabled, d.expires_at, d.labels, d.metadata AS document_metadata
    FROM chunks c JOIN chunk_revisions r ON r.chunk_row_id = c.id AND r.number = c.current_revision
    JOIN documents d ON d.id = c.document_id
    WHERE c.base_id = :base_id AND c.index_seq > :after AND c.index_seq <= :upto ORDER BY c.index_seq, c.id LIMIT :limit"""
)
_REVISIONS = SQL(
    f"""SELECT r.id, c.chunk_id, c.document_id, c.document_version, r.number, r.content, r.title, r.heading_path,
    r.questions, r.kind, r.page, r.start_offset, r.end_offset, r.path, {TERMS}
    FROM chunk_revisions r JOIN chunks c ON c.id = r.chunk_row_id WHERE r.id IN (SELECT value FROM json_each(:ids))"""
)
_REVISIONS_POSTGRESQL = SQL(_REVISIONS.text.replace("IN (SELECT value FROM json_each(:ids))", "= ANY(:ids)"))
_VECTORS = SQL(
    """SELECT v.revision_id, v.part, v.vector FROM chunk_vectors v
    JOIN chunk_revisions r ON r.id = v.revision_id JOIN chunks c ON c.id = r.chunk_row_id AND c.current_revision = r.number
    WHERE c.base_id = :base_id AND c.index_seq > :after AND c.index_seq <= :upto AND v.generation_id = :generation_id"""
)
_VECTORS_OF = SQL(
    """SELECT revision_id, part, vector FROM chunk_vectors
    WHERE revision_id IN (SELECT value FROM json_each(:ids)) AND generation_id = :generation_id"""
)
_VECTORS_OF_POSTGRESQL = SQL(_VECTORS_OF.text.replace("IN (SELECT value FROM json_each(:ids))", "= ANY(:ids)"))
_UNEMBEDDED = SQL(
    """SELECT r.id, r.content, r.title, r.heading_path, r.questions FROM chunks c
    JOIN chunk_revisions r ON r.chunk_row_id = c.id AND r.number = c.current_revision
    WHERE c.document_id = :document_id AND c.deleted = :no AND NOT EXISTS (
        SELECT 1 FROM chunk_vectors v WHERE v.revision_id = r.id AND v.generation_id = :generation_id)
    ORDER BY c.ordinal LIMIT :limit"""
)
_TOUCH_REVISIONS = SQL(
    """UPDATE chunks SET index_seq = :seq WHERE id IN (
    SELECT chunk_row_id FROM chunk_revisions WHERE id IN (SELECT value FROM json_each(:ids)))"""
)
_TOUCH_REVISIONS_POSTGRESQL = SQL(
    _TOUCH_REVISIONS.text.replace("IN (SELECT value FROM json_each(:ids))", "= ANY(:ids)")
)
_TOUCH_DOCUMENT = SQL("UPDATE chunks SET index_seq = :seq WHERE document_id = :document_id AND deleted = :no")
_MAKE_ROOM = (
    SQL("UPDATE chunks SET ordinal = ordinal + :by WHERE document_id = :document_id AND ordinal > :after"),
    SQL(
        """UPDATE revision_spans SET ordinal = ordinal + :by
        WHERE document_id = :document_id AND valid_to IS NULL AND ordinal > :after"""
    ),
)
_COPY_VECTORS = SQL(
    """INSERT INTO chunk_vectors (revision_id, generation_id, part, workspace_id, base_id, vector)
    SELECT :new, generation_id, part, workspace_id, base_id, vector FROM chunk_vectors WHERE revision_id = :old"""
)


def changed_since(
    tx: Tx, base_id: str, generation_id: str, after: int, limit: int, upto: int = NEWEST
) -> Sequence[Any]:
    """Chunks of a base whose last change has a number above `after` and up to `upto`, with their current revision and document.

    `terms` are those of a generation.
    """
    return tx.rows(_SINCE, base_id=base_id, generation_id=generation_id, after=after, limit=limit, upto=upto)


def revisions_by_id(tx: Tx, generation_id: str, ids: Sequence[str]) -> dict[str, Any]:
    """What some revisions say, by id, with the terms of a generation."""
    found = _by_ids(tx, _REVISIONS, _REVISIONS_POSTGRESQL, ids, generation_id=generation_id)
    return {row.id: row for row in found}


def served_terms(tx: Tx, revision_ids: Sequence[str]) -> dict[str, bytes]:
    """The terms that searches look at, of those revisions that were written under another analysis."""
    statement = select(GenerationTerms.revision_id, GenerationTerms.terms).join(
        Generation, Generation.id == GenerationTerms.generation_id
    )
    mine = (Generation.state == "serving", GenerationTerms.revision_id.in_(revision_ids))
    return {row[0]: row[1] for row in tx.session.execute(statement.where(*mine))}


def _by_ids(tx: Tx, sqlite: SQL, postgresql: SQL, ids: Sequence[str], **parameters: Any) -> Sequence[Any]:
    """Rows of a statement about a list `:ids`, which the two databases take in their own ways."""
    if tx.dialect == "postgresql":
        return tx.rows(postgresql, ids=list(ids), **parameters)
    return tx.rows(sqlite, ids=json.dumps(list(ids)), **parameters)


def vectors_between(tx: Tx, base_id: str, generation_id: str, after: int, upto: int) -> Sequence[Any]:
    """Vectors (revision_id, part, vector) of the chunks changed in a range of numbers."""
    return tx.rows(_VECTORS, base_id=base_id, generation_id=generation_id, after=after, upto=upto)


def vectors_of(tx: Tx, generation_id: str, revision_ids: Sequence[str]) -> Sequence[Any]:
    """Vectors (revision_id, part, vector) of some revisions."""
    return _by_ids(tx, _VECTORS_OF, _VECTORS_OF_POSTGRESQL, revision_ids, generation_id=generation_id)


def unembedded(tx: Tx, document_id: str, generation_id: str, limit: int) -> Sequence[Any]:
    """Current revisions of a document that have no vector in a generation yet."""
    return tx.rows(_UNEMBEDDED, document_id=document_id, generation_id=generation_id, limit=limit, no=False)


def touch_revisions(tx: Tx, revision_ids: Sequence[str], seq: int) -> None:
    """Marks the chunks of these revisions as changed."""
    if tx.dialect == "postgresql":
        tx.run(_TOUCH_REVISIONS_POSTGRESQL, ids=list(revision_ids), seq=seq)
    else:
        tx.run(_TOUCH_REVISIONS, ids=json.dumps(list(revision_ids)), seq=seq)


def touch_document(tx: Tx, document_id: str, seq: int) -> None:
    """Marks every living chunk of a document as changed."""
    tx.run(_TOUCH_DOCUMENT, document_id=document_id, seq=seq, no=False)


def copy_vectors(tx: Tx, old_revision: str, new_revision: str) -> None:
    """Keeps the vectors of a revision whose indexed text did not change."""
    tx.run(_COPY_VECTORS, old=old_revision, new=new_revision)


def _current() -> Select[Chunk, ChunkRevision]:
    joined = and_(ChunkRevision.chunk_row_id == Chunk.id, ChunkRevision.number == Chunk.current_revision)
    return select(Chunk, ChunkRevision).join(ChunkRevision, joined)


def find_chunk(
    tx: Tx, workspace_id: str, base_id: str, chunk_id: str, *, lock: bool = False
) -> tuple[Chunk, ChunkRevision] | None:
    """A living chunk with what it says now."""
    statement = _current().where(
        Chunk.workspace_id == workspace_id,
        Chunk.base_id == base_id,
        Chunk.chunk_id == chunk_id,
        Chunk.deleted.is_(False),
    )
    row = tx.session.execute(statement.with_for_update() if lock else statement).first()
    return (row[0], row[1]) if row else None


def list_chunks(
    tx: Tx,
    workspace_id: str,
    base_id: str,
    *,
    document_id: str,
    q: str,
    enabled: bool | None,
    edited: bool | None,
    page_number: int | None,
    limit: int,
    cursor: str | None,
) -> tuple[Page[Chunk], dict[str, ChunkRevision]]:
    """A page of living chunks in reading order, with the current revision of each."""
    joined = and_(ChunkRevision.chunk_row_id == Chunk.id, ChunkRevision.number == Chunk.current_revision)
    statement = (
        select(Chunk)
        .join(ChunkRevision, joined)
        .where(Chunk.workspace_id == workspace_id, Chunk.base_id == base_id, Chunk.deleted.is_(False))
    )
    if document_id:
        statement = statement.where(Chunk.document_id == document_id)
    if q:
        like = ChunkRevision.content.icontains(q, autoescape=True) | ChunkRevision.title.icontains(q, autoescape=True)
        statement = statement.where(like | (Chunk.chunk_id == q))
    if enabled is not None:
        statement = statement.where(ChunkRevision.enabled.is_(enabled))
    if edited is not None:
        statement = statement.where(ChunkRevision.edited.is_(edited))
    if page_number is not None:
        statement = statement.where(ChunkRevision.page == page_number)
    keys = (Chunk.document_id, Chunk.ordinal, Chunk.id)
    found = page(tx, statement, *keys, limit=limit, cursor=cursor, descending=False)
    return found, current_revisions(tx, [chunk.id for chunk in found.rows])


def get_chunk_row(tx: Tx, row_id: str) -> tuple[Chunk, ChunkRevision]:
    """A chunk by its row, locked, with what it says now."""
    row = tx.session.execute(_current().where(Chunk.id == row_id).with_for_update(of=Chunk)).one()
    return row[0], row[1]


def current_revisions(tx: Tx, chunk_row_ids: Sequence[str]) -> dict[str, ChunkRevision]:
    """The current revisions of chunks, by the chunks' row ids."""
    statement = _current().where(Chunk.id.in_(chunk_row_ids))
    return {row[0].id: row[1] for row in tx.session.execute(statement)}


def chunks_of_document(tx: Tx, document_id: str) -> list[tuple[Chunk, ChunkRevision]]:
    """Every chunk a document ever had, with its last revision, deleted ones too."""
    statement = _current().where(Chunk.document_id == document_id).order_by(Chunk.ordinal, Chunk.id)
    return [(row[0], row[1]) for row in tx.session.execute(statement)]


def chunks_of_base(tx: Tx, base_id: str) -> list[tuple[Chunk, ChunkRevision]]:
    """Every chunk of a base with its last revision, deleted ones too."""
    statement = _current().where(Chunk.base_id == base_id).order_by(Chunk.ordinal)
    return [(row[0], row[1]) for row in tx.session.execute(statement)]


def chunks_called(tx: Tx, workspace_id: str, ids: Sequence[str]) -> Sequence[tuple[Chunk, ChunkRevision]]:
    """Living chunks of the workspace with these visible ids, the oldest first."""
    statement = _current().where(Chunk.workspace_id == workspace_id, Chunk.chunk_id.in_(ids), Chunk.deleted.is_(False))
    return [(row[0], row[1]) for row in tx.session.execute(statement.order_by(Chunk.created_at, Chunk.id))]


def chunk_ids_taken(tx: Tx, workspace_id: str, ids: Sequence[str]) -> set[str]:
    """Which of these visible ids exist in the workspace."""
    statement = select(Chunk.chunk_id).where(Chunk.workspace_id == workspace_id, Chunk.chunk_id.in_(ids))
    return set(tx.session.scalars(statement))


def revisions_of(tx: Tx, chunk: Chunk) -> Sequence[ChunkRevision]:
    """Every revision of a chunk, the newest first."""
    statement = select(ChunkRevision).where(ChunkRevision.chunk_row_id == chunk.id)
    return tx.session.scalars(statement.order_by(ChunkRevision.number.desc())).all()


def last_revision(tx: Tx, chunk: Chunk) -> int:
    """The highest number of a chunk's revisions, which after a rollback is not the current one's."""
    return tx.session.scalar(select(func.max(ChunkRevision.number)).where(ChunkRevision.chunk_row_id == chunk.id)) or 0


def contents_of(tx: Tx, document_id: str) -> Sequence[str]:
    """Everything that the chunks of a document ever said."""
    mine = select(Chunk.id).where(Chunk.document_id == document_id)
    return tx.session.scalars(select(ChunkRevision.content).where(ChunkRevision.chunk_row_id.in_(mine))).all()


def source_of(tx: Tx, chunk: Chunk) -> str | None:
    """What an edited chunk said before people changed it."""
    statement = select(ChunkRevision.content).where(ChunkRevision.chunk_row_id == chunk.id)
    return tx.session.scalar(
        statement.where(ChunkRevision.edited.is_(False)).order_by(ChunkRevision.number.desc()).limit(1)
    )


def neighbours(tx: Tx, chunk: Chunk) -> tuple[tuple[Chunk, ChunkRevision] | None, tuple[Chunk, ChunkRevision] | None]:
    """The living chunks before and after one in its document, each with what it says now."""
    mine = _current().where(Chunk.document_id == chunk.document_id, Chunk.deleted.is_(False))
    place, here = tuple_(Chunk.ordinal, Chunk.id), tuple_(literal(chunk.ordinal), literal(chunk.id))
    before = mine.where(place < here).order_by(Chunk.ordinal.desc(), Chunk.id.desc()).limit(1)
    after = mine.where(place > here).order_by(Chunk.ordinal, Chunk.id).limit(1)
    found = [tx.session.execute(statement).first() for statement in (before, after)]
    first, second = ((row[0], row[1]) if row else None for row in found)
    return first, second


def make_room(tx: Tx, document_id: str, after: int, by: int) -> None:
    """Moves the chunks of a document behind a place, so that `by` more stand there; in the newest version too, whose order bundles keep."""
    tx.flush()
    for statement in _MAKE_ROOM:
        tx.run(statement, document_id=document_id, after=after, by=by)
    tx.session.expire_all()


def revision_numbered(tx: Tx, chunk: Chunk, number: int) -> ChunkRevision | None:
    """A revision of a chunk, while it is kept."""
    mine = (ChunkRevision.chunk_row_id == chunk.id, ChunkRevision.number == number)
    return tx.session.scalars(select(ChunkRevision).where(*mine)).first()


def mark_document_deleted(tx: Tx, document_id: str, seq: int) -> None:
    """Takes every chunk of a document out of retrieval."""
    tx.session.execute(update(Chunk).where(Chunk.document_id == document_id).values(deleted=True, index_seq=seq))


def hold_off_purges(tx: Tx, base_id: str) -> None:
    """Until the end of the transaction nothing is purged from the base, and what was is seen."""
    tx.session.execute(select(KnowledgeBase.id).where(KnowledgeBase.id == base_id).with_for_update())


def still_said(tx: Tx, base_id: str, revision_ids: Collection[str]) -> set[str]:
    """Those of some revisions that were not purged, with purges held off.

    What is made of a text outside transactions is stored for these alone: else a purge meanwhile would leave it behind.
    """
    hold_off_purges(tx, base_id)
    said = select(ChunkRevision.id).where(ChunkRevision.id.in_(revision_ids), ChunkRevision.content != "")
    return set(tx.session.scalars(said))


def purge_document(tx: Tx, document_id: str) -> None:
    """Blanks every trace of a document's chunks; the empty rows stay, so that indexes learn of the deletion."""
    chunks = select(Chunk.id).where(Chunk.document_id == document_id)
    revisions = select(ChunkRevision.id).where(ChunkRevision.chunk_row_id.in_(chunks))
    tx.session.execute(delete(ChunkVector).where(ChunkVector.revision_id.in_(revisions)))
    tx.session.execute(delete(GenerationTerms).where(GenerationTerms.revision_id.in_(revisions)))
    blank = {"content": "", "title": "", "heading_path": [], "keywords": [], "questions": [], "path": "", "terms": b""}
    statement = update(ChunkRevision).where(ChunkRevision.chunk_row_id.in_(chunks))
    tx.session.execute(statement.values(**blank, metadata_={}, boxes=[], sources=[], reshaping={}))
    tx.session.execute(
        update(Chunk).where(Chunk.document_id == document_id).values(source_hash="", source_text=None, made={})
    )


def document_titles(tx: Tx, ids: Sequence[str]) -> dict[str, str]:
    """Titles of documents by id."""
    return {
        row[0]: row[1] for row in tx.session.execute(select(Document.id, Document.title).where(Document.id.in_(ids)))
    }
