"""The SQL of the report."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import product
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, tuple_, union_all

from comity.assistants.models import Assistant, Feedback, Message, Run, RunLog
from comity.assistants.report import words
from comity.assistants.report.models import MessageExport, MessageFacts, WordsDue
from comity.assistants.report.schemas import REAL_SOURCES, ReportFilters
from comity.kernel import clock
from comity.kernel.db import Page, Tx, cursor_at, page, read_cursor, scoped

F = MessageFacts
KEYS = (F.at, F.message_id)
PLACE_END = 2**63 - 1
WINDOW = 500
WINDOWS_MAX = 20
DAY_US = 86_400_000_000
Key = tuple[int, str]


def conditions(workspace_id: str, filters: ReportFilters) -> list[ColumnElement[bool]]:
    """What every row must fulfil, but for sources and outcomes."""
    found: list[ColumnElement[bool]] = [F.workspace_id == workspace_id]
    for column, value in (
        (F.assistant_id, filters.assistant_id),
        (F.session_key, filters.session_id),
        (F.user_id, filters.user_id),
        (F.question_key, filters.question_key),
        (F.rating, filters.rating),
    ):
        if value is not None:
            found.append(column == value)
    if filters.from_:
        found.append(F.at >= clock.to_us(filters.from_))
    if filters.to:
        found.append(F.at < clock.to_us(filters.to))
    if filters.min_latency_ms is not None:
        found.append(F.latency_ms >= filters.min_latency_ms)
    marks = {"degraded": F.degraded == 1, "belowThreshold": F.below_threshold == 1, "unsupported": F.unsupported > 0}
    if filters.mark:
        found.append(marks[filters.mark])
    return found


def sources_of(filters: ReportFilters) -> Sequence[str]:
    """The sources that are wanted."""
    return filters.source or REAL_SOURCES


def find_page(tx: Tx, workspace_id: str, filters: ReportFilters, limit: int, cursor: str | None) -> Page[MessageFacts]:
    """A page of the report, the newest first. Raises `Validation` (422000) for a cursor that is none of ours."""
    after: Key | None = tuple(read_cursor(cursor, *KEYS)) if cursor else None
    if filters.q:
        return _page_by_words(tx, workspace_id, filters, limit, after)
    rows = _newest(tx, _kinds(workspace_id, filters), after, limit + 1)
    return _cut(rows, limit)


def _kinds(workspace_id: str, filters: ReportFilters) -> Iterator[list[ColumnElement[bool]]]:
    """The conditions of each source with each outcome: one index each, while a list of values would have to be sorted."""
    shared = conditions(workspace_id, filters)
    for source, outcome in product(sources_of(filters), filters.outcome or [None]):
        yield [*shared, F.source == source, *([F.outcome == outcome] if outcome else [])]


def _newest(tx: Tx, kinds: Iterator[list[ColumnElement[bool]]], after: Key | None, count: int) -> list[MessageFacts]:
    """The newest rows of all kinds: of each as many as are wanted, then the newest of these."""
    order = [key.desc() for key in KEYS]
    before = [tuple_(*KEYS) < after] if after else []
    parts = [select(*KEYS).where(*kind, *before).order_by(*order).limit(count).subquery() for kind in kinds]
    both = union_all(*(select(part.c.at, part.c.message_id) for part in parts)).subquery()
    newest = select(both.c.message_id).order_by(both.c.at.desc(), both.c.message_id.desc()).limit(count)
    return list(tx.session.scalars(select(F).where(F.message_id.in_(newest)).order_by(*order)))


def _cut(rows: list[MessageFacts], limit: int) -> Page[MessageFacts]:
    if len(rows) <= limit:
        return Page(rows, None)
    return Page(rows[:limit], cursor_at(rows[limit - 1], *KEYS))


def _page_by_words(
    tx: Tx, workspace_id: str, filters: ReportFilters, limit: int, after: Key | None
) -> Page[MessageFacts]:
    """Looks through what holds the words, the newest first, some hundreds at a time, for what fulfils the rest.

    Where little does, a page may be short and still have a cursor.
    """
    first = words.place_of(clock.to_us(filters.from_)) if filters.from_ else 0
    before = words.place_of(clock.to_us(filters.to)) if filters.to else PLACE_END
    if after:
        before = min(before, words.place_of(*after))
    rest = [
        *conditions(workspace_id, filters),
        F.source.in_(sources_of(filters)),
        *([F.outcome.in_(filters.outcome)] if filters.outcome else []),
    ]
    rows: list[MessageFacts] = []
    found: Sequence[Any] = []
    for _ in range(WINDOWS_MAX):
        found = words.find(tx, workspace_id, filters.q, first=first, before=before, limit=WINDOW)
        ids = [row.message_id for row in found]
        order = [key.desc() for key in KEYS]
        rows += tx.session.scalars(select(F).where(F.message_id.in_(ids), *rest).order_by(*order))
        if len(rows) > limit or len(found) < WINDOW:
            return _cut(rows, limit)
        before = found[-1].place
    last = tx.session.get(F, found[-1].message_id)
    return Page(rows, cursor_at(last, *KEYS) if last else None)


def messages_of(tx: Tx, facts: Sequence[MessageFacts]) -> dict[str, Message]:
    """The exchanges themselves, by id."""
    ids = [one.message_id for one in facts]
    return {message.id: message for message in tx.session.scalars(select(Message).where(Message.id.in_(ids)))}


def feedback_of(tx: Tx, facts: Sequence[MessageFacts]) -> dict[str, list[Feedback]]:
    """What was said of them, by id."""
    found: dict[str, list[Feedback]] = {}
    ids = [one.message_id for one in facts]
    for one in tx.session.scalars(select(Feedback).where(Feedback.message_id.in_(ids)).order_by(Feedback.created_at)):
        found.setdefault(one.message_id, []).append(one)
    return found


def words_due(tx: Tx, limit: int) -> list[Any]:
    """Messages whose words are to be read, the oldest first: id, workspace, time, question, answer."""
    statement = (
        select(WordsDue.message_id, WordsDue.workspace_id, WordsDue.at, Message.question, Message.answer)
        .outerjoin(Message, Message.id == WordsDue.message_id)
        .order_by(WordsDue.message_id)
        .limit(limit)
    )
    return list(tx.session.execute(statement))


def still_due(tx: Tx, message_ids: Sequence[str]) -> set[str]:
    """Which of them are on the list still: an erased message is not."""
    return set(tx.session.scalars(select(WordsDue.message_id).where(WordsDue.message_id.in_(message_ids))))


def words_done(tx: Tx, message_ids: Sequence[str]) -> None:
    """Takes messages off the list."""
    tx.session.execute(delete(WordsDue).where(WordsDue.message_id.in_(message_ids)))


def find_export(tx: Tx, workspace_id: str, export_id: str) -> MessageExport | None:
    """An export of the workspace."""
    return tx.session.scalars(scoped(MessageExport, workspace_id).where(MessageExport.id == export_id)).first()


def list_exports(tx: Tx, workspace_id: str, limit: int, cursor: str | None) -> Page[MessageExport]:
    """The workspace's exports, the newest first."""
    statement = scoped(MessageExport, workspace_id)
    return page(tx, statement, MessageExport.created_at, MessageExport.id, limit=limit, cursor=cursor)


