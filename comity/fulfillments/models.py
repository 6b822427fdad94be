"""The table of fulfillments (`assistants.md` 2.2, 3.9, 3.10)."""

from typing import Any

from sqlalchemy import Boolean, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from comity.kernel.db import Base, Entity, Id, Json


class Fulfillment(Base, Entity):
    """Something an assistant may use: a search in one knowledge base at most, an HTTP action, or the tools of an MCP server.

    `labels`: a search finds documents with any of these alone; empty for all.
    `action` and `mcp` hold the settings of their kind; secret header values lie sealed in `sealed_headers`.
    """

    __tablename__ = "fulfillments"

    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(255))
    name_key: Mapped[str] = mapped_column(String(300))
    description: Mapped[str] = mapped_column(String(500), default="")
    revision: Mapped[int] = mapped_column(Integer, default=1)
    knowledge_base_id: Mapped[str | None] = mapped_column(Id, default=None, index=True)
    search_term_generator: Mapped[bool] = mapped_column(Boolean, default=False)
    search_term_generator_prompt: Mapped[str] = mapped_column(Text, default="")
    labels: Mapped[list[str]] = mapped_column(Json, default=list)
    action: Mapped[dict[str, Any] | None] = mapped_column(Json, default=None)
    mcp: Mapped[dict[str, Any] | None] = mapped_column(Json, default=None)
    sealed_headers: Mapped[str | None] = mapped_column(Text, default=None)
    created_by: Mapped[str] = mapped_column(String(100), default="")

    __table_args__ = (UniqueConstraint("workspace_id", "name_key"),)
