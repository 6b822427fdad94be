"""The SQL of bundles: what a version holds, read in order a part at a time; and clearing away what was not finished."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update

from comity.kernel.db import SQL, Tx
from comity.knowledge.models import Chunk, ChunkRevision, Document, DocumentVersion, Tombstone

_AT = "({0}.valid_from <= :n AND ({0}.valid_to IS NULL OR {0}.valid_to > :n))"
_DOCUMENTS = SQL(
    f"""SELECT x.document_id, x.title, x.path, d.source, x.mime, x.size_bytes, x.sha256, x.language, x.enabled, x.expires_at,
    d.review_by, x.labels, x.metadata, v.id AS version_id, v.file_key, v.file_type, v.number, v.page_count, v.head
    FROM document_states x JOIN documents d ON d.id = x.document_id JOIN document_versions v ON v.id = x.version_id
    WHERE x.base_id = :base_id AND {_AT.format("x")} AND x.document_id > :after ORDER BY x.document_id LIMIT :limit"""
)
_PAGES = SQL(
    """SELECT number, text, blocks, status, start, width, height, label FROM document_pages
    WHERE document_version_id = :version_id AND number > :after ORDER BY number LIMIT :limit"""
)
_CHUNKS = SQL(
    f"""SELECT s.chunk_row_id AS place, c.chunk_id, c.manual, c.made, c.made_for, c.source_changed, c.source_text,
    c.current_revision = s.revision AS is_current, s.document_id, s.ordinal, s.document_version, s.source_hash,
    r.id AS revision_id, r.content, r.title, r.heading_path, r.keywords, r.questions, r.metadata, r.generated, r.kind, r.tokens,
    r.page, r.start_offset, r.end_offset, r.boxes, r.sources, r.path, r.enabled, r.language,
    coalesce((SELECT t.terms FROM generation_terms t JOIN generations g ON g.id = t.generation_id AND g.state = 'serving'
        WHERE t.revision_id = r.id), r.terms) AS terms,
    CASE WHEN c.manual THEN c.edited ELSE r.edited END AS edited
    FROM revision_spans s JOIN chunks c ON c.id = s.chunk_row_id JOIN chunk_revisions r ON r.id = s.revision_id
    WHERE s.base_id = :base_id AND {_AT.format("s")} AND s.chunk_row_id > :after ORDER BY s.chunk_row_id LIMIT :limit"""
)
CLEARED = tuple(
    SQL(text)
    for text in (
        "DELETE FROM chunk_vectors WHERE base_id = :base_id",
        "DELETE FROM generation_terms WHERE base_id = :base_id",
        "DELETE FROM revision_spans WHERE base_id = :base_id",
        "DELETE FROM document_states WHERE base_id = :base_id",
        "DELETE FROM knowledge_versions WHERE base_id = :base_id",
        "DELETE FROM chunk_revisions WHERE base_id = :base_id",
        "DELETE FROM chunks WHERE base_id = :base_id",
        """DELETE FROM document_pages WHERE document_version_id IN (
            SELECT id FROM document_versions WHERE base_id = :base_id)""",
        "DELETE FROM document_versions WHERE base_id = :base_id",
        "DELETE FROM csv_files WHERE base_id = :base_id",
        "DELETE FROM documents WHERE base_id = :base_id",
        "DELETE FROM generations WHERE base_id = :base_id",
    )
)
_DROP_BASE = SQL("DELETE FROM knowledge_bases WHERE id = :base_id AND deleted_at IS NOT NULL")
_TAKEN_DOCUMENTS = SQL("SELECT id FROM documents WHERE id = :id")


def documents(tx: Tx, base_id: str, number: int, after: str, limit: int) -> Sequence[Any]:
    """The next documents of a version."""
    return tx.rows(_DOCUMENTS, base_id=base_id, n=number, after=after, limit=limit)


def pages(tx: Tx, version_id: str, after: int, limit: int) -> Sequence[Any]:
    """The next parsed pages of a document's version."""
    return tx.rows(_PAGES, version_id=version_id, after=after, limit=limit)


def chunks(tx: Tx, base_id: str, number: int, after: str, limit: int) -> Sequence[Any]:
    """The next chunks of a version."""
    return tx.rows(_CHUNKS, base_id=base_id, n=number, after=after, limit=limit)


def clear(tx: Tx, base_id: str) -> None:
    """Deletes every row of a base that was not brought in whole."""
    for statement in CLEARED:
        tx.run(statement, base_id=base_id)


def drop_base(tx: Tx, base_id: str) -> None:
    """Deletes the row of a base that nobody ever saw."""
    tx.run(_DROP_BASE, base_id=base_id)


def is_document_taken(tx: Tx, document_id: str) -> bool:
    """Whether a document has this id, in whichever workspace."""
    return tx.row(_TAKEN_DOCUMENTS, id=document_id) is not None


def purged(tx: Tx, workspace_id: str) -> set[str]:
    """The hashes of what was purged and must not come back."""
    return set(tx.session.scalars(select(Tombstone.sha256).where(Tombstone.workspace_id == workspace_id)))


def chunks_named(tx: Tx, base_id: str, chunk_ids: Sequence[str]) -> Sequence[Chunk]:
    """Chunks of a base by their visible ids."""
    return tx.session.scalars(select(Chunk).where(Chunk.base_id == base_id, Chunk.chunk_id.in_(chunk_ids))).all()


def revisions_named(tx: Tx, base_id: str, chunk_ids: Sequence[str]) -> Sequence[tuple[str, str]]:
    """Visible id and revision's id of chunks that have one revision."""
    statement = select(Chunk.chunk_id, ChunkRevision.id).join(ChunkRevision, ChunkRevision.chunk_row_id == Chunk.id)
    found = tx.session.execute(statement.where(Chunk.base_id == base_id, Chunk.chunk_id.in_(chunk_ids)))
    return [(row[0], row[1]) for row in found]


def mark_text_only(tx: Tx, base_id: str) -> None:
    """Says of every document of a base that it is found by its words alone."""
    mine = DocumentVersion.base_id == base_id
    tx.session.execute(update(DocumentVersion).where(mine).values(searchable="text"))


def documents_of(tx: Tx, base_id: str, ids: Sequence[str]) -> set[str]:
    """Which of these documents are the base's, whether they live or not."""
    statement = select(Document.id).where(Document.base_id == base_id, Document.id.in_(ids))
    return set(tx.session.scalars(statement))


def newest_document(tx: Tx, base_id: str, source: str) -> str | None:
    """The newest document of a base that came from this source."""
    mine = (Document.base_id == base_id, Document.source == source)
    return tx.session.scalars(select(Document.id).where(*mine).order_by(Document.id.desc()).limit(1)).first()


def homes_of_chunks(tx: Tx, base_id: str, ids: Sequence[str]) -> dict[str, str]:
    """The document of each of these chunks that the base has, by visible id."""
    statement = select(Chunk.chunk_id, Chunk.document_id).where(Chunk.base_id == base_id, Chunk.chunk_id.in_(ids))
    return {row.chunk_id: row.document_id for row in tx.session.execute(statement)}
