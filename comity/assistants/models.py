"""The tables of assistants (`assistants.md` 2.1, 2.2)."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from comity.kernel.db import Base, Entity, Id, Json, Time


class Assistant(Base, Entity):
    """A draft (one versioned document), a pointer to the live version, and what applies at once."""

    __tablename__ = "assistants"

    name: Mapped[str] = mapped_column(String(255))
    name_key: Mapped[str] = mapped_column(String(300))
    draft: Mapped[dict[str, Any]] = mapped_column(Json)
    draft_hash: Mapped[str] = mapped_column(String(64))
    revision: Mapped[int] = mapped_column(Integer, default=1)
    live_version: Mapped[int | None] = mapped_column(Integer, default=None)
    enabled: Mapped[bool] = mapped_column(Boolean, default=True)
    rate_limit_per_minute: Mapped[int] = mapped_column(Integer, default=120)
    user_rate_limit_per_minute: Mapped[int] = mapped_column(Integer, default=20)
    max_concurrent_runs: Mapped[int] = mapped_column(Integer, default=50)
    retention_days: Mapped[int] = mapped_column(Integer, default=180)
    gate: Mapped[dict[str, Any]] = mapped_column(Json)
    edited_at: Mapped[datetime] = mapped_column(Time)
    edited_by: Mapped[str] = mapped_column(String(100), default="")
    created_by: Mapped[str] = mapped_column(String(100), default="")
    deleted_at: Mapped[datetime | None] = mapped_column(Time, default=None)

    __table_args__ = (UniqueConstraint("workspace_id", "name_key"),)


class AssistantVersion(Base, Entity):
    """What was published under a number; never changed, numbers never reused."""

    __tablename__ = "assistant_versions"

    assistant_id: Mapped[str] = mapped_column(Id)
    number: Mapped[int] = mapped_column(Integer)
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    content_hash: Mapped[str] = mapped_column(String(64))
    fulfillment_revisions: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    note: Mapped[str] = mapped_column(String(500), default="")
    published_by: Mapped[str] = mapped_column(String(100), default="")
    restored_from: Mapped[int | None] = mapped_column(Integer, default=None)
    lab_run_id: Mapped[str | None] = mapped_column(Id, default=None)

    __table_args__ = (UniqueConstraint("assistant_id", "number"),)


class PromptTemplate(Base, Entity):
    """A prompt of the workspace's own, beside the built-in ones."""

    __tablename__ = "prompt_templates"

    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(255))
    language: Mapped[str] = mapped_column(String(35))
    knowledge_type: Mapped[str | None] = mapped_column(String(20), default=None)
    body: Mapped[str] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    created_by: Mapped[str] = mapped_column(String(100), default="", server_default="")


class SecretKey(Base, Entity):
    """A key that names and opens one assistant: at most one `current` and one in `grace`."""

    __tablename__ = "secret_keys"

    assistant_id: Mapped[str] = mapped_column(Id, index=True)
    prefix: Mapped[str] = mapped_column(String(12))
    last4: Mapped[str] = mapped_column(String(4))
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    ciphertext: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(10))
    expires_at: Mapped[datetime | None] = mapped_column(Time, default=None)
    last_used_at: Mapped[datetime | None] = mapped_column(Time, default=None)


class AssistantSession(Base, Entity):
    """A conversation with an assistant, by the client's key; the segment rises at each reset."""

    __tablename__ = "assistant_sessions"

    assistant_id: Mapped[str] = mapped_column(Id)
    key: Mapped[str] = mapped_column(String(128))
    source: Mapped[str] = mapped_column(String(10))
    user_id: Mapped[str | None] = mapped_column(String(255), default=None)
    segment: Mapped[int] = mapped_column(Integer, default=1)
    last_message_at: Mapped[int | None] = mapped_column(BigInteger, default=None)
    reset_next: Mapped[int] = mapped_column(Integer, default=0, server_default="0")

    __table_args__ = (UniqueConstraint("assistant_id", "source", "key"),)


