"""The table of external endpoints (`knowledge.md` 3.7)."""

from sqlalchemy import Boolean, ForeignKey, Integer, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from comity.kernel.db import Base, Entity, Id, Json


class ExternalEndpoint(Base, Entity):
    """Where the base of type `external` asks. `authorization` and `headers` are sealed; `header_names` may be shown."""

    __tablename__ = "external_endpoints"

    base_id: Mapped[str] = mapped_column(Id, ForeignKey("knowledge_bases.id"), unique=True)
    target_endpoint: Mapped[str] = mapped_column(String(2048))
    authorization: Mapped[str | None] = mapped_column(Text, default=None)
    headers: Mapped[str | None] = mapped_column(Text, default=None)
    header_names: Mapped[list[str]] = mapped_column(Json, default=list)
    timeout_seconds: Mapped[int] = mapped_column(Integer, default=10)
    send_generated_terms: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
