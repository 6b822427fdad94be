"""The table of where the install is searched."""

from datetime import datetime

from sqlalchemy import Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from comity.kernel.db import Base, Id, Time


class SearchEngine(Base):
    """By which engine all bases are searched: at most one row, made by the first move; without it the settings say.

    `wanted` and `move_id`: where the move goes that has not ended, and its mark on its jobs. `previous`: the engine before, for as long
    as a process that has not made its own index yet may ask it. `stopped_by`: why the last move ended without a switch.
    """

    __tablename__ = "knowledge_engine"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    engine: Mapped[str] = mapped_column(String(20))
    previous: Mapped[str] = mapped_column(String(20), default="")
    wanted: Mapped[str] = mapped_column(String(20), default="")
    move_id: Mapped[str] = mapped_column(Id, default="")
    stopped_by: Mapped[str] = mapped_column(String(1000), default="")
    switched_at: Mapped[datetime | None] = mapped_column(Time, default=None)
