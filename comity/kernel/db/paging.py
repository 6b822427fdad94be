"""Lists by cursor: stable pages whatever is added meanwhile (README: `{"data": [...], "nextCursor": null}`)."""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import Select, literal, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from comity.kernel import clock
from comity.kernel.db.transaction import Tx
from comity.kernel.errors import Validation, field_error

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list: its rows and the cursor of the next page (None at the end)."""

    rows: list[T]
    next_cursor: str | None


def page(
    tx: Tx,
    statement: Select[T],
    *keys: InstrumentedAttribute[Any],
    limit: int = 50,
    cursor: str | None = None,
    descending: bool = True,
) -> Page[T]:
    """One page of `statement` ordered by `keys`, which must be unique together and never null.

    Raises `Validation` (422000) when the cursor is none of ours.
    """
    if cursor:
        after = _decode(cursor, len(keys))
        mark, here = tuple_(*keys), tuple_(*(_literal(key, value) for key, value in zip(keys, after, strict=True)))
        statement = statement.where(mark < here if descending else mark > here)
    order = [key.desc() if descending else key.asc() for key in keys]
    rows = list(tx.session.scalars(statement.order_by(*order).limit(limit + 1)))
    if len(rows) <= limit:
        return Page(rows, None)
    last = rows[limit - 1]
    return Page(rows[:limit], _encode([getattr(last, key.key) for key in keys]))


def _literal(key: InstrumentedAttribute[Any], value: Any) -> Any:
    is_time = isinstance(value, dict)
    return literal(clock.from_us(value["us"]) if is_time else value, key.type)


def _encode(values: list[Any]) -> str:
    plain = [{"us": clock.to_us(v)} if isinstance(v, datetime) else v for v in values]
    return base64.urlsafe_b64encode(msgspec.json.encode(plain)).decode().rstrip("=")


def _decode(cursor: str, count: int) -> list[Any]:
    try:
        values = msgspec.json.decode(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, msgspec.DecodeError):
        values = None
    if not isinstance(values, list) or len(values) != count:
        message = "This cursor is not one that was given out. Start again without a cursor."
        raise Validation([field_error("cursor", "cursor", message)])
    return values