def count_exports(tx: Tx, workspace_id: str, actor_id: str, since: datetime) -> int:
    """How many exports somebody asked for since then."""
    statement = select(func.count()).where(
        MessageExport.workspace_id == workspace_id,
        MessageExport.actor_id == actor_id,
        MessageExport.created_at >= since,
    )
    return tx.session.scalar(statement) or 0


def old_exports(tx: Tx, before: datetime, limit: int) -> Sequence[MessageExport]:
    """Exports of any workspace made before then."""
    statement = select(MessageExport).where(MessageExport.created_at < before).limit(limit)
    return tx.session.scalars(statement).all()


def exports_of(tx: Tx, workspace_id: str) -> Sequence[MessageExport]:
    """Every export of the workspace."""
    return tx.session.scalars(scoped(MessageExport, workspace_id)).all()


def expired(tx: Tx, limit: int) -> list[Key]:
    """Time and id of up to `limit` ended exchanges past their assistant's retention, of one assistant at a time."""
    found: Sequence[Any] = []
    for assistant in tx.session.execute(select(Assistant.workspace_id, Assistant.id, Assistant.retention_days)):
        statement = (
            select(Message.created_at, Message.id)
            .where(
                Message.workspace_id == assistant.workspace_id,
                Message.assistant_id == assistant.id,
                Message.created_at < clock.now_us() - assistant.retention_days * DAY_US,
                Message.outcome.is_not(None),
            )
            .order_by(Message.created_at)
            .limit(limit)
        )
        if found := tx.session.execute(statement).all():
            break
    return [(row.created_at, row.id) for row in found]


def delete_messages(tx: Tx, messages: Sequence[Key]) -> None:
    """Deletes exchanges with everything that hangs on them."""
    ids = [id_ for _, id_ in messages]
    words.forget(tx, messages)
    for table, key in (
        (WordsDue, WordsDue.message_id),
        (MessageFacts, MessageFacts.message_id),
        (Feedback, Feedback.message_id),
        (RunLog, RunLog.message_id),
        (Run, Run.message_id),
        (Message, Message.id),
    ):
        tx.session.execute(delete(table).where(key.in_(ids)))
