"""The tables of models (`assistants.md` 2.2)."""

from typing import Any

from sqlalchemy import Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from comity.kernel.db import Base, Entity, Id, Json, Timestamps


class ModelConnection(Base, Entity):
    """A way to models: an address, how to be let in (sealed), and the models that may be asked."""

    __tablename__ = "model_connections"

    name: Mapped[str] = mapped_column(String(100))
    name_key: Mapped[str] = mapped_column(String(300))
    base_url: Mapped[str] = mapped_column(String(500))
    api_key: Mapped[str | None] = mapped_column(Text, default=None)
    api_key_hint: Mapped[str | None] = mapped_column(String(8), default=None)
    headers: Mapped[str | None] = mapped_column(Text, default=None)
    header_names: Mapped[list[str]] = mapped_column(Json, default=list)
    models: Mapped[list[Any]] = mapped_column(Json, default=list)
    revision: Mapped[int] = mapped_column(Integer, default=1)
    created_by: Mapped[str] = mapped_column(String(100), default="")

    __table_args__ = (UniqueConstraint("workspace_id", "name_key"),)


class ModelDefault(Base, Timestamps):
    """The model that a new assistant of the workspace begins with: `<connectionId>/<model>` or `extractive`."""

    __tablename__ = "model_defaults"

    workspace_id: Mapped[str] = mapped_column(Id, primary_key=True)
    model: Mapped[str] = mapped_column(String(300))
