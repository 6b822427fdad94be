"""Comparing two versions, or one with the head: documents in Python, chunks in the database."""

import base64
import binascii
from collections.abc import Sequence
from typing import Any

import msgspec

from comity.kernel.db import SQL, Tx
from comity.kernel.errors import Validation, field_error
from comity.knowledge.versions.differing import hunks
from comity.knowledge.versions.schemas import BaseDiffItem, DiffCounts, Hunk

Side = int | None
"""A version's number; None is the head."""
_SPAN = """SELECT s.chunk_row_id AS id, s.revision_id, s.document_id, s.ordinal FROM revision_spans s
    WHERE s.base_id = :base_id AND s.valid_from <= :{0} AND (s.valid_to IS NULL OR s.valid_to > :{0})"""
_HEAD = """SELECT c.id, r.id AS revision_id, c.document_id, c.ordinal FROM chunks c
    JOIN chunk_revisions r ON r.chunk_row_id = c.id AND r.number = c.current_revision
    WHERE c.base_id = :base_id AND NOT c.deleted AND :{0} = 0"""
_DIFFERENT = """WITH a AS ({a}), b AS ({b}), d AS (
    SELECT a.id, a.revision_id AS before_id, b.revision_id AS after_id, coalesce(b.document_id, a.document_id) AS document_id,
        coalesce(b.ordinal, a.ordinal) AS ordinal
    FROM a LEFT JOIN b ON b.id = a.id WHERE b.id IS NULL OR b.revision_id <> a.revision_id
    UNION ALL SELECT b.id, NULL, b.revision_id, b.document_id, b.ordinal FROM b LEFT JOIN a ON a.id = b.id WHERE a.id IS NULL),
    said AS (SELECT d.*, x.content AS before, y.content AS after, x.title AS old_title, y.title AS new_title,
        x.keywords AS old_keywords, y.keywords AS new_keywords, x.questions AS old_questions, y.questions AS new_questions,
        x.metadata AS old_metadata, y.metadata AS new_metadata, x.enabled AS old_enabled, y.enabled AS new_enabled,
        coalesce(y.author, x.author) AS author, coalesce(y.path, x.path) AS path
    FROM d LEFT JOIN chunk_revisions x ON x.id = d.before_id LEFT JOIN chunk_revisions y ON y.id = d.after_id
    WHERE x.id IS NULL OR y.id IS NULL OR x.content <> y.content OR x.title <> y.title OR x.keywords <> y.keywords
        OR x.questions <> y.questions OR x.metadata <> y.metadata OR x.enabled <> y.enabled) """
_COUNT = """SELECT coalesce(sum(CASE WHEN before_id IS NULL THEN 1 ELSE 0 END), 0) AS added,
    coalesce(sum(CASE WHEN after_id IS NULL THEN 1 ELSE 0 END), 0) AS removed,
    coalesce(sum(CASE WHEN before_id IS NOT NULL AND after_id IS NOT NULL THEN 1 ELSE 0 END), 0) AS changed FROM said"""
_PAGE = """SELECT said.*, c.chunk_id FROM said JOIN chunks c ON c.id = said.id
    WHERE (said.document_id, said.ordinal, said.id) > (:document_id, :ordinal, :id)
    ORDER BY said.document_id, said.ordinal, said.id LIMIT :limit"""
_STATES = SQL(
    """SELECT document_id, revision, version_id, title, path, sha256, enabled, expires_at, labels, metadata
    FROM document_states WHERE base_id = :base_id AND valid_from <= :n AND (valid_to IS NULL OR valid_to > :n)"""
)
_DOCUMENTS = SQL(
    """SELECT id AS document_id, revision, serving_version_id AS version_id, title, path, sha256, enabled, expires_at, labels, metadata
    FROM documents WHERE base_id = :base_id AND deleted_at IS NULL AND serving_version_id IS NOT NULL"""
)
FIELDS = {"title": "title", "path": "path", "version_id": "content", "enabled": "enabled", "expires_at": "expiresAt",
          "labels": "labels", "metadata": "metadata"}  # fmt: skip
CHUNK_FIELDS = ("title", "keywords", "questions", "metadata", "enabled")
_STATEMENTS = {
    (a, b, what): SQL(
        _DIFFERENT.replace("{a}", (_SPAN if a else _HEAD).format("a")).replace("{b}", (_SPAN if b else _HEAD).format("b")) + tail
    )
    for a in (True, False)
    for b in (True, False)
    for what, tail in (("count", _COUNT), ("page", _PAGE))
}  # fmt: skip


