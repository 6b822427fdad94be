"""Readers of a run: they have no queue. When the socket is writable a reader gets the newest content, so a slow one skips frames."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from comity.assistants.messaging import frames
from comity.assistants.messaging.run import OpenRun

Write = Callable[[bytes], Awaitable[None]]
PING_SECONDS = 15.0
BLOCKED_SECONDS = 30.0


class Ticker:
    """One clock for all readers: pings after silence, and an end to writes that block too long."""

    def __init__(self) -> None:
        self._readers: set[Reader] = set()
        self._task: asyncio.Task[None] | None = None

    def add(self, reader: "Reader") -> None:
        """Watches over a reader from now on."""
        self._readers.add(reader)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())

    def remove(self, reader: "Reader") -> None:
        """Lets a reader go."""
        self._readers.discard(reader)

    def reconnect_all(self) -> None:
        """Tells every reader to come back later: this process stops."""
        for reader in self._readers:
            reader.leave_politely()

    async def _run(self) -> None:
        while self._readers:
            await asyncio.sleep(0.5)
            now = time.monotonic()
            for reader in list(self._readers):
                reader.tick(now)


class Reader:
    """One connection that follows one run, in cumulative or delta format, from after a number."""

    def __init__(self, run: OpenRun, write: Write, *, as_deltas: bool, after: int) -> None:
        self._run = run
        self._write = write
        self._as_deltas = as_deltas
        self._seen = max(after - run.base, 0)
        self._event = asyncio.Event()
        self._last_write = time.monotonic()
        self._writing_since: float | None = None
        self._next_allowed = 0.0
        self._ping = False
        self._reconnect = False
        self._task: asyncio.Task[Any] | None = None

    def wake(self) -> None:
        """There is something new."""
        self._event.set()

    def tick(self, now: float) -> None:
        """Called twice a second by the ticker."""
        if self._writing_since is not None:
            if now - self._writing_since > BLOCKED_SECONDS and self._task is not None:
                self._task.cancel()
        elif now - self._last_write >= PING_SECONDS - 0.5:
            self._ping = True
            self._event.set()

    def leave_politely(self) -> None:
        """Ends the stream with a request to reconnect."""
        self._reconnect = True
        self._event.set()

    async def follow(self) -> None:
        """Sends frames until the terminal one is sent. Raises `CancelledError` when a write blocked for 30 s."""
        self._task = asyncio.current_task()
        run = self._run
        run.add_listener(self)
        try:
            while not self._reconnect:
                self._event.clear()
                await self._send_new()
                if run.done.is_set() and self._seen >= len(run.log):
                    await self._send(self._terminal())
                    return
                if self._ping:
                    self._ping = False
                    await self._send(frames.PING)
                await self._wait()
            await self._send(frames.RECONNECT)
        finally:
            run.remove_listener(self, time.monotonic)

    async def _send_new(self) -> None:
        run = self._run
        if self._seen >= len(run.log):
            return
        if self._as_deltas:
            await self._send_deltas()
        elif run.done.is_set():
            self._seen = len(run.log)
        elif time.monotonic() >= self._next_allowed:
            text = run.text
            self._seen = len(run.log)
            if text:
                frame = frames.cumulative(run.id_bytes, run.last_seq, text)
                await self._send(frame)
                self._next_allowed = time.monotonic() + frames.pace_seconds(len(frame))

    async def _send_deltas(self) -> None:
        run = self._run
        new = run.log[self._seen :]
        first = run.base + self._seen
        self._seen = len(run.log)
        if len(new) == 1 and new[0] is not None:
            await self._send(frames.delta(run.id_bytes, first + 1, new[0]))
            return
        out: list[bytes] = []
        held: list[str] = []
        for number, piece in enumerate(new, first + 1):
            if piece is None:
                out.append(frames.reset(run.id_bytes, number))
                held.clear()
            else:
                held.append(piece)
        if held:
            out.append(frames.delta(run.id_bytes, first + len(new), "".join(held)))
        await self._send(b"".join(out))

    async def _wait(self) -> None:
        """Waits for something new, or for the pace when something new is held back by it."""
        held_back = not self._as_deltas and self._seen < len(self._run.log) and not self._run.done.is_set()
        if not held_back:
            await self._event.wait()
        elif (due := self._next_allowed - time.monotonic()) > 0:
            await self._until_due(due)

    async def _until_due(self, seconds: float) -> None:
        """Waits for the pace, but not past the end of the run."""
        timer = asyncio.get_running_loop().call_later(seconds, self._event.set)
        try:
            deadline = time.monotonic() + seconds
            while time.monotonic() < deadline and not (self._run.done.is_set() or self._reconnect or self._ping):
                self._event.clear()
                await self._event.wait()
        finally:
            timer.cancel()
        self._event.set()

    def _terminal(self) -> bytes:
        run = self._run
        seq = run.last_seq + 1
        if run.error is not None:
            return frames.failed(run.id_bytes, seq, run.error)
        return frames.finished(run.id_bytes, seq, run.reply or b"{}")

    async def _send(self, body: bytes) -> None:
        self._writing_since = time.monotonic()
        await self._write(body)
        self._last_write = time.monotonic()
        self._writing_since = None
