"""Sliding-minute rate limits, and bursts: exact in one process on the embedded database, shared by rows on PostgreSQL."""

import hashlib
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import BigInteger, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from comity.kernel import clock
from comity.kernel.db import SQL, Base, Database, Tx
from comity.kernel.errors import RateLimit

SECOND_US = 1_000_000
WINDOW_SECONDS = 60
WINDOW_US = WINDOW_SECONDS * SECOND_US
SWEEP_EVERY = 10_000
KEY_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of a limit: `remaining` calls now, all of them again in `reset_seconds`."""

    limit: int
    remaining: int
    reset_seconds: int

    def headers(self) -> dict[str, str]:
        """The `RateLimit-*` headers of every limited reply."""
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.reset_seconds),
        }


class Limits(Protocol):
    """Counts calls by a key over the last minute."""

    async def take(self, key: str, limit: int) -> Allowance:
        """Counts one call, or raises `RateLimit` (429000, with `Retry-After`) and counts nothing."""
        ...

    async def burst(self, key: str, per_minute: int, at_once: int) -> None:
        """Lets `at_once` calls through together, then as many as `per_minute` gives back; raises `RateLimit` for one too many."""
        ...


def _refuse(limit: int, wait_us: int) -> RateLimit:
    wait = _whole_seconds(wait_us)
    message = f"More than {limit} calls in a minute. Wait {wait} s, then go on."
    return RateLimit(message, retry_after_seconds=wait, headers=Allowance(limit, 0, wait).headers())


def _refuse_burst(at_once: int, wait_us: int) -> RateLimit:
    wait = _whole_seconds(wait_us)
    message = f"More than {at_once} calls at once. Wait {wait} s, then go on more evenly."
    return RateLimit(message, retry_after_seconds=wait, headers=Allowance(at_once, 0, wait).headers())


def _whole_seconds(wait_us: int) -> int:
    """Seconds after which the wait is over: rounded up, at least one."""
    return max(1, -(-wait_us // SECOND_US))


def _spacing(per_minute: int) -> int:
    """Microseconds after which one more call of a burst is given back."""
    return WINDOW_US // per_minute


class MemoryLimits:
    """An exact sliding log in this process."""

    def __init__(self) -> None:
        self._calls: dict[str, deque[int]] = {}
        self._rested_at: dict[str, int] = {}
        self._since_sweep = 0

    async def take(self, key: str, limit: int) -> Allowance:
        now = clock.now_us()
        calls = self._calls.setdefault(key, deque())
        while calls and calls[0] <= now - WINDOW_US:
            calls.popleft()
        if len(calls) >= limit:
            raise _refuse(limit, calls[-limit] + WINDOW_US - now)
        calls.append(now)
        self._sweep(now)
        return Allowance(limit, limit - len(calls), _whole_seconds(calls[0] + WINDOW_US - now))

    async def burst(self, key: str, per_minute: int, at_once: int) -> None:
        now, spacing = clock.now_us(), _spacing(per_minute)
        rested_at = max(now, self._rested_at.get(key, 0)) + spacing
        if rested_at - now > at_once * spacing:
            raise _refuse_burst(at_once, rested_at - now - at_once * spacing)
        self._rested_at[key] = rested_at

    def _sweep(self, now: int) -> None:
        self._since_sweep += 1
        if self._since_sweep < SWEEP_EVERY:
            return
        self._since_sweep = 0
        idle = [key for key, calls in self._calls.items() if not calls or calls[-1] <= now - WINDOW_US]
        for key in idle:
            del self._calls[key]
        self._rested_at = {key: at for key, at in self._rested_at.items() if at > now}


class RateWindow(Base):
    """Calls counted for a key in one second of the clock."""

    __tablename__ = "rate_windows"

    key: Mapped[str] = mapped_column(String(KEY_CHARACTERS), primary_key=True)
    second: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    count: Mapped[int] = mapped_column(Integer)


class RateBurst(Base):
    """When a key's calls will all have been given back, in microseconds since the epoch."""

    __tablename__ = "rate_bursts"

    key: Mapped[str] = mapped_column(String(KEY_CHARACTERS), primary_key=True)
    rested_at: Mapped[int] = mapped_column(BigInteger)


