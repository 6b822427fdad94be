"""The SQL of the report."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, literal_column, select, true, tuple_, union_all
from sqlalchemy.orm import InstrumentedAttribute

from comity import accounts
from comity.assistants.confirmations.models import Confirmation
from comity.assistants.models import Assistant, Feedback, Message, Run, RunLog
from comity.assistants.report import words
from comity.assistants.report.models import MessageExport, MessageFacts, WordsDue
from comity.assistants.report.schemas import REAL_SOURCES, ReportFilters
from comity.kernel import clock
from comity.kernel.db import SQL, Page, Tx, cursor_at, page, read_cursor, scoped

F = MessageFacts
KEYS = (F.at, F.message_id)
SINGLE: dict[str, InstrumentedAttribute[Any]] = {
    "session_id": F.session_key,
    "user_id": F.user_id,
    "question_key": F.question_key,
    "rating": F.rating,
    "assistant_id": F.assistant_id,
}
_ONE = literal_column("1")
MARKS: dict[str, ColumnElement[bool]] = {
    "degraded": F.degraded == _ONE,
    "belowThreshold": F.below_threshold == _ONE,
    "unsupported": F.unsupported > literal_column("0"),
}
"""Written as they stand in the indexes that hold these rows alone: a parameter would not be recognised."""
WINDOW = 500
OPEN = ("queued", "running")
WINDOWS_MAX = 20
DAY_US = 86_400_000_000
Key = tuple[int, str]

_NOTE_ALL = SQL(
    """INSERT INTO assistant_words_due (message_id, workspace_id, at)
    SELECT message_id, workspace_id, at FROM assistant_message_facts WHERE true ON CONFLICT DO NOTHING"""
)


def sources_of(filters: ReportFilters) -> Sequence[str]:
    """The sources that are wanted."""
    return filters.source or REAL_SOURCES


def find_page(tx: Tx, workspace_id: str, filters: ReportFilters, limit: int, cursor: str | None) -> Page[MessageFacts]:
    """A page of the report, the newest first. Raises `Validation` (422000) for a cursor that is none of ours."""
    after: Key | None = tuple(read_cursor(cursor, *KEYS)) if cursor else None
    if filters.q:
        return _page_by_words(tx, workspace_id, filters, limit, after)
    ids = _newest(tx, workspace_id, filters, after, limit + 1)
    return _cut(_facts(tx, ids, []), limit)


def _newest(tx: Tx, workspace_id: str, filters: ReportFilters, after: Key | None, count: int) -> list[str]:
    """The newest ids, by the index of one filter: databases without statistics choose a wrong one among several.

    Of several values of that filter as many are read of each, for a list of values would have to be sorted.
    """
    driver, values = _driver(filters)
    shared = [F.workspace_id == workspace_id, *_span(filters), *_checks(filters, but=driver)]
    shared += [tuple_(*KEYS) < after] if after else []
    order = [key.desc() for key in KEYS]
    parts = [select(*KEYS).where(one, *shared).order_by(*order).limit(count).subquery() for one in values]
    both = union_all(*(select(part.c.at, part.c.message_id) for part in parts)).subquery()
    newest = select(both.c.message_id).order_by(both.c.at.desc(), both.c.message_id.desc()).limit(count)
    return list(tx.session.scalars(newest))


def _driver(filters: ReportFilters) -> tuple[str, list[ColumnElement[bool]]]:
    """The filter that leaves least, and its conditions; `time` where nothing is named."""
    for name, column in SINGLE.items():
        if name != "assistant_id" and (value := getattr(filters, name)) is not None:
            return name, [column == value]
    if filters.mark:
        return "mark", [MARKS[filters.mark]]
    if filters.outcome:
        return "outcome", [F.outcome == one for one in filters.outcome]
    if filters.assistant_id is not None:
        return "assistant_id", [F.assistant_id == filters.assistant_id]
    if filters.source:
        return "source", [F.source == one for one in filters.source]
    return "time", [true()]


def _span(filters: ReportFilters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.from_:
        found.append(F.at >= clock.to_us(filters.from_))
    if filters.to:
        found.append(F.at < clock.to_us(filters.to))
    return found


def _checks(filters: ReportFilters, *, but: str = "") -> list[ColumnElement[bool]]:
    """Every filter but one, in a form that no index is looked up for."""
    found = [
        _plain(column) == value
        for name, column in SINGLE.items()
        if name != but and (value := getattr(filters, name)) is not None
    ]
    if filters.mark and but != "mark":
        found.append(MARKS[filters.mark])
    if filters.outcome and but != "outcome":
        found.append(_plain(F.outcome).in_(filters.outcome))
    if filters.min_latency_ms is not None:
        found.append(F.latency_ms >= filters.min_latency_ms)
    return found if but == "source" else [*found, _plain(F.source).in_(sources_of(filters))]


def _plain(column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    return column.concat("")


def _facts(tx: Tx, ids: Sequence[str], checks: Sequence[ColumnElement[bool]]) -> list[MessageFacts]:
    """The rows with these ids that pass, the newest first."""
    rows = tx.session.scalars(select(F).where(F.message_id.in_(ids), *checks))
    return sorted(rows, key=lambda row: (row.at, row.message_id), reverse=True)


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
    before = words.place_of(clock.to_us(filters.to)) if filters.to else words.PLACE_END
    if after:
        before = min(before, words.place_of(*after))
    checks = [_plain(F.workspace_id) == workspace_id, *_checks(filters)]
    rows: list[MessageFacts] = []
    found: Sequence[Any] = []
    for _ in range(WINDOWS_MAX):
        found = words.find(tx, workspace_id, filters.q, first=first, before=before, limit=WINDOW)
        rows += _facts(tx, [row.message_id for row in found], checks)
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


def note_all_words(tx: Tx) -> None:
    """Has the words of every message be indexed, for an install whose word index was left behind."""
    tx.run(_NOTE_ALL)


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


def stuck_exports(tx: Tx, before: datetime, limit: int) -> Sequence[MessageExport]:
    """Exports of any workspace that have not ended and have not moved since then."""
    statement = select(MessageExport).where(MessageExport.state.in_(OPEN), MessageExport.updated_at < before)
    return tx.session.scalars(statement.limit(limit)).all()


def exports_of(tx: Tx, workspace_id: str) -> Sequence[MessageExport]:
    """Every export of the workspace."""
    return tx.session.scalars(scoped(MessageExport, workspace_id)).all()


def expired(tx: Tx, limit: int) -> list[Key]:
    """Time and id of up to `limit` ended exchanges past their assistant's or workspace's retention, of one assistant at a time."""
    found: Sequence[Any] = []
    for assistant in tx.session.execute(select(Assistant.workspace_id, Assistant.id, Assistant.retention_days)).all():
        days = accounts.kept_days(tx, assistant.workspace_id, assistant.retention_days)
        statement = (
            select(Message.created_at, Message.id)
            .where(
                Message.workspace_id == assistant.workspace_id,
                Message.assistant_id == assistant.id,
                Message.created_at < clock.now_us() - days * DAY_US,
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
        (Confirmation, Confirmation.message_id),
        (Run, Run.message_id),
        (Message, Message.id),
    ):
        tx.session.execute(delete(table).where(key.in_(ids)))
