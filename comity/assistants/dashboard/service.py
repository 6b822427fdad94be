"""The verbs of the dashboard: its numbers, and its days as CSV."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from comity import accounts
from comity.assistants.dashboard import queries
from comity.assistants.dashboard.queries import QUARTER_US, Span
from comity.assistants.dashboard.schemas import (
    DAY_COLUMNS,
    DAYS_MAX,
    DEFAULT_SOURCES,
    OUTCOMES,
    Cost,
    DashboardQuery,
    DashboardRead,
    Day,
    QuestionGap,
    TopQuestion,
    Totals,
)
from comity.assistants.gaps.models import Gap
from comity.assistants.gaps.queries import gaps_of_questions
from comity.assistants.report.service import cost_of
from comity.kernel import clock
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.errors import Validation, field_error
from comity.kernel.text import BYTE_ORDER_MARK, csv_text

DEFAULT_DAYS = 30
TOP = 10
SUMMED = (*DAY_COLUMNS, "degraded", "unsupported_messages")


def read_dashboard(tx: Tx, actor: Actor, query: DashboardQuery) -> DashboardRead:
    """The numbers of a span and of the one before it, by day, with the questions asked most."""
    zone = _zone(tx, actor)
    first, end = _period(query, zone)
    span = _span(actor, query, first, end)
    sums = queries.quarters(tx, span)
    return DashboardRead(
        **{"from": first},
        to=end,
        time_zone=zone.key,
        sources=list(span.sources),
        as_of=clock.now(),
        totals=_totals(tx, span, sums),
        before=_totals_before(tx, actor, query, first, end),
        daily=list(_days(sums, first, end, zone)),
        top_questions=_questions(tx, span, unanswered=False),
        top_unanswered=_questions(tx, span, unanswered=True),
    )


def daily_csv(tx: Tx, actor: Actor, query: DashboardQuery) -> str:
    """The days of the span as CSV."""
    zone = _zone(tx, actor)
    first, end = _period(query, zone)
    sums = queries.quarters(tx, _span(actor, query, first, end))
    header = ["day", *(name.replace("_", " ") for name in DAY_COLUMNS)]
    rows = [
        [day.day.isoformat(), *(getattr(day, name) for name in DAY_COLUMNS)] for day in _days(sums, first, end, zone)
    ]
    return BYTE_ORDER_MARK + csv_text([header, *rows])


def _zone(tx: Tx, actor: Actor) -> ZoneInfo:
    workspace = accounts.find_workspace(tx, actor.workspace_id)
    return ZoneInfo(workspace.settings.get("timeZone", "UTC") if workspace else "UTC")


def _period(query: DashboardQuery, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From the beginning of the day 29 days ago until now, unless it is said otherwise. Raises 422000 for over a year."""
    end = query.to or clock.now()
    first = query.from_ or _midnight(end.astimezone(zone).date() - timedelta(days=DEFAULT_DAYS - 1), zone)
    if not timedelta() < end - first <= timedelta(days=DAYS_MAX):
        message = f"'from' must lie before 'to', by at most {DAYS_MAX} days."
        raise Validation([field_error("from", "order", message)])
    return first, end


def _span(actor: Actor, query: DashboardQuery, first: datetime, end: datetime) -> Span:
    sources = tuple(query.source or DEFAULT_SOURCES)
    return Span(actor.workspace_id, clock.to_us(first), clock.to_us(end), sources, query.assistant_id)


def _totals_before(tx: Tx, actor: Actor, query: DashboardQuery, first: datetime, end: datetime) -> Totals:
    span = _span(actor, query, first - (end - first), first)
    return _totals(tx, span, queries.quarters(tx, span))


def _totals(tx: Tx, span: Span, sums: Sequence[Any]) -> Totals:
    found = _summed(sums)
    messages, judged = found["messages"], found["judged_sentences"]
    p50, p95 = _percentiles(queries.latencies(tx, span))
    rated = queries.ratings(tx, span)
    return Totals(
        **found,
        sessions=queries.count_sessions(tx, span),
        users=queries.count_users(tx, span),
        costs=[Cost.model_validate(cost_of(nano, currency)) for currency, nano in queries.costs(tx, span)],
        p50_ms=p50,
        p95_ms=p95,
        answered_share=_share(found["answered"] + found["memorized"], messages),
        memorized_share=_share(found["memorized"], messages),
        below_threshold_share=_share(found["below_threshold"], messages),
        unsupported_share=_share(found["unsupported_sentences"], judged),
        up=rated.get("up", 0),
        down=rated.get("down", 0),
    )


def _summed(sums: Sequence[Any]) -> dict[str, int]:
    """The sums of quarters together; each outcome by its own name."""
    found = dict.fromkeys((*SUMMED, *OUTCOMES), 0)
    for row in sums:
        found[row.outcome] += row.messages
        for name in SUMMED:
            if name not in OUTCOMES:
                found[name] += int(getattr(row, name))
    return found


def _percentiles(latencies: Sequence[tuple[int, int]]) -> tuple[int | None, int | None]:
    total = sum(count for _, count in latencies)
    return _percentile(latencies, total * 0.5), _percentile(latencies, total * 0.95)


def _percentile(latencies: Sequence[tuple[int, int]], rank: float) -> int | None:
    seen = 0
    for ms, count in latencies:
        seen += count
        if seen >= rank:
            return ms
    return None


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _days(sums: Sequence[Any], first: datetime, end: datetime, zone: ZoneInfo) -> Iterator[Day]:
    by_day: dict[date, list[Any]] = {}
    for row in sums:
        by_day.setdefault(clock.from_us(row.quarter * QUARTER_US).astimezone(zone).date(), []).append(row)
    day, last = first.astimezone(zone).date(), (end - timedelta(microseconds=1)).astimezone(zone).date()
    while day <= last:
        found = _summed(by_day.get(day, []))
        begins, ends = _midnight(day, zone), _midnight(day + timedelta(days=1), zone)
        span = {"day": day, "from_": max(first, begins), "to": min(end, ends)}
        yield Day.model_validate(span | {name: found[name] for name in DAY_COLUMNS})
        day += timedelta(days=1)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _questions(tx: Tx, span: Span, *, unanswered: bool) -> list[TopQuestion]:
    rows = queries.top_questions(tx, span, TOP, unanswered=unanswered)
    texts = queries.wordings(tx, [row.message_id for row in rows])
    gaps = gaps_of_questions(tx, span.workspace_id, [row.question_key for row in rows]) if unanswered else {}
    return [
        TopQuestion(
            question_key=row.question_key,
            question=texts[row.message_id],
            asked=row.asked,
            answered=int(row.answered),
            gap=_gap(gaps.get(row.question_key)),
        )
        for row in rows
        if row.message_id in texts
    ]


def _gap(gap: Gap | None) -> QuestionGap | None:
    """Where the gap is shown: among those of the first base that it is asked of."""
    if gap is None or not gap.base_ids:
        return None
    return QuestionGap.model_validate({"id": gap.id, "state": gap.state, "knowledgeBaseId": gap.base_ids[0]})
