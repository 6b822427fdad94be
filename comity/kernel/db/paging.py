"""Lists by cursor: stable pages whatever is added meanwhile (README: `{"data": [...], "nextCursor": null}`)."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import BigInteger, Integer, Select, literal, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from comity.kernel import clock
from comity.kernel.db.columns import Time
from comity.kernel.db.transaction import Tx
from comity.kernel.errors import Validation, field_error

T = TypeVar("T")
TIME_MAX_US = 200_000_000_000_000_000


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
        after = _decode(cursor, keys)
        mark, here = tuple_(*keys), tuple_(*(_literal(key, value) for key, value in zip(keys, after, strict=True)))
        statement = statement.where(mark < here if descending else mark > here)
    order = [key.desc() if descending else key.asc() for key in keys]
    rows = list(tx.session.scalars(statement.order_by(*order).limit(limit + 1)))
    if len(rows) <= limit:
        return Page(rows, None)
    last = rows[limit - 1]
    return Page(rows[:limit], _encode([getattr(last, key.key) for key in keys]))


def cursor_at(row: Any, *keys: InstrumentedAttribute[Any]) -> str:
    """The cursor of what comes after a row, for lists that are put together by hand."""
    return _encode([getattr(row, key.key) for key in keys])


def read_cursor(cursor: str, *keys: InstrumentedAttribute[Any]) -> list[Any]:
    """The values a cursor stands for; raises `Validation` (422000) when it is none of ours."""
    return _decode(cursor, keys)


def _literal(key: InstrumentedAttribute[Any], value: Any) -> Any:
    is_time = isinstance(value, dict)
    return literal(clock.from_us(value["us"]) if is_time else value, key.type)


def _encode(values: list[Any]) -> str:
    plain = [{"us": clock.to_us(v)} if isinstance(v, datetime) else v for v in values]
    return base64.urlsafe_b64encode(msgspec.json.encode(plain)).decode().rstrip("=")


def _decode(cursor: str, keys: Sequence[InstrumentedAttribute[Any]]) -> list[Any]:
    try:
        values = msgspec.json.decode(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, msgspec.DecodeError):
        values = None
    if not isinstance(values, list) or len(values) != len(keys) or not all(map(_fits, keys, values)):
        message = "This cursor is not one that was given out. Start again without a cursor."
        raise Validation([field_error("cursor", "cursor", message)])
    return values


def _fits(key: InstrumentedAttribute[Any], value: Any) -> bool:
    """Whether a cursor's value is one that this column could have given: a cursor may have been changed on its way."""
    if isinstance(key.type, Time):
        return isinstance(value, dict) and isinstance(us := value.get("us"), int) and 0 <= us < TIME_MAX_US
    if isinstance(key.type, Integer):
        return isinstance(value, int) and abs(value) < (2**62 if isinstance(key.type, BigInteger) else 2**31)
    return isinstance(value, str) and "\0" not in value
