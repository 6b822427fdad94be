"""Circuits: a connection that keeps failing is left alone for a while (`assistants.md` 3.5)."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from comity.kernel.llm.errors import CircuitOpen

FAILURES_TO_OPEN = 5
WITHIN_SECONDS = 30.0
OPEN_SECONDS = 30.0

State = Literal["closed", "open", "half_open"]


@dataclass(slots=True)
class Circuit:
    """Five failures in a row within 30 s open it for 30 s; then one call may try, and decides.

    `clock` counts seconds and never goes back.
    """

    clock: Callable[[], float] = time.monotonic
    _failures: list[float] = field(default_factory=list)
    _opened_at: float | None = None
    _probe_at: float | None = None

    @property
    def state(self) -> State:
        """`open`: nothing is sent; `half_open`: the next call is the probe."""
        if self._opened_at is None:
            return "closed"
        return "open" if self.clock() - self._opened_at < OPEN_SECONDS else "half_open"

    def enter(self) -> None:
        """Asks to make a call. Raises `CircuitOpen` while open, or while another call is the probe."""
        if self._opened_at is None:
            return
        now = self.clock()
        probing = self._probe_at is not None and now - self._probe_at < OPEN_SECONDS
        if now - self._opened_at < OPEN_SECONDS or probing:
            raise CircuitOpen("The connection failed too often just now.")
        self._probe_at = now

    def succeeded(self) -> None:
        """A call brought its first text: all is well."""
        self._failures.clear()
        self._opened_at = self._probe_at = None

    def failed(self) -> None:
        """A call failed."""
        now = self.clock()
        self._failures = [at for at in self._failures if now - at <= WITHIN_SECONDS][1 - FAILURES_TO_OPEN :]
        self._failures.append(now)
        if self._probe_at is not None or len(self._failures) >= FAILURES_TO_OPEN:
            self._opened_at, self._probe_at = now, None

    def left(self) -> None:
        """A call ended without showing anything about the connection: the next one may probe."""
        self._probe_at = None