class Message(Base):
    """One exchange: a question and, once its run ended, the answer with everything that explains it.

    `reply` is the documented reply as JSON text, kept byte for byte; times are microseconds for the hot ledger's fixed SQL.
    """

    __tablename__ = "assistant_messages"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(Id)
    assistant_id: Mapped[str] = mapped_column(Id)
    session_id: Mapped[str] = mapped_column(Id)
    session_key: Mapped[str] = mapped_column(String(128))
    segment: Mapped[int] = mapped_column(Integer)
    source: Mapped[str] = mapped_column(String(10))
    user_id: Mapped[str | None] = mapped_column(String(255))
    version: Mapped[str] = mapped_column(String(12))
    question: Mapped[str] = mapped_column(Text)
    question_en: Mapped[str | None] = mapped_column(Text)
    message_metadata: Mapped[str | None] = mapped_column(Text)
    answer: Mapped[str | None] = mapped_column(Text)
    outcome: Mapped[str | None] = mapped_column(String(10))
    reply: Mapped[str | None] = mapped_column(Text)
    prompt: Mapped[str | None] = mapped_column(Text)
    prompt_tokens: Mapped[int] = mapped_column(Integer, default=0)
    completion_tokens: Mapped[int] = mapped_column(Integer, default=0)
    latency_ms: Mapped[int | None] = mapped_column(Integer)
    created_at: Mapped[int] = mapped_column(BigInteger)
    ended_at: Mapped[int | None] = mapped_column(BigInteger)

    __table_args__ = (
        Index("ix_assistant_messages_session", "session_id", "created_at"),
        Index("ix_assistant_messages_report", "workspace_id", "assistant_id", "created_at"),
    )


class Run(Base):
    """The writing of one answer: who holds it, how often it was tried, how it ended."""

    __tablename__ = "assistant_runs"

    message_id: Mapped[str] = mapped_column(Id, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(Id)
    assistant_id: Mapped[str] = mapped_column(Id)
    session_id: Mapped[str] = mapped_column(Id)
    status: Mapped[str] = mapped_column(String(10))
    options: Mapped[str] = mapped_column(Text)
    lease_owner: Mapped[str | None] = mapped_column(String(120))
    lease_until: Mapped[int | None] = mapped_column(BigInteger)
    attempt: Mapped[int] = mapped_column(Integer)
    last_seq: Mapped[int] = mapped_column(Integer, default=0)
    unsafe_calls: Mapped[int] = mapped_column(Integer, default=0)
    error: Mapped[str | None] = mapped_column(Text)
    started_at: Mapped[int] = mapped_column(BigInteger)
    ended_at: Mapped[int | None] = mapped_column(BigInteger)
    stop_requested_at: Mapped[int | None] = mapped_column(BigInteger)

    __table_args__ = (
        Index("ix_assistant_runs_session", "session_id", "status"),
        Index("ix_assistant_runs_assistant", "assistant_id", "status"),
        Index("ix_assistant_runs_status", "status", "lease_until"),
    )


class RunLog(Base):
    """A range of a run's numbered deltas: a JSON list, where `null` stands for a reset."""

    __tablename__ = "assistant_run_log"

    message_id: Mapped[str] = mapped_column(Id, primary_key=True)
    first_seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    last_seq: Mapped[int] = mapped_column(Integer)
    deltas: Mapped[str] = mapped_column(Text)
    at: Mapped[int] = mapped_column(BigInteger, index=True)


class MessageKey(Base):
    """What an `Idempotency-Key` of the messaging API stands for, for 24 hours."""

    __tablename__ = "assistant_message_keys"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    message_id: Mapped[str] = mapped_column(Id)
    at: Mapped[int] = mapped_column(BigInteger, index=True)


class Feedback(Base, Entity):
    """What somebody thought of an answer; one for each user, the last one counts."""

    __tablename__ = "assistant_feedback"

    message_id: Mapped[str] = mapped_column(Id)
    user_id: Mapped[str] = mapped_column(String(255), default="")
    rating: Mapped[str | None] = mapped_column(String(4))
    reason: Mapped[str] = mapped_column(String(255), default="")
    comment: Mapped[str] = mapped_column(String(2000), default="")
    correct_answer: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (UniqueConstraint("message_id", "user_id"),)
