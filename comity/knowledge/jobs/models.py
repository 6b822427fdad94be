"""The table of long work on a whole base, which people watch and stop."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from comity.kernel.db import Base, Entity, Id, Json, Time


class BaseJob(Base, Entity):
    """An export, an import, an embedding or an analysis of a base. `claim`: the base that it has for itself while it is open."""

    __tablename__ = "base_jobs"

    base_id: Mapped[str] = mapped_column(Id, index=True)
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(300))
    claim: Mapped[str | None] = mapped_column(Id, unique=True, default=None)
    state: Mapped[str] = mapped_column(String(10), default="queued")
    step: Mapped[str] = mapped_column(String(20), default="queued")
    progress_done: Mapped[int] = mapped_column(Integer, default=0)
    progress_total: Mapped[int] = mapped_column(Integer, default=0)
    progress_unit: Mapped[str] = mapped_column(String(10), default="chunk")
    counted_from: Mapped[int] = mapped_column(Integer, default=0)
    began_at: Mapped[datetime | None] = mapped_column(Time, default=None)
    ended_at: Mapped[datetime | None] = mapped_column(Time, default=None)
    waiting_code: Mapped[str] = mapped_column(String(40), default="")
    waiting_until: Mapped[datetime | None] = mapped_column(Time, default=None)
    error_code: Mapped[str] = mapped_column(String(40), default="")
    error_message: Mapped[str] = mapped_column(String(1000), default="")
    wanted: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    result: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    file_key: Mapped[str] = mapped_column(String(300), default="")
    asked_by: Mapped[str] = mapped_column(String(100), default="")
    asked_by_name: Mapped[str] = mapped_column(String(100), default="")

    __table_args__ = (Index("ix_base_jobs_state", "workspace_id", "state"),)

    @property
    def language(self) -> str | None:
        """The language that the base is analysed anew for, if it is."""
        return self.wanted.get("language")
