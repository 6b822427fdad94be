"""The SQL of the switch: a base's head is taken out, and the rows of a hidden base take its place, however many there are."""

from comity.kernel.db import SQL, Tx

_SAYS = (
    "content", "title", "heading_path", "keywords", "questions", "metadata", "kind", "page", "start_offset", "end_offset",
    "boxes", "path", "enabled", "sources",
)  # fmt: skip
_TWINS = """chunks s JOIN chunks t ON t.base_id = :base_id AND t.chunk_id = s.chunk_id
    JOIN chunk_revisions mine ON mine.chunk_row_id = s.id
    JOIN chunk_revisions theirs ON theirs.chunk_row_id = t.id AND theirs.number = t.current_revision"""
_SAME = " AND ".join(f"mine.{name} IS NOT DISTINCT FROM theirs.{name}" for name in _SAYS)
_EQUAL = f"SELECT s.id FROM {_TWINS} WHERE s.base_id = :hidden AND t.document_id = s.document_id AND {_SAME}"
_BESIDE = (
    "ordinal",
    "document_version",
    "source_hash",
    "source_text",
    "source_changed",
    "edited",
    "manual",
    "made",
    "made_for",
)
_TAKEN = ", ".join(f"{name} = s.{name}" for name in _BESIDE)

_TAKE_OUT = SQL(
    "UPDATE chunks SET deleted = :yes, index_seq = :seq, updated_at = :now WHERE base_id = :base_id AND NOT deleted"
)
_LATEST = SQL("SELECT coalesce(max(number), 0) FROM document_versions WHERE document_id = :id")
_HAND_OVER = SQL("UPDATE chunks SET document_id = :to, document_version = :number WHERE document_id = :from_")
_REVIVE = SQL(
    f"""UPDATE chunks SET {_TAKEN}, deleted = :no, deleted_by_user = :no, index_seq = :seq, updated_at = :now
    FROM chunks s WHERE s.chunk_id = chunks.chunk_id AND chunks.base_id = :base_id AND s.base_id = :hidden AND s.id IN ({_EQUAL})"""
)
_DROP_EQUAL = (
    SQL(
        f"DELETE FROM chunk_vectors WHERE revision_id IN (SELECT id FROM chunk_revisions WHERE chunk_row_id IN ({_EQUAL}))"
    ),
    SQL(
        f"""DELETE FROM chunk_revisions WHERE chunk_row_id IN (SELECT id FROM chunks WHERE base_id = :hidden)
        AND chunk_row_id IN ({_EQUAL})"""
    ),
)
_DROP_BARE = SQL(
    """DELETE FROM chunks WHERE base_id = :hidden AND NOT EXISTS (SELECT 1 FROM chunk_revisions r WHERE r.chunk_row_id = chunks.id)"""
)
_SUCCEED = SQL(
    """UPDATE chunk_revisions SET chunk_row_id = t.id, base_id = :base_id,
    number = 1 + (SELECT max(o.number) FROM chunk_revisions o WHERE o.chunk_row_id = t.id)
    FROM chunks s JOIN chunks t ON t.base_id = :base_id AND t.chunk_id = s.chunk_id
    WHERE s.base_id = :hidden AND chunk_revisions.chunk_row_id = s.id"""
)
_SPEAK = SQL(
    f"""UPDATE chunks SET {_TAKEN}, document_id = s.document_id, deleted = :no, deleted_by_user = :no, index_seq = :seq,
    updated_at = :now, current_revision = (SELECT max(o.number) FROM chunk_revisions o WHERE o.chunk_row_id = chunks.id)
    FROM chunks s WHERE s.chunk_id = chunks.chunk_id AND chunks.base_id = :base_id AND s.base_id = :hidden
    AND NOT EXISTS (SELECT 1 FROM chunk_revisions r WHERE r.chunk_row_id = s.id)"""
)
_MOVE = (
    SQL("UPDATE chunks SET base_id = :base_id, index_seq = :seq WHERE base_id = :hidden"),
    SQL("UPDATE chunk_revisions SET base_id = :base_id WHERE base_id = :hidden"),
    SQL("UPDATE documents SET base_id = :base_id WHERE base_id = :hidden"),
    SQL("UPDATE document_versions SET base_id = :base_id WHERE base_id = :hidden"),
)
_KEEP_VECTORS = SQL(
    "UPDATE chunk_vectors SET base_id = :base_id, generation_id = :generation_id WHERE base_id = :hidden"
)
_FORGET = (
    SQL("DELETE FROM chunk_vectors WHERE base_id = :hidden"),
    SQL("DELETE FROM generation_terms WHERE base_id = :hidden"),
    SQL("DELETE FROM generations WHERE base_id = :hidden"),
)


def take_out(tx: Tx, base_id: str, seq: int, now_us: int) -> None:
    """Every chunk leaves the head; versions hold them still."""
    tx.run(_TAKE_OUT, base_id=base_id, seq=seq, now=now_us, yes=True)


def next_number(tx: Tx, document_id: str) -> int:
    """What the next version of a document is counted as."""
    return tx.value(_LATEST, id=document_id) + 1


def hand_over(tx: Tx, from_id: str, to_id: str, number: int) -> None:
    """The chunks of one document are another's, of its version `number`."""
    tx.run(_HAND_OVER, from_=from_id, to=to_id, number=number)


def move_in(tx: Tx, hidden: str, base_id: str, seq: int, now_us: int) -> None:
    """The chunks, documents and readings of a hidden base become the base's, all with one count of changes.

    A chunk that the base has under the same id is the same chunk: it gets a revision more, or none where it says the same.
    """
    bases = {"hidden": hidden, "base_id": base_id}
    tx.run(_REVIVE, **bases, seq=seq, now=now_us, no=False)
    for statement in _DROP_EQUAL:
        tx.run(statement, **bases)
    tx.run(_DROP_BARE, hidden=hidden)
    tx.run(_SUCCEED, **bases)
    tx.run(_SPEAK, **bases, seq=seq, now=now_us, no=False)
    tx.run(_DROP_BARE, hidden=hidden)
    chunks, *others = _MOVE
    tx.run(chunks, **bases, seq=seq)
    for statement in others:
        tx.run(statement, **bases)


def keep_vectors(tx: Tx, hidden: str, base_id: str, generation_id: str) -> None:
    """The hidden base's vectors are the base's, of the generation that it serves."""
    tx.run(_KEEP_VECTORS, hidden=hidden, base_id=base_id, generation_id=generation_id)


def forget_generation(tx: Tx, hidden: str) -> None:
    """Deletes the hidden base's generation, with the vectors that were not kept."""
    for statement in _FORGET:
        tx.run(statement, hidden=hidden)
