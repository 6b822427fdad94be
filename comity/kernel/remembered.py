"""Values kept for a moment, so that a busy process reads each of them once in a while instead of once for each call."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")
MAX_KEPT = 10_000


class Remembered(Generic[K, V]):
    """What `read(key)` gave, for `seconds`. Callers who want the same key at once wait for one reading; errors are not kept."""

    def __init__(self, read: Callable[[K], Awaitable[V]], seconds: float) -> None:
        self._read = read
        self._seconds = seconds
        self._known: dict[K, tuple[float, V]] = {}
        self._reading: dict[K, asyncio.Future[V]] = {}

    async def get(self, key: K) -> V:
        """The value; raises what reading it raised."""
        known = self._known.get(key)
        if known is not None and known[0] > time.monotonic():
            return known[1]
        reading = self._reading.get(key)
        if reading is None:
            reading = self._reading[key] = asyncio.ensure_future(self._read(key))
            reading.add_done_callback(lambda done: self._keep(key, done))
        return await asyncio.shield(reading)

    def clear(self) -> None:
        """Forgets everything, also what is being read now: it may be old already."""
        self._known.clear()
        self._reading.clear()

    def _keep(self, key: K, done: "asyncio.Future[V]") -> None:
        failed = done.cancelled() or done.exception() is not None
        if self._reading.get(key) is not done:
            return
        del self._reading[key]
        if failed:
            return
        if len(self._known) >= MAX_KEPT:
            self._known.clear()
        self._known[key] = (time.monotonic() + self._seconds, done.result())
