"""The SQL of memorized responses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, insert, or_, select, update

from comity.assistants.memorized.models import MemorizedHit, MemorizedResponse, MemorizedVariant
from comity.assistants.models import Message
from comity.kernel import clock
from comity.kernel.db import SQL, Page, Tx, page, scoped

EXPIRING_DAYS = 30
_IN = 500
"""Parameters in one IN list."""
_RAISE = SQL(
    """INSERT INTO memorized_heads (workspace_id, seq) VALUES (:workspace_id, 1)
    ON CONFLICT (workspace_id) DO UPDATE SET seq = memorized_heads.seq + 1"""
)
_HEAD = SQL("SELECT seq FROM memorized_heads WHERE workspace_id = :workspace_id")
_COUNT_HIT = SQL(
    """UPDATE memorized_responses SET hits = hits + 1, last_hit_at = :at, last_score = :score
    WHERE id = :id AND workspace_id = :workspace_id"""
)


def next_seq(tx: Tx, workspace_id: str) -> int:
    """The next number of the workspace; nobody else changes its entries until this transaction ends."""
    tx.lock(f"memorized:{workspace_id}")
    tx.run(_RAISE, workspace_id=workspace_id)
    return tx.value(_HEAD, workspace_id=workspace_id)


def head(tx: Tx, workspace_id: str) -> int:
    """The newest number of the workspace, 0 before the first entry."""
    return tx.value(_HEAD, workspace_id=workspace_id) or 0


def find_response(tx: Tx, workspace_id: str, response_id: str, *, lock: bool = False) -> MemorizedResponse | None:
    """An entry of the workspace; `lock` holds the row until the end of the transaction."""
    statement = scoped(MemorizedResponse, workspace_id).where(MemorizedResponse.id == response_id)
    return tx.session.scalars(statement.with_for_update() if lock else statement).first()


def answer_of(tx: Tx, workspace_id: str, response_id: str) -> str | None:
    """The answer of an entry."""
    statement = select(MemorizedResponse.answer)
    return tx.session.scalar(
        statement.where(MemorizedResponse.workspace_id == workspace_id, MemorizedResponse.id == response_id)
    )


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries a list shows; `q` is a part of a question, alternate or answer."""

    q: str = ""
    shown: str = "all"
    language: str = ""
    assistant_id: str = ""


def list_responses(
    tx: Tx, workspace_id: str, wanted: Filter, limit: int, cursor: str | None
) -> Page[MemorizedResponse]:
    """Entries, the newest first."""
    row, now = MemorizedResponse, clock.now()
    statement = scoped(row, workspace_id)
    if wanted.q:
        statement = statement.where(row.search_text.contains(wanted.q, autoescape=True))
    if wanted.language:
        statement = statement.where(row.language == wanted.language)
    if wanted.assistant_id:
        statement = statement.where(row.assistant_ids.cast(row.answer.type).contains(wanted.assistant_id))
    conditions = {
        "expiring": and_(row.valid_to > now, row.valid_to <= now + timedelta(days=EXPIRING_DAYS)),
        "expired": row.valid_to <= now,
        "neverHit": row.hits == 0,
        "disabled": row.enabled.is_(False),
    }
    if wanted.shown in conditions:
        statement = statement.where(conditions[wanted.shown])
    return page(tx, statement, row.created_at, row.id, limit=limit, cursor=cursor)


def all_responses(tx: Tx, workspace_id: str) -> Sequence[MemorizedResponse]:
    """Every entry, the oldest first."""
    order = (MemorizedResponse.created_at, MemorizedResponse.id)
    return tx.session.scalars(scoped(MemorizedResponse, workspace_id).order_by(*order)).all()


def seqs(tx: Tx, workspace_id: str) -> dict[str, int]:
    """The number of the last change of every entry."""
    statement = select(MemorizedResponse.id, MemorizedResponse.seq).where(
        MemorizedResponse.workspace_id == workspace_id
    )
    return {row.id: row.seq for row in tx.session.execute(statement)}


def responses_with_variants(
    tx: Tx, workspace_id: str, ids: Sequence[str]
) -> list[tuple[MemorizedResponse, list[MemorizedVariant]]]:
    """Entries with their variants in order."""
    found: dict[str, tuple[MemorizedResponse, list[MemorizedVariant]]] = {}
    for at in range(0, len(ids), _IN):
        some = ids[at : at + _IN]
        for row in tx.session.scalars(scoped(MemorizedResponse, workspace_id).where(MemorizedResponse.id.in_(some))):
            found[row.id] = (row, [])
        for variant in variants_of(tx, workspace_id, some):
            if variant.response_id in found:
                found[variant.response_id][1].append(variant)
    return list(found.values())


def variants_of(tx: Tx, workspace_id: str, response_ids: Sequence[str]) -> Sequence[MemorizedVariant]:
    """The variants of entries, each entry's in order."""
    statement = (
        select(MemorizedVariant)
        .where(MemorizedVariant.workspace_id == workspace_id, MemorizedVariant.response_id.in_(response_ids))
        .order_by(MemorizedVariant.response_id, MemorizedVariant.position)
    )
    return tx.session.scalars(statement).all()


