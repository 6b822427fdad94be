"""The tables of the report: narrow rows beside the wide messages, so that a filter or a sum reads little."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from comity.kernel.db import Base, Entity, Id, Json, Time


def _by(name: str, *columns: str, only: str = "") -> Index:
    """An index in the order of the report; `only`: the condition of the rows it holds."""
    where = text(only) if only else None
    names = ("workspace_id", *columns, "at", "message_id")
    return Index(f"ix_message_facts_{name}", *names, sqlite_where=where, postgresql_where=where)


class MessageFacts(Base):
    """What is counted and filtered of an exchange that has ended; written once, but for `rating`.

    `at`: microseconds, when it was asked. `question_key`: equal for equal questions. `cost_nano`: billionths of `currency`.
    """

    __tablename__ = "assistant_message_facts"

    message_id: Mapped[str] = mapped_column(Id, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(Id)
    assistant_id: Mapped[str] = mapped_column(Id)
    at: Mapped[int] = mapped_column(BigInteger)
    source: Mapped[str] = mapped_column(String(10))
    outcome: Mapped[str] = mapped_column(String(10))
    session_key: Mapped[str] = mapped_column(String(128))
    user_id: Mapped[str | None] = mapped_column(String(255))
    question_key: Mapped[str | None] = mapped_column(String(24))
    rating: Mapped[str | None] = mapped_column(String(4))
    latency_ms: Mapped[int] = mapped_column(Integer)
    first_token_ms: Mapped[int | None] = mapped_column(Integer)
    prompt_tokens: Mapped[int] = mapped_column(Integer)
    completion_tokens: Mapped[int] = mapped_column(Integer)
    cost_nano: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str | None] = mapped_column(String(3))
    degraded: Mapped[int] = mapped_column(Integer)
    below_threshold: Mapped[int] = mapped_column(Integer)
    supported: Mapped[int] = mapped_column(Integer)
    partly: Mapped[int] = mapped_column(Integer)
    unsupported: Mapped[int] = mapped_column(Integer)

    __table_args__ = (
        Index("ix_message_facts_time", "workspace_id", "at", "message_id", "source", "latency_ms"),
        _by("assistant", "assistant_id"),
        _by("source", "source"),
        _by("outcome", "outcome"),
        _by("session", "session_key"),
        _by("user", "user_id", only="user_id IS NOT NULL"),
        _by("question", "question_key", only="question_key IS NOT NULL"),
        _by("rating", "rating", only="rating IS NOT NULL"),
        _by("degraded", only="degraded = 1"),
        _by("below", only="below_threshold = 1"),
        _by("unsupported", only="unsupported > 0"),
    )


class WordsDue(Base):
    """A message whose words are not yet in the report's word index."""

    __tablename__ = "assistant_words_due"

    message_id: Mapped[str] = mapped_column(Id, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(Id)
    at: Mapped[int] = mapped_column(BigInteger)


class MessageExport(Base, Entity):
    """A CSV of the report: asked for, written by a job, kept for seven days. `rows`: written so far."""

    __tablename__ = "assistant_exports"

    filters: Mapped[dict[str, Any]] = mapped_column(Json)
    state: Mapped[str] = mapped_column(String(10), default="queued")
    rows: Mapped[int] = mapped_column(Integer, default=0)
    is_cut: Mapped[int] = mapped_column(Integer, default=0)
    size_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    error: Mapped[str] = mapped_column(Text, default="")
    requested_by: Mapped[str] = mapped_column(String(100), default="")
    actor_id: Mapped[str] = mapped_column(String(100), default="")
    ended_at: Mapped[datetime | None] = mapped_column(Time, default=None)

    __table_args__ = (Index("ix_assistant_exports_actor", "workspace_id", "actor_id", "created_at"),)
