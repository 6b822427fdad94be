"""One run in memory: its numbered deltas, its end, and who reads it."""

import asyncio
from collections.abc import Callable
from typing import Protocol

from comity.assistants.messaging.ledger import Exchange, LogRange


class Listener(Protocol):
    """Somebody who reads a run; both must return at once."""

    def wake(self) -> None: ...

    def leave_politely(self) -> None: ...


class OpenRun:
    """The log of one answer while it is written, numbered from 1 across attempts; the terminal frame has the number after it.

    `log[i]` is number `base + i + 1`; None stands for a reset. `text` is what the answer reads now.
    """

    __slots__ = (
        "base", "cancel_on_leave", "done", "error", "exchange", "flushed", "had_reader",
        "id_bytes", "left_at", "listeners", "log", "pieces", "reply", "stopping", "task", "text_cache",
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
        self.had_reader = False
        self.left_at: float | None = None

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

    def say(self, text: str) -> None:
        """Appends a delta and wakes the readers."""
        self.log.append(text)
        self.pieces.append(text)
        for listener in self.listeners:
            listener.wake()

    def reset(self) -> None:
        """Takes back everything said so far."""
        self.log.append(None)
        self.pieces.clear()
        self.text_cache = ""
        for listener in self.listeners:
            listener.wake()

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
        for listener in list(self.listeners):
            listener.wake()

    def add_listener(self, listener: Listener) -> None:
        """Registers a reader."""
        self.listeners.add(listener)
        self.had_reader = True
        self.left_at = None

    def remove_listener(self, listener: Listener, now: Callable[[], float]) -> None:
        """A reader left; remembers when the last one did."""
        self.listeners.discard(listener)
        if not self.listeners:
            self.left_at = now()
