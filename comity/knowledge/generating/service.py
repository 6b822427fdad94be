"""The verbs of generated values."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from comity import accounts
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.errors import Validation, field_error
from comity.knowledge.chunking.identity import text_hash
from comity.knowledge.chunks import queries as chunk_queries
from comity.knowledge.chunks.service import Said, revise, said_of
from comity.knowledge.generating import queries
from comity.knowledge.generating.asking import ask
from comity.knowledge.generating.values import Generated, apart, read_generated
from comity.knowledge.ingestion import edits
from comity.knowledge.models import KnowledgeBase
from comity.knowledge.service import mark_changed

AUTHOR = "generator"
SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Lacking:
    """A chunk that lacks values: its row, the revision that was read, and what people wrote in it."""

    row_id: str
    revision: int
    said: Said


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is to be stored for a chunk; `said` is analysed already, None where nothing could be generated."""

    chunk: Lacking
    made: Generated
    said: Said | None


def lacking(tx: Tx, base_id: str, document_id: str | None, limit: int) -> list[Lacking]:
    """The next chunks without values of a document, or of the whole base."""
    return [
        Lacking(chunk.id, revision.number, apart(said_of(revision), read_generated(chunk.made)))
        for chunk, revision in queries.lacking(tx, base_id, document_id, limit)
    ]


def save(tx: Tx, base: KnowledgeBase, prepared: Sequence[Prepared]) -> None:
    """Stores generated values; a chunk that somebody changed meanwhile keeps waiting for its own."""
    seq = mark_changed(tx, base)
    for one in prepared:
        chunk, current = chunk_queries.get_chunk_row(tx, one.chunk.row_id)
        if chunk.deleted or chunk.current_revision != one.chunk.revision:
            continue
        chunk.made, chunk.made_for = one.made.to_row(), text_hash(current.content)
        if one.said is not None and _differs(one.said, said_of(current)):
            revise(tx, base, chunk, current, one.said, seq=seq, author=AUTHOR)
    tx.flush()


def count_lacking(tx: Tx, base_id: str, document_id: str) -> int:
    """For how many chunks of a document nothing was generated yet."""
    return queries.count_lacking(tx, base_id, document_id)


def skip(tx: Tx, base_id: str, document_id: str) -> int:
    """Takes those chunks of a document as done without values; returns how many."""
    return queries.skip_lacking(tx, base_id, document_id, SKIPPED)


def embed_changed(tx: Tx, base: KnowledgeBase, prepared: Sequence[Prepared]) -> None:
    """Has what changed in these chunks embedded."""
    for document_id in queries.documents_of(tx, [one.chunk.row_id for one in prepared]):
        edits.ask(tx, base, document_id)


def _differs(new: Said, old: Said) -> bool:
    return any(getattr(new, name) != getattr(old, name) for name in ("title", "keywords", "questions"))


def regenerate(tx: Tx, actor: Actor, base: KnowledgeBase, chunk_ids: Sequence[str]) -> int:
    """Has values generated anew for chosen chunks; returns for how many. Raises `Validation` where the option is off."""
    if not base.generate:
        message = "Turn on 'Generate titles, keywords, and questions' in the base's settings first."
        raise Validation([field_error("generate", "value", message)])
    found = queries.ask_again(tx, base.id, chunk_ids)
    ask(tx, base)
    accounts.audit(
        tx,
        actor,
        "knowledgeBase.generationAsked",
        target_kind="knowledgeBase",
        target_id=base.id,
        target_label=base.name,
        after={"chunks": found},
    )
    return found


def warnings_of(skipped: int, *, has_model: bool) -> list[dict[str, Any]]:
    """What a reading says of its generated values."""
    if not has_model:
        message = "Titles and keywords were generated; questions need a model. Connect one under Models."
        return [{"code": "questions_need_a_model", "message": message}]
    if skipped:
        message = f"The model gave nothing usable for {skipped} chunks. Generate them again from the chunk list."
        return [{"code": "generation_skipped", "message": message}]
    return []
