"""One run in memory: its numbered deltas, its end, and who reads it."""

import asyncio
import time
from typing import Protocol

from comity.assistants.messaging.ledger import Exchange
from comity.assistants.messaging.run_log import LogRange


class Listener(Protocol):
    """Somebody who reads a run; both must return at once."""

    def wake(self) -> None: ...

    def leave_politely(self) -> None: ...


class OpenRun:
    """The log of one answer while it is written, numbered from 1 across attempts; the terminal frame has the number after it.

    `log[i]` is number `base + i + 1`; None stands for a reset. `text` is what the answer reads now. `left_at`: since when
    nobody reads it, None while somebody does.
    """

    __slots__ = (
        "base", "cancel_on_leave", "done", "error", "exchange", "flushed", "id_bytes", "left_at", "listeners",
        "log", "pieces", "reply", "stopping", "task", "text_cache",
    )  # fmt: skip

    def __init__(self, exchange: Exchange, *, cancel_on_leave: bool) -> None:
        self.exchange = exchange
        self.id_bytes = exchange.message_id.encode()
        self.base = exchange.first_seq
        self.log: list[str | None] = []
        self.pieces: list[str] = []
        self.text_cache = ""
        self.flushed = 0
        self.reply: bytes | None = None
        self.error: bytes | None = None
        self.done = asyncio.Event()
        self.listeners: set[Listener] = set()
        self.task: asyncio.Task[None] | None = None
        self.stopping = False
        self.cancel_on_leave = cancel_on_leave
        self.left_at: float | None = time.monotonic()

    @property
    def last_seq(self) -> int:
        """The number of the newest delta."""
        return self.base + len(self.log)

    @property
    def text(self) -> str:
        """The answer so far."""
        if self.pieces:
            self.text_cache += "".join(self.pieces)
            self.pieces.clear()
        return self.text_cache

    def after(self, seq: int) -> list[str | None]:
        """The deltas with numbers above `seq`."""
        return self.log[max(0, seq - self.base) :]

    def say(self, text: str) -> None:
        """Appends a delta and wakes the readers."""
        self.log.append(text)
        self.pieces.append(text)
        self._wake()

    def reset(self) -> None:
        """Takes back everything said so far."""
        self.log.append(None)
        self.pieces.clear()
        self.text_cache = ""
        self._wake()

    def jump_to(self, seq: int) -> None:
        """Goes on with a higher number, as a log does where another process began the answer again; what was before is forgotten."""
        self.log.clear()
        self.pieces.clear()
        self.text_cache = ""
        self.base, self.flushed = seq - 1, 0

    def unflushed(self) -> LogRange | None:
        """What the run log does not hold yet; afterwards it counts as held."""
        if self.flushed == len(self.log):
            return None
        first, self.flushed = self.flushed, len(self.log)
        return LogRange(self.exchange.message_id, self.base + first + 1, self.log[first:])

    def end(self, *, reply: bytes | None = None, error: bytes | None = None) -> None:
        """Settles the run for its readers; it is stored already."""
        self.reply, self.error = reply, error
        self.done.set()
        self._wake()

    def add_listener(self, listener: Listener) -> None:
        """Registers a reader."""
        self.listeners.add(listener)
        self.left_at = None

    def remove_listener(self, listener: Listener) -> None:
        """A reader left; remembers when the last one did."""
        self.listeners.discard(listener)
        if not self.listeners:
            self.left_at = time.monotonic()

    def _wake(self) -> None:
        for listener in self.listeners:
            listener.wake()


class Waiting:
    """A caller that waits for the end alone, without a stream: it counts as a reader."""

    def __init__(self, run: OpenRun) -> None:
        self._run = run

    def __enter__(self) -> "Waiting":
        self._run.add_listener(self)
        return self

    def __exit__(self, *_: object) -> None:
        self._run.remove_listener(self)

    def wake(self) -> None:
        """The end is awaited by itself."""

    def leave_politely(self) -> None:
        """The time the caller waits is bounded anyway."""
