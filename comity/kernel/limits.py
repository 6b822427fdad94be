"""Sliding-minute rate limits, and bursts: exact in one process on the embedded database, shared by rows on PostgreSQL."""

import hashlib
import time
from collections import deque
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import BigInteger, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from comity.kernel import clock
from comity.kernel.db import SQL, Base, Database, Tx
from comity.kernel.errors import RateLimit

WINDOW_SECONDS = 60
SWEEP_EVERY = 10_000
KEY_CHARACTERS = 200
ROUNDING = 1e-6


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


def refuse(limit: int, wait_seconds: float) -> RateLimit:
    """The refusal, with how long to wait (whole seconds, at least one)."""
    wait = max(1, int(wait_seconds + 0.999))
    headers = Allowance(limit, 0, wait).headers()
    message = f"More than {limit} calls in a minute. Wait {wait} s, then go on."
    return RateLimit(message, retry_after_seconds=wait, headers=headers)


def _refuse_burst(at_once: int, wait_us: int) -> RateLimit:
    wait = max(1, -(-wait_us // 1_000_000))
    message = f"More than {at_once} calls at once. Wait {wait} s, then go on more evenly."
    return RateLimit(message, retry_after_seconds=wait, headers=Allowance(at_once, 0, wait).headers())


def _spacing(per_minute: int) -> int:
    """Microseconds after which one more call of a burst is given back."""
    return WINDOW_SECONDS * 1_000_000 // per_minute


class MemoryLimits:
    """An exact sliding log in this process."""

    def __init__(self) -> None:
        self._calls: dict[str, deque[float]] = {}
        self._rested_at: dict[str, int] = {}
        self._since_sweep = 0

    async def take(self, key: str, limit: int) -> Allowance:
        now = clock.now_us() / 1_000_000
        calls = self._calls.setdefault(key, deque())
        while calls and calls[0] <= now - WINDOW_SECONDS:
            calls.popleft()
        if len(calls) >= limit:
            raise refuse(limit, calls[-limit] + WINDOW_SECONDS - now)
        calls.append(now)
        self._sweep(now)
        return Allowance(limit, limit - len(calls), max(1, int(calls[0] + WINDOW_SECONDS - now + 0.999)))

    async def burst(self, key: str, per_minute: int, at_once: int) -> None:
        now, spacing = clock.now_us(), _spacing(per_minute)
        rested_at = max(now, self._rested_at.get(key, 0)) + spacing
        if rested_at - now > at_once * spacing:
            raise _refuse_burst(at_once, rested_at - now - at_once * spacing)
        self._rested_at[key] = rested_at

    def _sweep(self, now: float) -> None:
        self._since_sweep += 1
        if self._since_sweep < SWEEP_EVERY:
            return
        self._since_sweep = 0
        idle = [key for key, calls in self._calls.items() if not calls or calls[-1] <= now - WINDOW_SECONDS]
        for key in idle:
            del self._calls[key]
        self._rested_at = {key: at for key, at in self._rested_at.items() if at > now * 1_000_000}


class RateWindow(Base):
    """Calls counted for a key in one minute of the clock."""

    __tablename__ = "rate_windows"

    key: Mapped[str] = mapped_column(String(KEY_CHARACTERS), primary_key=True)
    minute: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    count: Mapped[int] = mapped_column(Integer)


class RateBurst(Base):
    """When a key's calls will all have been given back, in microseconds since the epoch."""

    __tablename__ = "rate_bursts"

    key: Mapped[str] = mapped_column(String(KEY_CHARACTERS), primary_key=True)
    rested_at: Mapped[int] = mapped_column(BigInteger)


_COUNT = SQL(
    """INSERT INTO rate_windows (key, minute, count) VALUES (:key, :minute, 1)
    ON CONFLICT (key, minute) DO UPDATE SET count = rate_windows.count + 1 RETURNING count"""
)
_BEFORE = SQL("SELECT count FROM rate_windows WHERE key = :key AND minute = :minute")
_DROP = SQL("DELETE FROM rate_windows WHERE minute < :minute")
_BURST = SQL(
    """INSERT INTO rate_bursts (key, rested_at) VALUES (:key, :now + :spacing)
    ON CONFLICT (key) DO UPDATE SET rested_at = :spacing + CASE WHEN rate_bursts.rested_at > :now THEN rate_bursts.rested_at
        ELSE :now END WHERE rate_bursts.rested_at <= :latest RETURNING rested_at"""
)
_RESTED_AT = SQL("SELECT rested_at FROM rate_bursts WHERE key = :key")
_DROP_BURSTS = SQL("DELETE FROM rate_bursts WHERE rested_at < :now")


class SharedLimits:
    """The same over several processes: this minute's count plus the part of the last one that is still in the window."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._dropped = time.monotonic()

    async def take(self, key: str, limit: int) -> Allowance:
        return await self._db.awrite(lambda tx: self._take(tx, _stored(key), limit))

    async def burst(self, key: str, per_minute: int, at_once: int) -> None:
        await self._db.awrite(lambda tx: _burst(tx, _stored(key), _spacing(per_minute), at_once))

    def _take(self, tx: Tx, key: str, limit: int) -> Allowance:
        minute, within = divmod(clock.now_us() / 1_000_000, WINDOW_SECONDS)
        before = tx.value(_BEFORE, key=key, minute=int(minute) - 1) or 0
        carried = before * (1 - within / WINDOW_SECONDS)
        counted = tx.value(_COUNT, key=key, minute=int(minute))
        count = counted + carried
        if count > limit + ROUNDING:
            raise refuse(limit, _until_allowed(limit, before, counted, within))
        if time.monotonic() - self._dropped > WINDOW_SECONDS:
            self._dropped = time.monotonic()
            tx.run(_DROP, minute=int(minute) - 2)
            tx.run(_DROP_BURSTS, now=clock.now_us())
        return Allowance(limit, int(limit - count), int(WINDOW_SECONDS - within) + 1)


def _stored(key: str) -> str:
    return key if len(key) <= KEY_CHARACTERS else hashlib.sha256(key.encode()).hexdigest()


def _burst(tx: Tx, key: str, spacing: int, at_once: int) -> None:
    now = clock.now_us()
    latest = now + (at_once - 1) * spacing
    if tx.value(_BURST, key=key, now=now, spacing=spacing, latest=latest) is None:
        raise _refuse_burst(at_once, tx.value(_RESTED_AT, key=key) - latest)


def _until_allowed(limit: int, before: int, now: int, within: float) -> float:
    """Seconds until a call passes: `before` calls of the last minute fade out, then those of this one, of which the `now`th is refused."""
    if now <= limit:
        return WINDOW_SECONDS * (1 - (limit - now) / before) - within
    fading = WINDOW_SECONDS * (1 - (limit - 1) / (now - 1))
    return WINDOW_SECONDS - within + max(0.0, fading)
