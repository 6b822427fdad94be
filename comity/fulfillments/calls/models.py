"""The table of calls (`assistants.md` 3.10)."""

from typing import Any

from sqlalchemy import Boolean, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from comity.kernel.db import Base, Entity, Id, Json


class FulfillmentCall(Base, Entity):
    """One call with its request and its reply, secrets hidden; `status` is None where no reply came."""

    __tablename__ = "fulfillment_calls"

    fulfillment_id: Mapped[str] = mapped_column(Id)
    fulfillment_revision: Mapped[int] = mapped_column(Integer)
    tool: Mapped[str] = mapped_column(String(200))
    purpose: Mapped[str] = mapped_column(String(10))
    message_id: Mapped[str | None] = mapped_column(Id, default=None)
    replay_of: Mapped[str | None] = mapped_column(Id, default=None)
    safe: Mapped[bool] = mapped_column(Boolean)
    arguments: Mapped[Any] = mapped_column(Json)
    context: Mapped[dict[str, Any]] = mapped_column(Json)
    request: Mapped[dict[str, Any] | None] = mapped_column(Json, default=None)
    reply: Mapped[str | None] = mapped_column(Text, default=None)
    status: Mapped[int | None] = mapped_column(Integer, default=None)
    error: Mapped[str | None] = mapped_column(Text, default=None)
    ms: Mapped[int] = mapped_column(Integer)

    __table_args__ = (
        Index("ix_fulfillment_calls_log", "fulfillment_id", "created_at"),
        Index("ix_fulfillment_calls_message", "message_id"),
    )