_COUNT = SQL(
    """INSERT INTO rate_windows (key, second, count) VALUES (:key, :second, 1)
    ON CONFLICT (key, second) DO UPDATE SET count = rate_windows.count + 1"""
)
_WINDOW = "FROM rate_windows WHERE key = :key AND second > :before"
_COUNTED = SQL(f"SELECT SUM(count) AS calls, MIN(second) AS oldest {_WINDOW}")
_SECONDS = SQL(f"SELECT second, count {_WINDOW} ORDER BY second")
_DROP = SQL("DELETE FROM rate_windows WHERE second <= :before")
_BURST = SQL(
    """INSERT INTO rate_bursts (key, rested_at) VALUES (:key, :now + :spacing)
    ON CONFLICT (key) DO UPDATE SET rested_at = :spacing + CASE WHEN rate_bursts.rested_at > :now THEN rate_bursts.rested_at
        ELSE :now END WHERE rate_bursts.rested_at <= :latest RETURNING rested_at"""
)
_RESTED_AT = SQL("SELECT rested_at FROM rate_bursts WHERE key = :key")
_REST = SQL("UPDATE rate_bursts SET rested_at = :until WHERE key = :key AND rested_at < :until")
_DROP_BURSTS = SQL("DELETE FROM rate_bursts WHERE rested_at < :now")


class SharedLimits:
    """The same over several processes: counts of each second, which leave the window sixty seconds later."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._dropped = time.monotonic()

    async def take(self, key: str, limit: int) -> Allowance:
        return await self._db.awrite(lambda tx: self._take(tx, _stored(key), limit))

    async def burst(self, key: str, per_minute: int, at_once: int) -> None:
        await self._db.awrite(lambda tx: _burst(tx, _stored(key), _spacing(per_minute), at_once))

    def _take(self, tx: Tx, key: str, limit: int) -> Allowance:
        now = clock.now_us()
        second = now // SECOND_US
        window = {"key": key, "before": second - WINDOW_SECONDS}
        tx.run(_COUNT, key=key, second=second)
        ((calls, oldest),) = tx.rows(_COUNTED, **window)
        if calls > limit:
            raise _refuse(limit, _leave_at(tx.rows(_SECONDS, **window), calls - limit) - now)
        if time.monotonic() - self._dropped > WINDOW_SECONDS:
            self._dropped = time.monotonic()
            tx.run(_DROP, before=second - 2 * WINDOW_SECONDS)
            tx.run(_DROP_BURSTS, now=now)
        return Allowance(limit, limit - int(calls), _whole_seconds(oldest * SECOND_US + WINDOW_US - now))


def _leave_at(seconds: Sequence[Any], calls: int) -> int:
    """When so many of the oldest calls have left the window, in microseconds since the epoch."""
    for row in seconds:
        calls -= row.count
        if calls <= 0:
            return row.second * SECOND_US + WINDOW_US
    raise AssertionError("more calls were to leave than were counted")


def _stored(key: str) -> str:
    return key if len(key) <= KEY_CHARACTERS else hashlib.sha256(key.encode()).hexdigest()


def take_turn(tx: Tx, key: str, spacing_seconds: float) -> float:
    """Takes the turn to make one call, of which every process together makes one in `spacing_seconds`.

    Returns 0.0 when the turn is ours, else the seconds after which to ask again. A turn is taken when it has come, so that
    who dies holds up nobody.
    """
    now = clock.now_us()
    spacing = int(spacing_seconds * SECOND_US)
    if tx.value(_BURST, key=_stored(key), now=now, spacing=spacing, latest=now) is not None:
        return 0.0
    return max(0.001, (tx.value(_RESTED_AT, key=_stored(key)) - now) / SECOND_US)


def rest_after(tx: Tx, key: str, spacing_seconds: float) -> None:
    """Counts the spacing from now, when a call that took its turn was answered: the next keeps its distance, however late this one left."""
    tx.run(_REST, key=_stored(key), until=clock.now_us() + int(spacing_seconds * SECOND_US))


def _burst(tx: Tx, key: str, spacing: int, at_once: int) -> None:
    now = clock.now_us()
    latest = now + (at_once - 1) * spacing
    if tx.value(_BURST, key=key, now=now, spacing=spacing, latest=latest) is None:
        raise _refuse_burst(at_once, tx.value(_RESTED_AT, key=key) - latest)
