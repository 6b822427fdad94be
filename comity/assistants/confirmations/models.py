"""The table of confirmations."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from comity.kernel.db import Base, Entity, Id, Json, Time


class Confirmation(Base, Entity):
    """One call that waits for a yes. `confirm`: whose (`contact` or `agent`); `context`: the metadata of the question."""

    __tablename__ = "assistant_confirmations"

    assistant_id: Mapped[str] = mapped_column(Id)
    session_id: Mapped[str] = mapped_column(Id)
    message_id: Mapped[str] = mapped_column(Id)
    fulfillment_id: Mapped[str] = mapped_column(Id)
    fulfillment_revision: Mapped[int] = mapped_column(Integer)
    tool: Mapped[str] = mapped_column(String(64))
    arguments: Mapped[dict[str, Any]] = mapped_column(Json)
    context: Mapped[dict[str, Any]] = mapped_column(Json)
    confirm: Mapped[str] = mapped_column(String(10))
    status: Mapped[str] = mapped_column(String(10), default="pending")
    expires_at: Mapped[datetime] = mapped_column(Time)
    settled_by: Mapped[str] = mapped_column(String(100), default="")
    result_message_id: Mapped[str | None] = mapped_column(Id, default=None)

    __table_args__ = (
        Index("ix_assistant_confirmations_message", "message_id"),
        Index("ix_assistant_confirmations_result", "result_message_id"),
    )
