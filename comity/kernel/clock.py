"""Time for the whole product: one source, in UTC, that tests can move.

Times are aware `datetime` in UTC inside the program, microseconds since the epoch in the database and ISO 8601 with `Z` on the wire.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class _Shift:
    """How the product's clock differs from the machine's: stopped at a moment, moved, or neither."""

    frozen_us: int | None = None
    offset_us: int = 0


def now_us() -> int:
    """The present, in microseconds since 1970-01-01 UTC."""
    if _Shift.frozen_us is not None:
        return _Shift.frozen_us
    return time.time_ns() // 1000 + _Shift.offset_us


def now() -> datetime:
    """The present as an aware UTC datetime."""
    return from_us(now_us())


def from_us(microseconds: int) -> datetime:
    """The aware datetime of a count of microseconds since the epoch."""
    return _EPOCH + timedelta(microseconds=microseconds)


def to_us(moment: datetime) -> int:
    """Microseconds since the epoch; a naive datetime is refused, for it names no moment."""
    if moment.tzinfo is None:
        raise ValueError("a time needs a zone")
    return (moment - _EPOCH) // _MICROSECOND


def iso(moment: datetime) -> str:
    """The wire form: `2026-01-31T09:15:02Z`, with milliseconds only where there are any."""
    text = moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return text.replace(".000Z", "Z")


def iso_us(microseconds: int) -> str:
    """The wire form of a count of microseconds since the epoch."""
    return iso(from_us(microseconds))


@contextmanager
def frozen(moment: datetime) -> Iterator[None]:
    """Stops the clock at `moment` (for tests); `tick` moves it on."""
    before = _Shift.frozen_us
    _Shift.frozen_us = to_us(moment)
    try:
        yield
    finally:
        _Shift.frozen_us = before


def tick(seconds: float) -> None:
    """Moves the clock on, frozen or not (for tests)."""
    step = int(seconds * 1_000_000)
    if _Shift.frozen_us is not None:
        _Shift.frozen_us += step
    else:
        _Shift.offset_us += step
