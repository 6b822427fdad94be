"""The SQL of giving space back, a part at a time, so that no transaction is long."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from comity.kernel.db import SQL, Tx
from comity.knowledge.jobs.models import BaseJob
from comity.knowledge.models import KnowledgeBase

SPANS_KEPT = 100
"""Closed spans of so many versions back stay, for indexes that were last asked then."""
_KEPT = """EXISTS (SELECT 1 FROM revision_spans s JOIN knowledge_versions k ON k.base_id = s.base_id AND k.number >= s.valid_from
    AND (s.valid_to IS NULL OR k.number < s.valid_to) WHERE s.revision_id = r.id)"""
_UNKEPT = f"""FROM chunk_revisions r JOIN chunks c ON c.id = r.chunk_row_id
    WHERE r.base_id = :base_id AND (c.deleted OR r.number <> c.current_revision) AND NOT {_KEPT}"""
_VECTORS = SQL(
    f"""DELETE FROM chunk_vectors WHERE revision_id IN (SELECT r.id {_UNKEPT}
    AND EXISTS (SELECT 1 FROM chunk_vectors v WHERE v.revision_id = r.id) LIMIT :limit)"""
)
_TERMS = SQL(
    f"""DELETE FROM generation_terms WHERE revision_id IN (SELECT r.id {_UNKEPT}
    AND EXISTS (SELECT 1 FROM generation_terms t WHERE t.revision_id = r.id) LIMIT :limit)"""
)
_TEXTS = SQL(
    f"""UPDATE chunk_revisions SET content = '', title = '', terms = :none, heading_path = '[]', keywords = '[]', questions = '[]',
    boxes = '[]', sources = '[]' WHERE id IN (SELECT r.id {_UNKEPT} AND c.deleted AND r.content <> '' LIMIT :limit)"""
)
_IN_KEPT = """EXISTS (SELECT 1 FROM knowledge_versions k WHERE k.base_id = :base_id AND k.number >= {0}.valid_from
    AND ({0}.valid_to IS NULL OR k.number < {0}.valid_to))"""
_SPANS = SQL(
    f"""DELETE FROM revision_spans WHERE base_id = :base_id AND valid_to <= :before
    AND NOT {_IN_KEPT.format("revision_spans")}"""
)
_STATES = SQL(
    f"""DELETE FROM document_states WHERE base_id = :base_id AND valid_to <= :before
    AND NOT {_IN_KEPT.format("document_states")}"""
)
_READINGS = SQL(
    f"""SELECT v.id, v.file_key FROM document_versions v JOIN documents d ON d.id = v.document_id
    JOIN knowledge_bases b ON b.id = v.base_id
    WHERE v.base_id = :base_id AND v.file_key <> ''
    AND v.state NOT IN ('queued', 'parsing', 'chunking', 'generating', 'indexing', 'embedding')
    AND (d.deleted_at IS NOT NULL OR b.deleted_at IS NOT NULL
        OR (v.id <> d.latest_version_id AND v.id <> coalesce(d.serving_version_id, '')))
    AND NOT EXISTS (SELECT 1 FROM document_states x WHERE x.version_id = v.id AND {_IN_KEPT.format("x")}) LIMIT :limit"""
)
_PAGES = SQL("DELETE FROM document_pages WHERE document_version_id = :id")
_NO_FILE = SQL("UPDATE document_versions SET file_key = '' WHERE id = :id")
_FILE_USED = SQL("SELECT 1 FROM document_versions WHERE file_key = :key LIMIT 1")
_OF_BASE = tuple(
    SQL(f"DELETE FROM {table} WHERE {key} IN (SELECT {key} FROM {table} WHERE base_id = :base_id LIMIT :limit)")
    for table, key in (
        ("chunk_vectors", "revision_id"),
        ("generation_terms", "revision_id"),
        ("revision_spans", "chunk_row_id"),
        ("chunk_revisions", "id"),
        ("chunks", "id"),
        ("document_states", "document_id"),
        ("web_pages", "id"),
        ("web_sources", "id"),
    )
)
_BASE_VERSIONS = SQL("DELETE FROM knowledge_versions WHERE base_id = :base_id")


def bases(tx: Tx) -> Sequence[tuple[str, int]]:
    """Every living base, with the number of its newest version."""
    statement = select(KnowledgeBase.id, KnowledgeBase.live_version).where(KnowledgeBase.deleted_at.is_(None))
    return [(row[0], row[1]) for row in tx.session.execute(statement)]


def deleted_bases(tx: Tx, before: datetime) -> Sequence[str]:
    """Bases that were deleted before a time and still hold something."""
    statement = select(KnowledgeBase.id).where(
        KnowledgeBase.deleted_at < before, KnowledgeBase.name_key.startswith("deleted:"), KnowledgeBase.index_seq >= 0
    )
    return tx.session.scalars(statement).all()


def drop_vectors(tx: Tx, base_id: str, limit: int) -> int:
    """Deletes vectors and other analyses of revisions that are neither current nor in a kept version."""
    return tx.run(_VECTORS, base_id=base_id, limit=limit) + tx.run(_TERMS, base_id=base_id, limit=limit)


def blank_texts(tx: Tx, base_id: str, limit: int) -> int:
    """Blanks what deleted chunks said that no kept version holds; their rows stay, so that indexes learn of the deletion."""
    return tx.run(_TEXTS, base_id=base_id, limit=limit, none=b"")


def drop_spans(tx: Tx, base_id: str, newest: int) -> int:
    """Deletes spans and states of long ago that no kept version needs."""
    before = newest - SPANS_KEPT
    return tx.run(_SPANS, base_id=base_id, before=before) + tx.run(_STATES, base_id=base_id, before=before)


def unkept_readings(tx: Tx, base_id: str, limit: int) -> Sequence[Any]:
    """Readings (id, file_key) whose file and pages nobody needs any more."""
    return tx.rows(_READINGS, base_id=base_id, limit=limit)


def drop_reading(tx: Tx, version_id: str, key: str) -> bool:
    """Deletes the pages of a reading; returns whether its file is nobody else's."""
    tx.run(_PAGES, id=version_id)
    tx.run(_NO_FILE, id=version_id)
    return tx.row(_FILE_USED, key=key) is None


def empty_base(tx: Tx, base_id: str, limit: int) -> int:
    """Deletes some of what a deleted base held; returns how many rows."""
    for statement in _OF_BASE:
        if count := tx.run(statement, base_id=base_id, limit=limit):
            return count
    tx.run(_BASE_VERSIONS, base_id=base_id)
    return 0


def note_emptied(tx: Tx, base_id: str) -> None:
    """A deleted base holds nothing any more."""
    tx.session.get_one(KnowledgeBase, base_id).index_seq = -1


def old_exports(tx: Tx, before: datetime) -> Sequence[BaseJob]:
    """Exports whose files have been kept long enough."""
    mine = (BaseJob.kind == "export", BaseJob.file_key != "", BaseJob.ended_at < before)
    return tx.session.scalars(select(BaseJob).where(*mine)).all()


def forget_file(tx: Tx, job_id: str) -> None:
    """The file of an export is gone."""
    tx.session.get_one(BaseJob, job_id).file_key = ""
