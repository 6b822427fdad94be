"""The SQL of the dashboard: sums over the report's narrow rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, case, func, select
from sqlalchemy.orm import InstrumentedAttribute

from comity.assistants.models import Message
from comity.assistants.report.models import MessageFacts
from comity.kernel.db import Tx

F = MessageFacts
QUARTER_US = 900_000_000
"""Buckets of a quarter of an hour make the days of every time zone."""


@dataclass(frozen=True, slots=True)
class Span:
    """Which rows: of a workspace, in `[first, end)` microseconds, of some sources and, where named, one assistant."""

    workspace_id: str
    first: int
    end: int
    sources: tuple[str, ...]
    assistant_id: str | None

    @property
    def conditions(self) -> list[ColumnElement[bool]]:
        """What every row must fulfil."""
        found = [
            F.workspace_id == self.workspace_id,
            F.at >= self.first,
            F.at < self.end,
            F.source.in_(self.sources),
        ]
        return [*found, F.assistant_id == self.assistant_id] if self.assistant_id else found


def _sum(column: InstrumentedAttribute[int]) -> ColumnElement[int]:
    return func.coalesce(func.sum(column), 0)


def quarters(tx: Tx, span: Span) -> Sequence[Any]:
    """Sums by quarter of an hour and outcome, in the order of time."""
    quarter = F.at.op("/", return_type=Integer())(QUARTER_US).label("quarter")
    statement = (
        select(
            quarter,
            F.outcome,
            func.count().label("messages"),
            _sum(F.prompt_tokens).label("prompt_tokens"),
            _sum(F.completion_tokens).label("completion_tokens"),
            _sum(F.below_threshold).label("below_threshold"),
            _sum(F.degraded).label("degraded"),
            (_sum(F.supported) + _sum(F.partly) + _sum(F.unsupported)).label("judged_sentences"),
            _sum(F.unsupported).label("unsupported_sentences"),
            func.sum(case((F.unsupported > 0, 1), else_=0)).label("unsupported_messages"),
        )
        .where(*span.conditions)
        .group_by(quarter, F.outcome)
        .order_by(quarter)
    )
    return tx.session.execute(statement).all()


def costs(tx: Tx, span: Span) -> list[tuple[str, int]]:
    """Billionths by currency."""
    statement = (
        select(F.currency, func.sum(F.cost_nano))
        .where(*span.conditions, F.currency.is_not(None))
        .group_by(F.currency)
        .order_by(F.currency)
    )
    return [(currency or "", int(nano)) for currency, nano in tx.session.execute(statement)]


def count_sessions(tx: Tx, span: Span) -> int:
    """How many sessions had a message."""
    keys = (F.session_key, F.assistant_id, F.source)
    inner = select(*keys).where(*span.conditions).group_by(*keys).subquery()
    return tx.session.scalar(select(func.count()).select_from(inner)) or 0


def count_users(tx: Tx, span: Span) -> int:
    """How many users asked; who named none is not counted."""
    statement = select(func.count(func.distinct(F.user_id))).where(*span.conditions, F.user_id.is_not(None))
    return tx.session.scalar(statement) or 0


def ratings(tx: Tx, span: Span) -> dict[str, int]:
    """How many messages were rated up, and down."""
    statement = select(F.rating, func.count()).where(*span.conditions, F.rating.is_not(None)).group_by(F.rating)
    return {rating or "": count for rating, count in tx.session.execute(statement)}


def latencies(tx: Tx, span: Span) -> list[tuple[int, int]]:
    """Milliseconds and how many took them, the shortest first, without what failed."""
    statement = (
        select(F.latency_ms, func.count())
        .where(*span.conditions, F.outcome != "failed")
        .group_by(F.latency_ms)
        .order_by(F.latency_ms)
    )
    return [(ms, count) for ms, count in tx.session.execute(statement)]


def top_questions(tx: Tx, span: Span, limit: int, *, unanswered: bool) -> list[Any]:
    """What was asked most: key, how often, how often answered, the latest message that asked it."""
    answered = func.sum(case((F.outcome.in_(("answered", "memorized")), 1), else_=0)).label("answered")
    asked = func.count().label("asked")
    only = [F.outcome == "fallback"] if unanswered else []
    statement = (
        select(F.question_key, asked, answered, func.max(F.message_id).label("message_id"))
        .where(*span.conditions, *only, F.question_key.is_not(None))
        .group_by(F.question_key)
        .order_by(asked.desc(), F.question_key)
        .limit(limit)
    )
    return list(tx.session.execute(statement))


def wordings(tx: Tx, message_ids: Sequence[str]) -> dict[str, str]:
    """The questions of messages, by id."""
    statement = select(Message.id, Message.question).where(Message.id.in_(message_ids))
    return {row.id: row.question for row in tx.session.execute(statement)}
