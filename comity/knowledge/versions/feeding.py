"""What an index of a version is fed with: the version's chunks from the beginning, or what changed from one version to the next.

An index counts here in its own numbers: `number << 32` when it holds a version whole, and while it is first made, the place in the
version's order above that of the version before.
"""

from collections.abc import Sequence
from typing import Any

from comity.kernel.db import SQL, Tx
from comity.knowledge.chunks.queries import TERMS

SHIFT = 32
PLACES = (1 << SHIFT) - 1
FAR = 90
"""Over so many versions at once every chunk is looked at: the spans of long ago may be gone."""
_COLUMNS = f"""r.id AS revision_id, r.number, r.metadata, r.enabled, {TERMS}, x.enabled AS document_enabled, x.expires_at, x.labels,
    x.metadata AS document_metadata"""
_AT = "({0}.valid_from <= :n AND ({0}.valid_to IS NULL OR {0}.valid_to > :n))"
_PLACED = f"""SELECT s.chunk_row_id, s.revision_id, s.document_id FROM revision_spans s
    WHERE s.base_id = :base_id AND {_AT.format("s")} ORDER BY s.chunk_row_id LIMIT :limit OFFSET :place"""
_WHOLE = SQL(
    f"""SELECT c.chunk_id, c.document_id, CASE WHEN x.document_id IS NULL THEN 1 ELSE 0 END AS deleted, 0 AS index_seq, {_COLUMNS}
    FROM ({_PLACED}) s JOIN chunks c ON c.id = s.chunk_row_id JOIN chunk_revisions r ON r.id = s.revision_id
    LEFT JOIN document_states x ON x.document_id = s.document_id AND {_AT.format("x")} ORDER BY s.chunk_row_id"""
)
_REVISIONS = SQL(_PLACED)
_SINCE = SQL(
    f"""SELECT c.chunk_id, c.document_id, CASE WHEN x.document_id IS NULL THEN 1 ELSE 0 END AS deleted, 0 AS index_seq, {_COLUMNS}
    FROM (SELECT chunk_row_id AS id FROM revision_spans WHERE base_id = :base_id AND valid_from > :since AND valid_from <= :n
        UNION SELECT chunk_row_id FROM revision_spans WHERE base_id = :base_id AND valid_to > :since AND valid_to <= :n
        UNION SELECT s.chunk_row_id FROM revision_spans s JOIN document_states x ON x.document_id = s.document_id
            WHERE x.base_id = :base_id AND x.valid_from > :since AND x.valid_from <= :n AND {_AT.format("s")}) t
    JOIN chunks c ON c.id = t.id LEFT JOIN revision_spans s ON s.chunk_row_id = c.id AND {_AT.format("s")}
    LEFT JOIN chunk_revisions r ON r.id = s.revision_id
    LEFT JOIN document_states x ON x.document_id = s.document_id AND {_AT.format("x")}"""
)
_ALL = SQL(
    f"""SELECT c.chunk_id, c.document_id, CASE WHEN x.document_id IS NULL THEN 1 ELSE 0 END AS deleted, 0 AS index_seq, {_COLUMNS}
    FROM chunks c LEFT JOIN revision_spans s ON s.chunk_row_id = c.id AND {_AT.format("s")}
    LEFT JOIN chunk_revisions r ON r.id = s.revision_id
    LEFT JOIN document_states x ON x.document_id = s.document_id AND {_AT.format("x")}
    WHERE c.base_id = :base_id AND :since >= 0"""
)


def whole(number: int) -> int:
    """The count of an index that holds a version."""
    return number << SHIFT


def next_rows(tx: Tx, base_id: str, generation_id: str, seq: int, after: int, limit: int) -> list[Any]:
    """The next chunks for an index that stands at `after` and wants to stand at `seq`, each with its count; none at the end.

    Their terms are those of a generation.
    """
    known, place = after >> SHIFT, after & PLACES
    if after == 0:
        known = (seq >> SHIFT) - 1
    if after == 0 or place:
        rows = tx.rows(_WHOLE, base_id=base_id, generation_id=generation_id, n=known + 1, place=place, limit=limit)
        if rows:
            return [row._replace(index_seq=whole(known) + place + at) for at, row in enumerate(rows, 1)]
        known += 1
    if known >= seq >> SHIFT:
        return []
    changes = _SINCE if known >= (seq >> SHIFT) - FAR else _ALL
    rows = tx.rows(changes, base_id=base_id, generation_id=generation_id, n=seq >> SHIFT, since=known)
    return [row._replace(index_seq=whole(seq >> SHIFT)) for row in rows]


def placed_revisions(tx: Tx, base_id: str, seq: int, after: int, upto: int) -> Sequence[str]:
    """The revisions of the chunks between two counts of an index that is first made."""
    known = upto >> SHIFT
    place = 0 if after == 0 else after & PLACES
    rows = tx.rows(_REVISIONS, base_id=base_id, n=known + 1, place=place, limit=(upto & PLACES) - place)
    return [row.revision_id for row in rows]
