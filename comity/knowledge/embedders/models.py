"""The table of embedders."""

from datetime import datetime
from typing import Any

from sqlalchemy import Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from comity.kernel.db import Base, Blob, Entity, Json, Time


class WorkspaceEmbedder(Base, Entity):
    """An embedder behind an address. `probe`: its vector of a fixed text, by which a model that was changed is recognised.

    `vectors_of`: names what makes the vectors; those of two names are not compared.
    """

    __tablename__ = "embedders"

    name: Mapped[str] = mapped_column(String(100))
    name_key: Mapped[str] = mapped_column(String(300))
    base_url: Mapped[str] = mapped_column(String(500))
    model: Mapped[str] = mapped_column(String(200))
    api_key: Mapped[str | None] = mapped_column(Text, default=None)
    api_key_hint: Mapped[str | None] = mapped_column(String(8), default=None)
    max_tokens: Mapped[int] = mapped_column(Integer, default=512)
    batch_size: Mapped[int] = mapped_column(Integer, default=32)
    query_prefix: Mapped[str] = mapped_column(String(200), default="")
    passage_prefix: Mapped[str] = mapped_column(String(200), default="")
    price: Mapped[dict[str, Any] | None] = mapped_column(Json, default=None)
    dimensions: Mapped[int] = mapped_column(Integer, default=0)
    vectors_of: Mapped[str] = mapped_column(String(100), default="")
    probe: Mapped[bytes | None] = mapped_column(Blob, default=None)
    calibration: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    state: Mapped[str] = mapped_column(String(20), default="ok")
    problem: Mapped[str] = mapped_column(String(1000), default="")
    tested_at: Mapped[datetime | None] = mapped_column(Time, default=None)
    revision: Mapped[int] = mapped_column(Integer, default=1)
    created_by: Mapped[str] = mapped_column(String(100), default="")

    __table_args__ = (UniqueConstraint("workspace_id", "name_key"),)
