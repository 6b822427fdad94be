"""The tables of gaps (`knowledge.md` 7.1)."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from comity.kernel.db import Base, Blob, Entity, Id, Json, Time


class Gap(Base, Entity):
    """Questions that ask for the same and were not answered well. Its texts are masked.

    `leader`: the question that founded it, which later ones are compared with; `label`: the one in the middle of all.
    `harm`: what its questions weigh together, by which gaps are ranked. `wordings`: messages with different wordings, the most
    frequent first; `alternates`: those of them that surely ask what the label asks. `decided_count`: how many questions there
    were when it was accepted or ignored.
    """

    __tablename__ = "gaps"

    label: Mapped[str] = mapped_column(Text)
    label_message_id: Mapped[str | None] = mapped_column(Id, default=None)
    leader: Mapped[str] = mapped_column(Text)
    leader_message_id: Mapped[str | None] = mapped_column(Id, default=None)
    leader_vector: Mapped[bytes | None] = mapped_column(Blob, default=None)
    embedder: Mapped[str] = mapped_column(String(120), default="")
    language: Mapped[str] = mapped_column(String(35), default="und")
    state: Mapped[str] = mapped_column(String(10), default="open")
    assignee_id: Mapped[str | None] = mapped_column(Id, default=None)
    assignee_name: Mapped[str] = mapped_column(String(100), default="")
    count: Mapped[int] = mapped_column(Integer, default=0)
    people: Mapped[int] = mapped_column(Integer, default=0)
    harm: Mapped[int] = mapped_column(Integer, default=0)
    reasons: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    trend: Mapped[list[Any]] = mapped_column(Json, default=list)
    wordings: Mapped[list[str]] = mapped_column(Json, default=list)
    alternates: Mapped[list[str]] = mapped_column(Json, default=list)
    assistant_ids: Mapped[list[str]] = mapped_column(Json, default=list)
    base_ids: Mapped[list[str]] = mapped_column(Json, default=list)
    first_at: Mapped[datetime] = mapped_column(Time)
    last_at: Mapped[datetime] = mapped_column(Time)
    chunks: Mapped[list[Any]] = mapped_column(Json, default=list)
    draft: Mapped[dict[str, Any] | None] = mapped_column(Json, default=None)
    draft_of: Mapped[str] = mapped_column(String(64), default="")
    decided_at: Mapped[datetime | None] = mapped_column(Time, default=None)
    decided_by: Mapped[str] = mapped_column(String(100), default="")
    decided_count: Mapped[int] = mapped_column(Integer, default=0)
    asked_since: Mapped[int] = mapped_column(Integer, default=0)
    response_id: Mapped[str | None] = mapped_column(Id, default=None)
    document_id: Mapped[str | None] = mapped_column(Id, default=None)
    document_base_id: Mapped[str | None] = mapped_column(Id, default=None)

    __table_args__ = (Index("ix_gaps_rank", "workspace_id", "harm", "id"),)


class GapQuestion(Base):
    """An exchange that was sorted in; without a gap it stands aside, because there were too many different questions."""

    __tablename__ = "gap_questions"

    message_id: Mapped[str] = mapped_column(Id, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(Id)
    gap_id: Mapped[str | None] = mapped_column(Id)
    at: Mapped[int] = mapped_column(BigInteger)
    vector: Mapped[bytes | None] = mapped_column(Blob, default=None)

    __table_args__ = (
        Index("ix_gap_questions_gap", "gap_id", "at"),
        Index("ix_gap_questions_workspace", "workspace_id", "at"),
    )


class GapRun(Base):
    """The last search for gaps of a workspace: where it stands, so that it can be taken up again. `at` and `mark`: its place."""

    __tablename__ = "gap_runs"

    workspace_id: Mapped[str] = mapped_column(Id, primary_key=True)
    state: Mapped[str] = mapped_column(String(10))
    phase: Mapped[str] = mapped_column(String(12), default="collecting")
    since: Mapped[int] = mapped_column(BigInteger, default=0)
    at: Mapped[int] = mapped_column(BigInteger, default=0)
    mark: Mapped[str] = mapped_column(String(36), default="")
    done: Mapped[int] = mapped_column(Integer, default=0)
    total: Mapped[int] = mapped_column(Integer, default=0)
    new: Mapped[int] = mapped_column(Integer, default=0)
    requested_by: Mapped[str] = mapped_column(String(100), default="")
    begun_at: Mapped[datetime] = mapped_column(Time)
    moved_at: Mapped[datetime] = mapped_column(Time)
    ended_at: Mapped[datetime | None] = mapped_column(Time, default=None)


class Decay(Base):
    """Something of the knowledge that has aged, as the last search found it: a memorized answer or a chunk, by its visible id."""

    __tablename__ = "gap_decays"

    workspace_id: Mapped[str] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    target: Mapped[str] = mapped_column(String(170), primary_key=True)
    weight: Mapped[int] = mapped_column(Integer, default=0)
    base_id: Mapped[str] = mapped_column(Id)
    detail: Mapped[dict[str, Any]] = mapped_column(Json)
    at: Mapped[datetime] = mapped_column(Time)
