"""The tables of the AI Lab (`assistants.md` 3.13)."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, Float, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from comity.kernel.db import Base, Entity, Id, Json, Time


class TestSet(Base, Entity):
    """A named file of cases. `revision` counts its files and names; the steps of the newest file are those of `file_revision`."""

    __tablename__ = "lab_test_sets"

    name: Mapped[str] = mapped_column(String(255))
    name_key: Mapped[str] = mapped_column(String(300))
    file_name: Mapped[str] = mapped_column(String(255), default="")
    revision: Mapped[int] = mapped_column(Integer, default=1)
    file_revision: Mapped[int] = mapped_column(Integer, default=1)
    cases: Mapped[int] = mapped_column(Integer, default=0)
    steps: Mapped[int] = mapped_column(Integer, default=0)
    ignored_columns: Mapped[list[str]] = mapped_column(Json, default=list)
    deleted_at: Mapped[datetime | None] = mapped_column(Time, default=None)
    created_by: Mapped[str] = mapped_column(String(100), default="")
    edited_by: Mapped[str] = mapped_column(String(100), default="")

    __table_args__ = (UniqueConstraint("workspace_id", "name_key"),)


class TestStep(Base):
    """A line of a file: a question and what its answer must be. `spec` holds the expectations as `StepSpec` reads them.

    `message_id`: the exchange it was taken from, if it was: what a person said there is erased here too. A turn of a replay
    has no question of its own: it is read where the person asked it.
    """

    __tablename__ = "lab_test_steps"

    test_set_id: Mapped[str] = mapped_column(Id, primary_key=True)
    file_revision: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    workspace_id: Mapped[str] = mapped_column(Id)
    no: Mapped[str] = mapped_column(String(120))
    case: Mapped[str] = mapped_column(String(120), name="case_name")
    step: Mapped[int] = mapped_column(Integer)
    question: Mapped[str] = mapped_column(Text)
    spec: Mapped[dict[str, Any]] = mapped_column(Json)
    message_id: Mapped[str | None] = mapped_column(Id, default=None, index=True)


class LabRun(Base, Entity):
    """One trial of a file on an assistant. `targets` hold the content each of them had when the run began, with its hash.

    `publish`: what to publish with once it passed. `summary`: its figures, once it ended. `replay`: how the sessions were
    chosen, where stored sessions are tried in place of a file; their turns stand as steps under the run's own id.
    """

    __tablename__ = "lab_runs"

    test_set_id: Mapped[str] = mapped_column(Id)
    test_set_name: Mapped[str] = mapped_column(String(255))
    file_revision: Mapped[int] = mapped_column(Integer)
    assistant_id: Mapped[str] = mapped_column(Id)
    assistant_name: Mapped[str] = mapped_column(String(255))
    modes: Mapped[list[str]] = mapped_column(Json)
    targets: Mapped[list[Any]] = mapped_column(Json)
    options: Mapped[dict[str, Any]] = mapped_column(Json)
    knowledge_versions: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    status: Mapped[str] = mapped_column(String(12), default="queued")
    total: Mapped[int] = mapped_column(Integer, default=0)
    done: Mapped[int] = mapped_column(Integer, default=0)
    failed: Mapped[int] = mapped_column(Integer, default=0)
    cancel_requested: Mapped[bool] = mapped_column(Boolean, default=False)
    publish: Mapped[dict[str, Any] | None] = mapped_column(Json, default=None)
    replay: Mapped[dict[str, Any] | None] = mapped_column(Json, default=None)
    summary: Mapped[list[Any]] = mapped_column(Json, default=list)
    error: Mapped[str] = mapped_column(Text, default="")
    actor_id: Mapped[str] = mapped_column(String(100))
    requested_by: Mapped[str] = mapped_column(String(100), default="")
    started_at: Mapped[datetime | None] = mapped_column(Time, default=None)
    ended_at: Mapped[datetime | None] = mapped_column(Time, default=None)

    __table_args__ = (
        Index("ix_lab_runs_list", "workspace_id", "created_at", "id"),
        Index("ix_lab_runs_assistant", "workspace_id", "assistant_id", "test_set_id", "status"),
    )


class LabResult(Base):
    """How one step went on one target in one mode: at most one for each. `passed` is None where nothing was asked of it.

    `differences`: in a replay, what is not as it was when the question was first asked.
    """

    __tablename__ = "lab_results"

    run_id: Mapped[str] = mapped_column(Id, primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    target: Mapped[str] = mapped_column(String(12), primary_key=True)
    mode: Mapped[str] = mapped_column(String(12), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(Id)
    message_id: Mapped[str | None] = mapped_column(Id, default=None, index=True)
    outcome: Mapped[str | None] = mapped_column(String(10), default=None)
    answer: Mapped[str | None] = mapped_column(Text, default=None)
    chunks: Mapped[list[Any]] = mapped_column(Json, default=list)
    match: Mapped[str] = mapped_column(String(10), default="n/a")
    rank: Mapped[int | None] = mapped_column(Integer, default=None)
    checks: Mapped[list[Any]] = mapped_column(Json, default=list)
    judge: Mapped[dict[str, Any] | None] = mapped_column(Json, default=None)
    differences: Mapped[list[str] | None] = mapped_column(Json, default=None)
    passed: Mapped[bool | None] = mapped_column(Boolean, default=None)
    skipped: Mapped[str] = mapped_column(String(40), default="")
    error: Mapped[str] = mapped_column(Text, default="")
    seconds: Mapped[float] = mapped_column(Float, default=0.0)
    prompt_tokens: Mapped[int] = mapped_column(Integer, default=0)
    completion_tokens: Mapped[int] = mapped_column(Integer, default=0)
    cost_nano: Mapped[int] = mapped_column(BigInteger, default=0)
    currency: Mapped[str | None] = mapped_column(String(3), default=None)
