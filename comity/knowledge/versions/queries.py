"""The SQL of versions. What changed since the last one is found by the base's count of changes; nothing is compared twice."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select

from comity.kernel.db import SQL, Page, Tx, page, scoped
from comity.knowledge.versions.models import DocumentState, KnowledgeVersion

AT = "{0}.valid_from <= :n AND ({0}.valid_to IS NULL OR {0}.valid_to > :n)"
IN_SPANS, IN_STATES = AT.format("s"), AT.format("x")
_IN_STATE = """SELECT d.id FROM documents d JOIN document_versions v ON v.id = d.latest_version_id
    WHERE d.base_id = :base_id AND d.deleted_at IS NULL AND v.state IN ({})"""
_EMBEDDING = _IN_STATE.format("'embedding'")
_WORKING = _IN_STATE.format("'queued', 'parsing', 'chunking', 'generating', 'indexing', 'embedding'")
_ANY_EMBEDDING = SQL(f"{_EMBEDDING} LIMIT 1")
_CLOSE_SPANS = SQL(
    f"""UPDATE revision_spans SET valid_to = :n WHERE valid_to IS NULL AND chunk_row_id IN (
    SELECT c.id FROM chunks c JOIN revision_spans s ON s.chunk_row_id = c.id AND s.valid_to IS NULL
    WHERE c.base_id = :base_id AND c.index_seq > :after AND (c.deleted OR c.current_revision <> s.revision)
    AND c.document_id NOT IN ({_EMBEDDING}))"""
)
_OPEN_SPANS = SQL(
    f"""INSERT INTO revision_spans (chunk_row_id, valid_from, valid_to, workspace_id, base_id, document_id, revision_id, revision,
    ordinal, document_version, source_hash)
    SELECT c.id, :n, NULL, c.workspace_id, c.base_id, c.document_id, r.id, r.number, c.ordinal, c.document_version, c.source_hash
    FROM chunks c JOIN chunk_revisions r ON r.chunk_row_id = c.id AND r.number = c.current_revision
    WHERE c.base_id = :base_id AND c.index_seq > :after AND NOT c.deleted AND c.document_id NOT IN ({_EMBEDDING})
    AND NOT EXISTS (SELECT 1 FROM revision_spans s WHERE s.chunk_row_id = c.id AND s.valid_to IS NULL)"""
)
_CLOSE_STATES = SQL(
    f"""UPDATE document_states SET valid_to = :n WHERE valid_to IS NULL AND document_id IN (
    SELECT d.id FROM documents d JOIN document_states x ON x.document_id = d.id AND x.valid_to IS NULL
    WHERE d.base_id = :base_id AND d.id NOT IN ({_WORKING})
    AND (d.deleted_at IS NOT NULL OR d.revision <> x.revision OR d.serving_version_id <> x.version_id))"""
)
_OPEN_STATES = SQL(
    f"""INSERT INTO document_states (document_id, valid_from, valid_to, workspace_id, base_id, revision, version_id, title, path,
    mime, size_bytes, sha256, language, enabled, expires_at, labels, metadata)
    SELECT d.id, :n, NULL, d.workspace_id, d.base_id, d.revision, d.serving_version_id, d.title, d.path,
    d.mime, d.size_bytes, d.sha256, d.language, d.enabled, d.expires_at, d.labels, d.metadata FROM documents d
    WHERE d.base_id = :base_id AND d.deleted_at IS NULL AND d.serving_version_id IS NOT NULL AND d.id NOT IN ({_EMBEDDING})
    AND NOT EXISTS (SELECT 1 FROM document_states x WHERE x.document_id = d.id AND x.valid_to IS NULL)"""
)
_COUNTS = SQL(
    f"""SELECT (SELECT count(*) FROM document_states x WHERE x.base_id = :base_id AND {IN_STATES}) AS documents,
    (SELECT count(*) FROM revision_spans s WHERE s.base_id = :base_id AND {IN_SPANS}) AS chunks"""
)
_RESTORE_CHUNKS = SQL(
    f"""UPDATE chunks SET deleted = :no, deleted_by_user = :no, current_revision = s.revision, ordinal = s.ordinal,
    source_hash = s.source_hash, document_version = s.document_version, edited = r.edited, source_changed = :no,
    source_text = NULL, index_seq = :seq, updated_at = :now
    FROM revision_spans s JOIN chunk_revisions r ON r.id = s.revision_id
    WHERE s.chunk_row_id = chunks.id AND s.base_id = :base_id AND {IN_SPANS}
    AND (chunks.deleted OR chunks.current_revision <> s.revision)"""
)
_REMOVE_OTHERS = SQL(
    f"""UPDATE chunks SET deleted = :yes, index_seq = :seq, updated_at = :now WHERE base_id = :base_id AND NOT deleted
    AND NOT EXISTS (SELECT 1 FROM revision_spans s WHERE s.chunk_row_id = chunks.id AND {IN_SPANS})
    AND document_id NOT IN ({_WORKING})"""
)
_DROP_SPANS = SQL("DELETE FROM revision_spans WHERE document_id = :document_id")
_DROP_STATES = SQL("DELETE FROM document_states WHERE document_id = :document_id")


def close_changed(tx: Tx, base_id: str, number: int, after: int) -> int:
    """Ends, before `number`, what is said no more: spans and states. Returns how many."""
    spans = tx.run(_CLOSE_SPANS, base_id=base_id, n=number, after=after)
    return spans + tx.run(_CLOSE_STATES, base_id=base_id, n=number)


def open_changed(tx: Tx, base_id: str, number: int, after: int) -> int:
    """Begins, with `number`, what is said now. Documents in work are left for the next version. Returns how many."""
    spans = tx.run(_OPEN_SPANS, base_id=base_id, n=number, after=after)
    return spans + tx.run(_OPEN_STATES, base_id=base_id, n=number)


def any_embedding(tx: Tx, base_id: str) -> bool:
    """Whether a document's chunks have been switched while its vectors are still made."""
    return tx.row(_ANY_EMBEDDING, base_id=base_id) is not None


