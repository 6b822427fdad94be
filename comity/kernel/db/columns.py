"""Column types and the base of every table, the same on both databases.

Times are integer microseconds since the epoch and JSON is text: fixed SQL reads and writes them without a driver's help.
"""

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import BigInteger, LargeBinary, MetaData, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from comity.kernel import clock
from comity.kernel.ids import new_id

Blob = LargeBinary


class Time(TypeDecorator[datetime]):
    """An aware UTC datetime, stored as microseconds since the epoch."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else clock.to_us(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else clock.from_us(value)


class Json(TypeDecorator[Any]):
    """Any JSON value, stored as text. Assign a new value to change it: changes inside are not seen."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else msgspec.json.encode(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else msgspec.json.decode(value)


Id = String(36)


class Base(DeclarativeBase):
    """The root of all tables."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Time, dict[str, Any]: Json, list[str]: Json, list[Any]: Json}


class Timestamps:
    """When a row was made and last changed."""

    created_at: Mapped[datetime] = mapped_column(Time, default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(Time, default=clock.now, onupdate=clock.now)


class Entity(Timestamps):
    """What every row of a workspace has: an id, its workspace and its times."""

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    workspace_id: Mapped[str] = mapped_column(Id, index=True)
