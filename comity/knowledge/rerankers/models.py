"""The table of rerankers."""

from datetime import datetime
from typing import Any

from sqlalchemy import Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from comity.kernel.db import Base, Entity, Json, Time


class WorkspaceReranker(Base, Entity):
    """A reranker behind an address, with how its scores are to be read."""

    __tablename__ = "rerankers"

    name: Mapped[str] = mapped_column(String(100))
    name_key: Mapped[str] = mapped_column(String(300))
    base_url: Mapped[str] = mapped_column(String(500))
    model: Mapped[str] = mapped_column(String(200))
    api_key: Mapped[str | None] = mapped_column(Text, default=None)
    api_key_hint: Mapped[str | None] = mapped_column(String(8), default=None)
    calibration: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    tested_at: Mapped[datetime | None] = mapped_column(Time, default=None)
    revision: Mapped[int] = mapped_column(Integer, default=1)
    created_by: Mapped[str] = mapped_column(String(100), default="")

    __table_args__ = (UniqueConstraint("workspace_id", "name_key"),)