def counts_at(tx: Tx, base_id: str, number: int) -> Any:
    """How many documents and chunks a version holds."""
    return tx.row(_COUNTS, base_id=base_id, n=number)


def find_version(tx: Tx, base_id: str, number: int) -> KnowledgeVersion | None:
    """A kept version."""
    statement = select(KnowledgeVersion).where(KnowledgeVersion.base_id == base_id, KnowledgeVersion.number == number)
    return tx.session.scalars(statement).first()


def newest(tx: Tx, base_id: str) -> KnowledgeVersion | None:
    """The version with the highest number."""
    statement = select(KnowledgeVersion).where(KnowledgeVersion.base_id == base_id)
    return tx.session.scalars(statement.order_by(KnowledgeVersion.number.desc()).limit(1)).first()


def list_versions(tx: Tx, workspace_id: str, base_id: str, limit: int, cursor: str | None) -> Page[KnowledgeVersion]:
    """The kept versions of a base, the newest first."""
    statement = scoped(KnowledgeVersion, workspace_id).where(KnowledgeVersion.base_id == base_id)
    return page(tx, statement, KnowledgeVersion.number, limit=limit, cursor=cursor)


def drop_versions_beyond(tx: Tx, base_id: str, keep: int) -> None:
    """Forgets every version but the newest `keep` and the pinned ones; pinned ones do not count."""
    mine = (KnowledgeVersion.base_id == base_id, KnowledgeVersion.pinned.is_(False))
    old = select(KnowledgeVersion.id).where(*mine).order_by(KnowledgeVersion.number.desc()).offset(keep)
    ids = tx.session.scalars(old).all()
    if ids:
        tx.session.execute(delete(KnowledgeVersion).where(KnowledgeVersion.id.in_(ids)))


def states_at(tx: Tx, base_id: str, number: int) -> Sequence[DocumentState]:
    """What was known of every document of a version."""
    held = (DocumentState.valid_to.is_(None)) | (DocumentState.valid_to > number)
    mine = select(DocumentState).where(DocumentState.base_id == base_id, DocumentState.valid_from <= number, held)
    return tx.session.scalars(mine).all()


def working_documents(tx: Tx, base_id: str) -> set[str]:
    """Ids of the documents in work."""
    return {row.id for row in tx.rows(_WORKING_IDS, base_id=base_id)}


_WORKING_IDS = SQL(_WORKING)


def restore_chunks(tx: Tx, base_id: str, number: int, seq: int, now_us: int) -> int:
    """Makes every chunk say what it said in a version, and takes out those that it did not hold. Returns how many changed."""
    changed = tx.run(_RESTORE_CHUNKS, base_id=base_id, n=number, seq=seq, now=now_us, no=False)
    return changed + tx.run(_REMOVE_OTHERS, base_id=base_id, n=number, seq=seq, now=now_us, yes=True)


def forget_document(tx: Tx, document_id: str) -> None:
    """Takes a document and its chunks out of every version."""
    tx.run(_DROP_SPANS, document_id=document_id)
    tx.run(_DROP_STATES, document_id=document_id)


def hashes_of(tx: Tx, document_id: str) -> list[str]:
    """The hashes of every file that a document was in some version."""
    return [row.sha256 for row in tx.rows(_HASHES, document_id=document_id) if row.sha256]


_HASHES = SQL("SELECT DISTINCT sha256 FROM document_states WHERE document_id = :document_id")
