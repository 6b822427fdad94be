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
_AT = "({0}.valid_from <= :{0} AND ({0}.valid_to IS NULL OR {0}.valid_to > :{0}))"
_ENDED = """FROM revision_spans a {b} WHERE a.base_id = :base_id AND a.valid_from <= :a AND (a.valid_to IS NULL OR a.valid_to > :a)"""
_TO_SPAN = f"LEFT JOIN revision_spans b ON b.chunk_row_id = a.chunk_row_id AND {_AT.format('b')}"
_TO_HEAD = """LEFT JOIN chunks c ON c.id = a.chunk_row_id AND NOT c.deleted
    LEFT JOIN chunk_revisions b ON b.chunk_row_id = c.id AND b.number = c.current_revision"""
_PAIRS = {
    "span": f"""SELECT a.chunk_row_id AS id, a.revision_id AS before_id, b.revision_id AS after_id, a.document_id,
        coalesce(b.ordinal, a.ordinal) AS ordinal {_ENDED.replace("{b}", _TO_SPAN)}
        AND NOT {_AT.format("b").replace("b.", "a.")} AND (b.revision_id IS NULL OR b.revision_id <> a.revision_id)
    UNION ALL SELECT b.chunk_row_id, NULL, b.revision_id, b.document_id, b.ordinal FROM revision_spans b
        LEFT JOIN revision_spans a ON a.chunk_row_id = b.chunk_row_id AND {_AT.format("a")}
        WHERE b.base_id = :base_id AND {_AT.format("b")} AND NOT {_AT.format("a").replace("a.", "b.")} AND a.chunk_row_id IS NULL""",
    "head": f"""SELECT a.chunk_row_id AS id, a.revision_id AS before_id, b.id AS after_id, a.document_id,
        coalesce(c.ordinal, a.ordinal) AS ordinal {_ENDED.replace("{b}", _TO_HEAD)}
        AND (c.id IS NULL OR c.current_revision <> a.revision) AND :b = 0
    UNION ALL SELECT c.id, NULL, r.id, c.document_id, c.ordinal FROM chunks c
        JOIN chunk_revisions r ON r.chunk_row_id = c.id AND r.number = c.current_revision
        LEFT JOIN revision_spans a ON a.chunk_row_id = c.id AND {_AT.format("a")}
        WHERE c.base_id = :base_id AND NOT c.deleted AND a.chunk_row_id IS NULL""",
}
_OTHER = """x.content <> y.content OR x.title <> y.title OR x.keywords <> y.keywords OR x.questions <> y.questions
    OR x.metadata <> y.metadata OR x.enabled <> y.enabled"""
_COUNT = f"""WITH d AS ({{pairs}}) SELECT
    (SELECT count(*) FROM d WHERE before_id IS NULL) AS added, (SELECT count(*) FROM d WHERE after_id IS NULL) AS removed,
    (SELECT count(*) FROM d JOIN chunk_revisions x ON x.id = d.before_id JOIN chunk_revisions y ON y.id = d.after_id
        WHERE {_OTHER}) AS changed"""
_PAGE = f"""WITH d AS ({{pairs}})
    SELECT d.*, c.chunk_id, x.content AS before, y.content AS after, x.title AS old_title, y.title AS new_title,
        x.keywords AS old_keywords, y.keywords AS new_keywords, x.questions AS old_questions, y.questions AS new_questions,
        x.metadata AS old_metadata, y.metadata AS new_metadata, x.enabled AS old_enabled, y.enabled AS new_enabled,
        coalesce(y.author, x.author) AS author, coalesce(y.path, x.path) AS path
    FROM d JOIN chunks c ON c.id = d.id LEFT JOIN chunk_revisions x ON x.id = d.before_id
    LEFT JOIN chunk_revisions y ON y.id = d.after_id
    WHERE (d.document_id, d.ordinal, d.id) > (:document_id, :ordinal, :id) AND (x.id IS NULL OR y.id IS NULL OR {_OTHER})
    ORDER BY d.document_id, d.ordinal, d.id LIMIT :limit"""
_STATES = SQL(
    """SELECT document_id, title, path, sha256, enabled, expires_at, labels, metadata
    FROM document_states WHERE base_id = :base_id AND valid_from <= :n AND (valid_to IS NULL OR valid_to > :n)"""
)
_DOCUMENTS = SQL(
    """SELECT id AS document_id, title, path, sha256, enabled, expires_at, labels, metadata
    FROM documents WHERE base_id = :base_id AND deleted_at IS NULL AND serving_version_id IS NOT NULL"""
)
FIELDS = {"title": "title", "path": "path", "sha256": "content", "enabled": "enabled", "expires_at": "expiresAt",
          "labels": "labels", "metadata": "metadata"}  # fmt: skip
"""What a document is compared by. Its content is its file: the same one read anew changes chunks, which are compared themselves."""
CHUNK_FIELDS = ("title", "keywords", "questions", "metadata", "enabled")
_STATEMENTS = {
    (side, what): SQL(text.replace("{pairs}", pairs))
    for side, pairs in _PAIRS.items()
    for what, text in (("count", _COUNT), ("page", _PAGE))
}


def documents(tx: Tx, base_id: str, a: int, b: Side) -> tuple[DiffCounts, list[BaseDiffItem]]:
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


def count_chunks(tx: Tx, base_id: str, a: int, b: Side) -> DiffCounts:
    """How many chunks differ in what they say or whether they are used; those that only moved do not."""
    row = tx.row(_STATEMENTS["head" if b is None else "span", "count"], base_id=base_id, a=a, b=b or 0)
    assert row is not None, "sums are one row"
    return DiffCounts(added=row.added, removed=row.removed, changed=row.changed)


def chunks(
    tx: Tx, base_id: str, a: int, b: Side, after: tuple[str, int, str], limit: int
) -> tuple[list[BaseDiffItem], Any]:
    """The next chunks that differ, in reading order, and the place after which the rest comes (None at the end)."""
    document_id, ordinal, id_ = after
    rows = tx.rows(
        _STATEMENTS["head" if b is None else "span", "page"],
        base_id=base_id, a=a, b=b or 0, document_id=document_id, ordinal=ordinal, id=id_, limit=limit + 1,
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