def responses_by_keys(
    tx: Tx, workspace_id: str, keys: Iterable[str]
) -> list[tuple[MemorizedVariant, MemorizedResponse]]:
    """The variants with one of these exact forms, each with its entry."""
    wanted, found = list(dict.fromkeys(keys)), []
    for at in range(0, len(wanted), _IN):
        statement = (
            select(MemorizedVariant, MemorizedResponse)
            .join(MemorizedResponse, MemorizedResponse.id == MemorizedVariant.response_id)
            .where(MemorizedVariant.workspace_id == workspace_id, MemorizedVariant.key.in_(wanted[at : at + _IN]))
        )
        found += [(variant, response) for variant, response in tx.session.execute(statement)]
    return found


def add_variants(tx: Tx, rows: Sequence[dict[str, Any]]) -> None:
    """Stores variants."""
    if rows:
        tx.flush()
        tx.session.execute(insert(MemorizedVariant), list(rows))


def add_responses(tx: Tx, rows: Sequence[dict[str, Any]]) -> None:
    """Stores many entries at once."""
    if rows:
        tx.session.execute(insert(MemorizedResponse), list(rows))


def drop_variants(tx: Tx, workspace_id: str, response_ids: Sequence[str]) -> None:
    """Forgets the variants of entries."""
    for at in range(0, len(response_ids), _IN):
        tx.session.execute(
            delete(MemorizedVariant).where(
                MemorizedVariant.workspace_id == workspace_id,
                MemorizedVariant.response_id.in_(response_ids[at : at + _IN]),
            )
        )


def without_vector(tx: Tx, workspace_id: str, embedder: str, limit: int) -> Sequence[MemorizedVariant]:
    """Variants that this embedder made no vector of."""
    missing = or_(MemorizedVariant.vector.is_(None), MemorizedVariant.embedder != embedder)
    statement = select(MemorizedVariant).where(MemorizedVariant.workspace_id == workspace_id, missing).limit(limit)
    return tx.session.scalars(statement).all()


def workspaces_without_vectors(tx: Tx, embedder: str) -> list[str]:
    """Workspaces in which this embedder has vectors to make."""
    missing = or_(MemorizedVariant.vector.is_(None), MemorizedVariant.embedder != embedder)
    return list(tx.session.scalars(select(MemorizedVariant.workspace_id).where(missing).distinct()))


def store_vector(tx: Tx, variant: MemorizedVariant, vector: bytes, embedder: str) -> None:
    """Keeps a vector, unless the variant was changed or dropped meanwhile."""
    tx.session.execute(
        update(MemorizedVariant)
        .where(
            MemorizedVariant.response_id == variant.response_id,
            MemorizedVariant.position == variant.position,
            MemorizedVariant.text == variant.text,
        )
        .values(vector=vector, embedder=embedder)
    )


def touch(tx: Tx, workspace_id: str, response_ids: Sequence[str], seq: int) -> None:
    """Lets every process read these entries again."""
    statement = update(MemorizedResponse).where(
        MemorizedResponse.workspace_id == workspace_id, MemorizedResponse.id.in_(response_ids)
    )
    tx.session.execute(statement.values(seq=seq, updated_at=MemorizedResponse.updated_at))


def delete_response(tx: Tx, response: MemorizedResponse) -> None:
    """Deletes an entry with its variants and hits."""
    drop_variants(tx, response.workspace_id, [response.id])
    tx.session.execute(
        delete(MemorizedHit).where(
            MemorizedHit.workspace_id == response.workspace_id, MemorizedHit.response_id == response.id
        )
    )
    tx.session.delete(response)
    tx.flush()


def count_hit(tx: Tx, hit: MemorizedHit) -> None:
    """Stores a hit and counts it."""
    tx.session.add(hit)
    at, place = clock.to_us(hit.at), {"id": hit.response_id, "workspace_id": hit.workspace_id}
    tx.run(_COUNT_HIT, at=at, score=hit.score, **place)


def list_hits(tx: Tx, response: MemorizedResponse, limit: int, cursor: str | None) -> Page[MemorizedHit]:
    """The uses of an entry, the newest first."""
    statement = scoped(MemorizedHit, response.workspace_id).where(MemorizedHit.response_id == response.id)
    return page(tx, statement, MemorizedHit.at, MemorizedHit.id, limit=limit, cursor=cursor)


def delete_hits_before(tx: Tx, before: datetime, limit: int) -> int:
    """Deletes up to `limit` hits that are older; returns how many."""
    ids = list(tx.session.scalars(select(MemorizedHit.id).where(MemorizedHit.at < before).limit(limit)))
    if ids:
        tx.session.execute(delete(MemorizedHit).where(MemorizedHit.id.in_(ids)))
    return len(ids)


def last_questions(tx: Tx, workspace_id: str, sources: Sequence[str], limit: int) -> Sequence[Any]:
    """The newest ended exchanges: id, assistant_id, question, outcome, created_at (microseconds)."""
    columns = (Message.id, Message.assistant_id, Message.question, Message.outcome, Message.created_at)
    statement = (
        select(*columns)
        .where(Message.workspace_id == workspace_id, Message.source.in_(sources), Message.outcome.is_not(None))
        .order_by(Message.created_at.desc(), Message.id.desc())
        .limit(limit)
    )
    return tx.session.execute(statement).all()


def messages(tx: Tx, workspace_id: str, message_ids: Sequence[str]) -> dict[str, Message]:
    """Exchanges that have ended, by id."""
    statement = select(Message).where(
        Message.workspace_id == workspace_id, Message.id.in_(message_ids), Message.outcome.is_not(None)
    )
    return {message.id: message for message in tx.session.scalars(statement)}