def documents(tx: Tx, base_id: str, a: Side, b: Side) -> tuple[DiffCounts, list[BaseDiffItem]]:
    """Every document that differs, by title."""
    old, new = _documents_at(tx, base_id, a), _documents_at(tx, base_id, b)
    found = [_document("added", new[id_]) for id_ in new.keys() - old.keys()]
    found += [_document("removed", old[id_]) for id_ in old.keys() - new.keys()]
    for id_ in old.keys() & new.keys():
        if fields := [name for field, name in FIELDS.items() if getattr(old[id_], field) != getattr(new[id_], field)]:
            found.append(_document("changed", new[id_], fields))
    found.sort(key=lambda item: (item.title.casefold(), item.document_id))
    counts = {change: sum(item.change == change for item in found) for change in ("added", "removed", "changed")}
    return DiffCounts(**counts), found


def _documents_at(tx: Tx, base_id: str, side: Side) -> dict[str, Any]:
    rows = tx.rows(_DOCUMENTS, base_id=base_id) if side is None else tx.rows(_STATES, base_id=base_id, n=side)
    return {row.document_id: row for row in rows}


def _document(change: Any, row: Any, fields: Sequence[str] = ()) -> BaseDiffItem:
    return BaseDiffItem(
        kind="document", change=change, document_id=row.document_id, title=row.title, path=row.path, fields=list(fields)
    )


def count_chunks(tx: Tx, base_id: str, a: Side, b: Side) -> DiffCounts:
    """How many chunks differ in what they say or whether they are used; those that only moved do not."""
    row = tx.row(_STATEMENTS[a is not None, b is not None, "count"], base_id=base_id, a=a or 0, b=b or 0)
    assert row is not None, "sums are one row"
    return DiffCounts(added=row.added, removed=row.removed, changed=row.changed)


def chunks(
    tx: Tx, base_id: str, a: Side, b: Side, after: tuple[str, int, str], limit: int
) -> tuple[list[BaseDiffItem], Any]:
    """The next chunks that differ, in reading order, and the place after which the rest comes (None at the end)."""
    document_id, ordinal, id_ = after
    rows = tx.rows(
        _STATEMENTS[a is not None, b is not None, "page"],
        base_id=base_id, a=a or 0, b=b or 0, document_id=document_id, ordinal=ordinal, id=id_, limit=limit + 1,
    )  # fmt: skip
    last = rows[limit - 1] if len(rows) > limit else None
    return [_chunk(row) for row in rows[:limit]], (last.document_id, last.ordinal, last.id) if last else None


def _chunk(row: Any) -> BaseDiffItem:
    change = "added" if row.before_id is None else "removed" if row.after_id is None else "changed"
    fields = ["content"] if row.before != row.after else []
    fields += [name for name in CHUNK_FIELDS if getattr(row, f"old_{name}") != getattr(row, f"new_{name}")]
    pieces = hunks(row.before, row.after) if change == "changed" and row.before != row.after else []
    return BaseDiffItem(
        kind="chunk",
        change=change,
        document_id=row.document_id,
        chunk_id=row.chunk_id,
        title=row.new_title or row.old_title or "",
        path=row.path,
        before=row.before,
        after=row.after,
        hunks=[Hunk(op=op, text=text) for op, text in pieces],  # pyright: ignore[reportArgumentType]
        fields=fields if change == "changed" else [],
        by=row.author,
    )


def read_cursor(cursor: str | None) -> tuple[int, tuple[str, int, str]]:
    """How many documents were shown, and the last chunk; raises `Validation` (422000)."""
    if not cursor:
        return 0, ("", -1, "")
    try:
        shown, document_id, ordinal, id_ = msgspec.json.decode(
            base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)), type=tuple[int, str, int, str]
        )
    except (binascii.Error, ValueError, msgspec.DecodeError) as error:
        message = "This cursor is not one that was given out. Start again without a cursor."
        raise Validation([field_error("cursor", "cursor", message)]) from error
    return max(0, min(shown, 2**31 - 1)), (
        document_id.replace("\0", ""),
        max(-1, min(ordinal, 2**31 - 1)),
        id_.replace("\0", ""),
    )


def write_cursor(shown: int, after: tuple[str, int, str]) -> str:
    """The place from which a list goes on."""
    return base64.urlsafe_b64encode(msgspec.json.encode((shown, *after))).decode().rstrip("=")
