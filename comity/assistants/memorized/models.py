"""The tables of memorized responses (`assistants.md` 2.2, 3.8)."""

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, Float, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from comity.kernel.db import Base, Blob, Entity, Id, Json, Time


class MemorizedResponse(Base, Entity):
    """A question with the answer that is given for it. `seq` rises over the whole workspace with every change, for the index."""

    __tablename__ = "memorized_responses"

    question: Mapped[str] = mapped_column(String(1000))
    question_key: Mapped[str] = mapped_column(String(64))
    search_text: Mapped[str] = mapped_column(Text)
    alternates: Mapped[list[str]] = mapped_column(Json)
    answer: Mapped[str] = mapped_column(Text)
    language: Mapped[str | None] = mapped_column(String(35), default=None)
    assistant_ids: Mapped[list[str]] = mapped_column(Json)
    enabled: Mapped[bool] = mapped_column(Boolean, default=True)
    valid_from: Mapped[datetime | None] = mapped_column(Time, default=None)
    valid_to: Mapped[datetime | None] = mapped_column(Time, default=None)
    revision: Mapped[int] = mapped_column(Integer, default=1)
    seq: Mapped[int] = mapped_column(BigInteger)
    hits: Mapped[int] = mapped_column(Integer, default=0)
    last_hit_at: Mapped[datetime | None] = mapped_column(Time, default=None)
    last_score: Mapped[float | None] = mapped_column(Float, default=None)
    created_by: Mapped[str] = mapped_column(String(100), default="")
    edited_by: Mapped[str] = mapped_column(String(100), default="")

    __table_args__ = (
        Index("ix_memorized_responses_list", "workspace_id", "created_at", "id"),
        Index("ix_memorized_responses_key", "workspace_id", "question_key"),
    )


class MemorizedVariant(Base):
    """The question of an entry (position 0) or an alternate: the hash of its exact form, and its vector once it was made."""

    __tablename__ = "memorized_variants"

    response_id: Mapped[str] = mapped_column(Id, primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    workspace_id: Mapped[str] = mapped_column(Id)
    key: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(String(1000))
    vector: Mapped[bytes | None] = mapped_column(Blob, default=None)
    embedder: Mapped[str | None] = mapped_column(String(120), default=None)

    __table_args__ = (Index("ix_memorized_variants_key", "workspace_id", "key"),)


class MemorizedHit(Base, Entity):
    """One use of an entry; kept for 180 days."""

    __tablename__ = "memorized_hits"

    response_id: Mapped[str] = mapped_column(Id)
    assistant_id: Mapped[str] = mapped_column(Id)
    message_id: Mapped[str] = mapped_column(Id)
    source: Mapped[str] = mapped_column(String(10))
    asked_text: Mapped[str] = mapped_column(Text)
    matched_variant: Mapped[str] = mapped_column(String(1000))
    score: Mapped[float] = mapped_column(Float)
    exact: Mapped[bool] = mapped_column(Boolean)
    at: Mapped[datetime] = mapped_column(Time, index=True)

    __table_args__ = (Index("ix_memorized_hits_response", "workspace_id", "response_id", "at"),)


class MemorizedHead(Base):
    """The newest `seq` of a workspace: what a process compares to know whether its index is behind."""

    __tablename__ = "memorized_heads"

    workspace_id: Mapped[str] = mapped_column(Id, primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
