"""Sliding-minute rate limits: exact in one process on the embedded database, shared by rows on PostgreSQL."""

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


def refuse(limit: int, wait_seconds: float) -> RateLimit:
    """The refusal, with how long to wait (whole seconds, at least one)."""
    wait = max(1, int(wait_seconds + 0.999))
    headers = Allowance(limit, 0, wait).headers()
    message = f"More than {limit} calls in a minute. Wait {wait} s, then go on."
    return RateLimit(message, retry_after_seconds=wait, headers=headers)


class MemoryLimits:
    """An exact sliding log in this process."""

    def __init__(self) -> None:
        self._calls: dict[str, deque[float]] = {}
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

    def _sweep(self, now: float) -> None:
        self._since_sweep += 1
        if self._since_sweep < SWEEP_EVERY:
            return
        self._since_sweep = 0
        idle = [key for key, calls in self._calls.items() if not calls or calls[-1] <= now - WINDOW_SECONDS]
        for key in idle:
            del self._calls[key]


class RateWindow(Base):
    """Calls counted for a key in one minute of the clock."""

    __tablename__ = "rate_windows"

    key: Mapped[str] = mapped_column(String(KEY_CHARACTERS), primary_key=True)
    minute: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    count: Mapped[int] = mapped_column(Integer)


_COUNT = SQL(
    """INSERT INTO rate_windows (key, minute, count) VALUES (:key, :minute, 1)
    ON CONFLICT (key, minute) DO UPDATE SET count = rate_windows.count + 1 RETURNING count"""
)
_BEFORE = SQL("SELECT count FROM rate_windows WHERE key = :key AND minute = :minute")
_DROP = SQL("DELETE FROM rate_windows WHERE minute < :minute")


class SharedLimits:
    """The same over several processes: this minute's count plus the part of the last one that is still in the window."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._dropped = time.monotonic()

    async def take(self, key: str, limit: int) -> Allowance:
        stored = key if len(key) <= KEY_CHARACTERS else hashlib.sha256(key.encode()).hexdigest()
        return await self._db.awrite(lambda tx: self._take(tx, stored, limit))

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
        return Allowance(limit, int(limit - count), int(WINDOW_SECONDS - within) + 1)


def _until_allowed(limit: int, before: int, now: int, within: float) -> float:
    """Seconds until a call passes: `before` calls of the last minute fade out, then those of this one, of which the `now`th is refused."""
    if now <= limit:
        return WINDOW_SECONDS * (1 - (limit - now) / before) - within
    fading = WINDOW_SECONDS * (1 - (limit - 1) / (now - 1))
    return WINDOW_SECONDS - within + max(0.0, fading)
